"""A measure for each wait within which calls are counted: the share answered, or given up, within so many seconds.

They are steps of one curve, read together (analysis.phones.waits), so they do not stand in the list of measures each by
itself; by its id each is asked for like any other.
"""

from datetime import date

from cxdata.contract import WAIT_EDGES
from cxdata.measures.model import Better, Interval, Measure, Unit

_PHONE = "channel <> 'face_to_face'"
_A_HUNDREDTH = 0.01
"""Of a call: counts that come from a share times a number are so far out."""


def _words(edge: int) -> str:
    if edge % 60:
        return f"{edge} seconds"
    return "a minute" if edge == 60 else f"{edge // 60} minutes"


def add_up(what: str) -> str:
    """The SQL condition that a row's counts by wait can be: none below nought, none above a longer one, nor above all
    that were `what` ("answered", "abandoned"). A count that is blank is passed over.
    """
    columns = [f"{what}_within_{edge}" for edge in WAIT_EDGES]
    rise = [
        f"coalesce({column} <= coalesce({', '.join((*columns[place:], what))}) + {_A_HUNDREDTH}, true)"
        for place, column in enumerate(columns, start=1)
    ]
    return " and ".join([f"coalesce(coalesce({', '.join(columns)}) >= 0, true)", *rise])


def _within(edge: int, *, what: str, title: str, counted: str, base: str, better: Better) -> Measure:
    column = f"{what}_within_{edge}"
    return Measure(
        id=f"{column}_seconds",
        title=f"{title} within {_words(edge)}",
        question="How long do callers wait?",
        table="calls",
        condition=_PHONE,
        numerator=f"sum({column}) filter (where {what} is not null and {add_up(what)})",
        denominator=f"sum({what}) filter (where {column} is not null and {add_up(what)})",
        unit=Unit.SHARE,
        counted=f"{counted} within {_words(edge)}",
        base=base,
        formula=f"{counted} within {_words(edge)} ÷ all {base}",
        why="A mean hides the long waits; what share waited how long does not.",
        source="This dashboard's own definition",
        reviewed_on=date(2026, 11, 27),
        next_review=date(2027, 11, 30),
        better=better,
        interval=Interval.WILSON,
    )


def _answered(edge: int) -> Measure:
    words = {"title": "Answered", "counted": "calls answered", "base": "calls answered"}
    return _within(edge, what="answered", better=Better.HIGHER, **words)


def _given_up(edge: int) -> Measure:
    words = {"title": "Of those who gave up", "counted": "calls given up", "base": "calls given up"}
    return _within(edge, what="abandoned", better=Better.NEITHER, **words)


def _left_out(what: str) -> Measure:
    """Of all that were `what`, the share in rows whose counts by wait cannot be, which the steps leave out."""
    columns = ", ".join(f"{what}_within_{edge}" for edge in WAIT_EDGES)
    return Measure(
        id=f"{what}_bands_left_out",
        title=f"Calls {_CALLED[what]} whose counts by wait do not add up",
        question="How long do callers wait?",
        table="calls",
        condition=_PHONE,
        numerator=f"sum({what}) filter (where not ({add_up(what)}))",
        denominator=f"sum({what}) filter (where coalesce({columns}) is not null)",
        unit=Unit.SHARE,
        counted=f"calls {_CALLED[what]} in intervals whose counts by wait do not add up",
        base=f"calls {_CALLED[what]}",
        formula="calls in intervals where a shorter wait counts more than a longer one or than all ÷ all calls",
        why="Counts that cannot be are in no middle wait.",
        source="This dashboard's own definition",
        reviewed_on=date(2026, 11, 27),
        next_review=date(2027, 11, 30),
        interval=Interval.WILSON,
    )


_CALLED = {"answered": "answered", "abandoned": "given up"}
ANSWERED = tuple(_answered(edge) for edge in WAIT_EDGES)
GIVEN_UP = tuple(_given_up(edge) for edge in WAIT_EDGES)
LEFT_OUT = {what: _left_out(what) for what in _CALLED}
STEPS: dict[str, Measure] = {measure.id: measure for measure in (*ANSWERED, *GIVEN_UP, *LEFT_OUT.values())}
