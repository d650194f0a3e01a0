"""The page on councillors' cases: what waits and how long, against the public's, about what, and one by one."""

from cxdata.ui.casework.page import first_screen, walk

__all__ = ["first_screen", "walk"]
