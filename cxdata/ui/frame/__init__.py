"""The frame around every page: menu, choices, caches, links, and the view a page is given."""

from cxdata.ui.frame.app import View, enter, href, run_app
from cxdata.ui.frame.pages import PAGES, SECTIONS, Page

__all__ = ["PAGES", "SECTIONS", "Page", "View", "enter", "href", "run_app"]
