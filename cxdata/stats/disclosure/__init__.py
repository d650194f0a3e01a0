"""Disclosure control: counts rounded at random with a key, so that no count of 1 to 4 can be worked out.

Other rooms use `keyed` (the rounding itself) and `moving` (figures moved until no sum of them tells a small count, as
`sums` finds it).
"""

__all__ = ["keyed", "moving"]
