"""Files as they stand: whatever the format, out comes a raw table of text and the rows that are none."""
