"""The satisfaction page, and the guard over published figures that change their formula."""

from cxdata.ui.satisfaction.page import first_screen, walk

__all__ = ["first_screen", "walk"]
