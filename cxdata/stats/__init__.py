"""Counts in, results out. Numbers only: no SQL, no screen, no charts."""
