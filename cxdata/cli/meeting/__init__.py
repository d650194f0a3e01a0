"""The words for what is taken to a meeting."""
