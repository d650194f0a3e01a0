"""The Providers page: who sends nothing, and who serves people better or worse than the rest."""

from cxdata.ui.providers.page import first_screen, walk

__all__ = ["first_screen", "walk"]
