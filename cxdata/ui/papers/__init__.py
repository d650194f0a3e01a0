"""The page of papers for a meeting: what is kept, making the next one, holding one against today, presenting it."""

from cxdata.ui.papers.page import first_screen, walk

__all__ = ["first_screen", "walk"]
