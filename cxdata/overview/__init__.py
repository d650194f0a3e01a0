"""The Overview's headline figures and questions, for the page and the command line alike: neither computes its own."""

from cxdata.analysis.asking import Asking
from cxdata.overview.of_groups import tile_of_group, tile_of_whole
from cxdata.overview.questions.find import Questions, find_good_news, find_questions, first_question
from cxdata.overview.tile_words import Line, Mood, TileWords, words_of
from cxdata.overview.tiles import (
    Change,
    Tile,
    comparisons,
    council_scope,
    figure_of,
    lines_of,
    say_figure,
    tile,
    tiles_of,
    value_of,
)

HEADLINES = ("satisfied", "online_share", "average_wait", "abandoned_share", "on_time", "contacts")
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
    "Line",
    "Mood",
    "Questions",
    "Tile",
    "TileWords",
    "comparisons",
    "find_good_news",
    "council_scope",
    "figure_of",
    "find_questions",
    "first_question",
    "lines_of",
    "say_figure",
    "tile",
    "tile_of_group",
    "tile_of_whole",
    "tiles_of",
    "value_of",
    "words_of",
]
