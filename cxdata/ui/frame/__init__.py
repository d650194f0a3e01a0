"""The frame around every page: menu, choices, caches, links, and the view a page is given."""

from cxdata.ui.frame.app import PAGES, PUBLISHABLE, WITHOUT_DATA, View, enter, href, run_app

__all__ = ["PAGES", "PUBLISHABLE", "WITHOUT_DATA", "View", "enter", "href", "run_app"]
