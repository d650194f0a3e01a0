"""The parts that pages are composed of: the first screen with its exhibit and tiles, the walk, and exhibits ready made.

`course` and `splits` give exhibits; the rooms of single pages also use `cards`, `choose` (a measure to choose) and
`results` (sentences and signs of the analysis room).
"""

__all__ = ["cards", "choose", "course", "exhibits", "results", "screen", "splits", "tiles", "walk"]
