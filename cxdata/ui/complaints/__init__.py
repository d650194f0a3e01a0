"""The page on complaints: those that wait, the clocks, the Code's annual report, and what was learnt."""

from cxdata.ui.complaints.page import first_screen, walk

__all__ = ["first_screen", "walk"]
