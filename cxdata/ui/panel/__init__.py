"""The page on the residents' panel: who is missing, whom to ask next, and how far answers move when weighted."""

from cxdata.ui.panel.page import first_screen, walk

__all__ = ["first_screen", "walk"]
