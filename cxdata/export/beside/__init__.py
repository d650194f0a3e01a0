"""Measures that stand beside one another and are published together: the parts of one base."""
