"""Presenting: exhibits one a screen, large, by keyboard. A state of the app with a link, not a second app.

`?present=1&n=0` on any page presents the exhibits of that page; on the page Present, those of the officer's list.
"""

from cxdata.ui.frame.presenting.shown import begin, inside, is_wanted, page, register, section_of, shown
from cxdata.ui.frame.presenting.stage import draw
from cxdata.ui.frame.presenting.state import is_on, only_registers, start

__all__ = [
    "begin",
    "draw",
    "inside",
    "is_on",
    "is_wanted",
    "only_registers",
    "page",
    "register",
    "section_of",
    "shown",
    "start",
]
