"""The page on taking part: the ladder from contacts to design, where it breaks, and who sends people."""

from cxdata.ui.taking_part.page import first_screen, walk

__all__ = ["first_screen", "walk"]
