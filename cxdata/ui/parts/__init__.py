"""The parts that pages are composed of: cards, tiles, results and the blocks built from them.

Pages use `blocks` and `tiles`; the rooms of single pages also use `cards`, `choose` (a measure to choose) and `results`
(sentences and signs of the analysis room).
"""

__all__ = ["blocks", "cards", "choose", "exhibits", "results", "screen", "tiles", "walk"]
