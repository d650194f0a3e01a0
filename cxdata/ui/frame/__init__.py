"""The frame around every page: menu, choices, caches, links, and the view a page is given."""

from cxdata.ui.frame.app import View, enter, run_app
from cxdata.ui.frame.go import go_to, href
from cxdata.ui.frame.pages import PAGES, SECTIONS, Page

__all__ = ["PAGES", "SECTIONS", "Page", "View", "enter", "go_to", "href", "run_app"]
