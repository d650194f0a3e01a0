"""The words for figures typed out of papers."""
