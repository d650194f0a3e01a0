"""Recommendations and what else was promised: the first screen, one of them with before and after, and the forms."""

from cxdata.ui.recommendations.first import first_screen
from cxdata.ui.recommendations.walk import walk

__all__ = ["first_screen", "walk"]
