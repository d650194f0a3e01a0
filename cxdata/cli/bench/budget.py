"""How many statements each page may ask of the store, and how many figures it may build: by page, by act.

Counted over the shipped sample by `visit_page`; tests/cli/test_budget.py fails where a page does more, and where it has
come to do much less, so that the budget follows. A page that asks less gets a smaller budget in the same commit.
"""

from typing import NamedTuple


class Budget(NamedTuple):
    """Statements at a first visit with a cold store, at another month and at a ward; the most figures at any."""

    first: int
    month: int
    ward: int
    figures: int


BUDGETS = {
    "overview": Budget(22, 26, 31, 1),
    "satisfaction": Budget(19, 10, 12, 1),
    "hidden": Budget(9, 3, 6, 1),
    "comments": Budget(12, 11, 12, 1),
    "providers": Budget(8, 3, 3, 1),
    "left_behind": Budget(19, 13, 12, 1),
    "channels": Budget(14, 9, 8, 1),
    "phones": Budget(16, 11, 0, 1),
    "came_back": Budget(15, 10, 11, 1),
    "hotspots": Budget(10, 5, 2, 1),
    "ward": Budget(27, 17, 16, 1),
    "casework": Budget(14, 6, 7, 1),
    "change": Budget(19, 4, 12, 1),
    "like_for_like": Budget(18, 13, 14, 1),
    "outlook": Budget(16, 4, 8, 1),
    "targets": Budget(20, 9, 7, 1),
    "complaints": Budget(18, 5, 18, 1),
    "recommendations": Budget(26, 4, 4, 1),
    "savings": Budget(16, 10, 12, 1),
    "councils": Budget(6, 0, 0, 1),
    "panel": Budget(12, 7, 10, 1),
    "taking_part": Budget(14, 9, 9, 1),
    "paper": Budget(2, 0, 0, 0),
    "present": Budget(2, 0, 0, 0),
    "data": Budget(12, 5, 5, 1),
    "definitions": Budget(5, 1, 1, 0),
    "methods": Budget(5, 1, 1, 0),
    "accessibility": Budget(5, 1, 1, 0),
    "help": Budget(5, 1, 1, 0),
}
