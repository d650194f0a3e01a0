"""How long callers wait, as the tiles and sections say it: the middle, one in ten, the longest, and the worst hours."""

from dataclasses import replace

from cxdata.analysis.phones.half_hours import say_worst, worst_half_hours
from cxdata.analysis.phones.in_spans import longest_wait
from cxdata.analysis.phones.waits import (
    Wait,
    questions,
    say_no_spread,
    say_one_in_ten,
    say_patience,
    say_spread,
    say_wait,
    waits,
)
from cxdata.analysis.result import capitalise
from cxdata.measures.together import ask_together
from cxdata.measures.words import say_seconds
from cxdata.overview import Line, TileWords
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View

OF_ALL = "of all queues"


@cache.part
def waits_of(view: View, by: str) -> tuple[Wait, ...]:
    """The waits of each group of a split ("" for all callers), of everybody whatever is chosen."""
    split, scope = (by,) if by else (), replace(view.scope, choices=())
    ask_together(view.loaded, questions(split, scope), council=view.council)
    return waits(cache.answer, split, scope)


def how_long(every: Wait) -> str:
    """The sentence over the waits."""
    return say_spread(every.answered) or say_no_spread(every)


def patience(every: Wait) -> str:
    """After how long callers give up; "" where nobody knows."""
    return say_patience(every.given_up)


def half_hours(view: View) -> None:
    """The hours of the week that are worse than the rest, in a sentence."""
    worst = say_worst(worst_spans(view))
    elements.markdown(f"{capitalise(worst or 'no hour that is known is worse than the rest of the week')}.")


def worst_spans(view: View) -> tuple[str, ...]:
    """The hours of the week in which callers fare worse than in the rest."""
    scope = replace(view.scope, choices=())
    return cache.ask(worst_half_hours, scope=scope).spans


def _longest(view: View) -> str:
    """The longest wait of all."""
    seconds = cache.ask(longest_wait, scope=replace(view.scope, choices=()))
    return f"the longest {say_seconds(seconds)}" if seconds else ""


def wait_tiles(view: View) -> list[TileWords]:
    """The middle wait and after how long people give up; where nobody knows how waits spread, the worst hours.

    A choice narrows none of them, and they say so.
    """
    whose = OF_ALL if view.scope.choices else ""
    found = waits_of(view, "")
    every = found[0] if found else None
    if every is None or every.answered.half is None:
        spans = worst_spans(view)
        day, _, hours = spans[0].partition(" ") if spans else ("", "", "")
        return [TileWords("Worst in the week", day, Line(hours), remark=whose)] if day else []
    beyond = Line(say_one_in_ten(every.answered.nine))
    tiles = [TileWords("Middle phone wait", say_wait(every.answered.half), beyond, remark=whose or _longest(view))]
    if every.given_up.half is not None:
        half = Line("half of those who do")
        tiles.append(TileWords("Give up after", say_wait(every.given_up.half), half, remark=whose))
    return tiles
