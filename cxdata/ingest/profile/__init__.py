"""Layouts: how one export's columns and values read in the words of the contract, as dataclasses, TOML and SQL."""
