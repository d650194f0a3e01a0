"""The page on hidden groups: its first screen, the walk after it, and lists that are kept."""

from cxdata.ui.hidden.first import first_screen, walk

__all__ = ["first_screen", "walk"]
