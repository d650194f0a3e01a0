"""The page of other councils: our own figure among theirs, where both mean the same thing of the same months."""

from cxdata.ui.councils.page import first_screen, walk

__all__ = ["first_screen", "walk"]
