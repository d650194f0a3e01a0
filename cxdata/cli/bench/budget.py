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
    "overview": Budget(52, 40, 88, 1),
    "satisfaction": Budget(54, 15, 22, 1),
    "hidden": Budget(15, 4, 8, 1),
    "channels": Budget(44, 29, 40, 1),
    "hotspots": Budget(13, 7, 2, 1),
    "ward": Budget(68, 36, 45, 1),
    "change": Budget(29, 0, 19, 1),
    "like_for_like": Budget(18, 13, 17, 1),
    "outlook": Budget(21, 0, 11, 1),
    "present": Budget(2, 0, 0, 0),
    "data": Budget(13, 8, 8, 1),
    "definitions": Budget(6, 2, 2, 0),
}
