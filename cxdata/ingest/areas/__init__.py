"""Boundaries and wards: areas of several vintages, and which of them a text or a point means."""
