"""The page on what people say: `first` (the themes, and whose), `walk` (quotes, groups, search, what was ticked)."""

from cxdata.ui.comments.first import first_screen
from cxdata.ui.comments.walk import walk

__all__ = ["first_screen", "walk"]
