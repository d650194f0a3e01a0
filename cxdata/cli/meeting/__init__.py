"""The words for what is taken to a meeting."""

SHEETS = ("html", "docx", "pdf")
"""What a ward's sheet is written as."""
