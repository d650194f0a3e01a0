"""Papers for a meeting, and the sheet of a ward."""
