"""The Overview's headline figures and questions, for the page and the command line alike: neither computes its own."""

from cxdata.overview.asking import Asking
from cxdata.overview.of_groups import tile_of_group, tile_of_whole
from cxdata.overview.questions import Questions, find_questions
from cxdata.overview.tiles import Change, Tile, asked_for, lines_of, tile, value_of
from cxdata.overview.versions import Changed, Headlines, changes_of, headlines_of

HEADLINES = (
    "contacts",
    "satisfied",
    "dissatisfied",
    "on_time",
    "online_share",
    "average_wait",
    "abandoned_share",
    "days_to_close",
)
"""The headline figures, in order."""

JUDGED = ("dissatisfied", "on_time", "abandoned_share", "answered_in_target", "web_completion")
"""The measures that can deserve a question."""

GROUPS = ("channel", "customer_type", "service", "ward", "provider")
"""The dimensions whose groups are held against the rest."""

__all__ = [
    "GROUPS",
    "HEADLINES",
    "JUDGED",
    "Asking",
    "Change",
    "Changed",
    "Headlines",
    "Questions",
    "Tile",
    "asked_for",
    "changes_of",
    "find_questions",
    "headlines_of",
    "lines_of",
    "tile",
    "tile_of_group",
    "tile_of_whole",
    "value_of",
]
