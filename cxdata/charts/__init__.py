"""Answers as figures: each function takes an Answer and gives a Chart, with a sentence for those who cannot see it."""
