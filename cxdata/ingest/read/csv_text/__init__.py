"""CSV and its like: what the file is, its records one by one however damaged, and the rows that do not fit."""
