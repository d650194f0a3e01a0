"""What is published beside what: totals over longer spans of time, and measures that are parts of one base."""
