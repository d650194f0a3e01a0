"""Workbooks, and web pages and XML that are read as workbooks: opened within limits, one sheet chosen, rows as text."""
