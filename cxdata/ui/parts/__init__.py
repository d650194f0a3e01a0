"""The parts that pages are composed of: the first screen, tiles, exhibits and what can be had of them, the walk."""

__all__ = ["about", "choose", "course", "editing", "exhibits", "results", "screen", "splits", "take", "tiles", "walk"]
