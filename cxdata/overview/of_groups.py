"""A tile of one group of an answer: its figure as it stands there, under a title of its own."""

from dataclasses import replace

from cxdata.analysis.targets.aims import Aim
from cxdata.measures.query import Answer
from cxdata.overview.tiles import Tile


def tile_of_group(answer: Answer, level: str, title: str) -> Tile:
    """The tile of the group `level` of an answer by one dimension; without a figure where the answer lacks it."""
    rows = answer.frame[answer.frame[answer.by[0].id] == level].reset_index(drop=True)
    return _tile(replace(answer, by=(), frame=rows), title)


def tile_of_whole(whole: Answer, title: str) -> Tile:
    """The tile of an answer that is not split."""
    return _tile(whole, title)


def _tile(answer: Answer, title: str) -> Tile:
    measure = replace(answer.measure, id=f"{answer.measure.id}-{title}", title=title)
    return Tile(replace(answer, measure=measure), answer.scope.period, None, None, Aim(None, ""))
