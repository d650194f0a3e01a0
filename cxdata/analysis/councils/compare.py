"""Our own figure among those of other councils: side by side where both mean the same thing of the same months.

Only figures of the same span, defined alike and with their counts are ranked, and no rank is given without its range.
Another definition, an older figure and none at all are shown as what they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import isnan, nan

from cxdata.analysis.councils.printed import Printed, about, fold, is_same
from cxdata.analysis.councils.scale import in_unit
from cxdata.analysis.result import Result, say_list
from cxdata.council import Council
from cxdata.measures.model import Better, Measure, Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import say_value
from cxdata.periods import Period, name_period
from cxdata.stats.basics.proportions import wilson
from cxdata.stats.basics.ranks import quantile_groups, rank_ranges

HALF_YEAR = 6  # months
ROUNDING = 0.005
"""How far counts may lie from the percentage printed beside them, which may be a whole one."""


ONLY_SHARES = "only shares are ranked, by what their counts allow"


class Standing(Enum):
    """How a council's figure stands beside ours."""

    COMPARED = "compared"
    NO_COUNTS = "no counts published"
    NOT_RANKED = "not ranked"
    OLDER = "older figure"
    OTHER_TIME = "figure of other months"
    OTHER_DEFINITION = "another definition"
    MISSING = "no figure"


@dataclass(frozen=True)
class Figure(Result):
    """A council's figure in the measure's unit (nan where there is none), its range where counts are known, and its
    span. `rank` is from and to which place it lies among those compared, `quarter` the quarter its value falls into
    (1 is the best, or the highest where neither side is better).
    """

    organisation: str
    ours: bool
    standing: Standing
    span: Period | None
    value: float = nan
    lower: float = nan
    upper: float = nan
    numerator: float | None = None
    denominator: float | None = None
    definition: str = ""
    publication: str = ""
    note: str = ""
    rank: tuple[int, int] | None = None
    quarter: int | None = None


@dataclass(frozen=True)
class Comparison(Result):
    """One measure over one span: every council's figure, those that are compared first from the worst on."""

    measure: Measure
    span: Period
    figures: tuple[Figure, ...]

    @property
    def ours(self) -> Figure | None:
        """Our own figure; None where there is none."""
        return next((figure for figure in self.figures if figure.ours), None)

    def of(self, standing: Standing) -> tuple[Figure, ...]:
        """The other councils that stand so."""
        return tuple(figure for figure in self.figures if figure.standing is standing and not figure.ours)


def spans_of(printed: Sequence[Printed], measure: Measure, council: Council) -> tuple[Period, ...]:
    """The spans for which others publish what is defined as a measure of ours, or (where nobody does) goes by its name:
    half-years first, the newest first.
    """
    rows = about(printed, measure, council)
    same = [row for row in rows if is_same(row, measure, council)]
    spans = {row.span for row in same or rows if row.span}
    return tuple(sorted(spans, key=lambda span: (span.whole_months == HALF_YEAR, span.end, span.start), reverse=True))


def opening_span(spans: Sequence[Period], covered: Period | None) -> Period:
    """The first of these spans that our own data cover with whole months; the first of all where they cover none."""
    return next((span for span in spans if covers(covered, span)), spans[0])


def covers(covered: Period | None, span: Period) -> bool:
    """Whether whole months hold a span."""
    return covered is not None and covered.start <= span.start and span.end <= covered.end


def compare(
    printed: Sequence[Printed],
    measure: Measure,
    span: Period,
    council: Council,
    own: Answer,
    *,
    covered: Period | None,
    among: Sequence[str] | None = None,
) -> Comparison:
    """Our own answer over the span beside what others publish; `among` narrows the others to these councils.

    `own` is exact or fit to publish, and so is what is made of it. `covered` are the whole months of our own data:
    where they do not hold the span, our figure is shown and not ranked.
    """
    rows = in_unit(about(printed, measure, council), measure)
    names = dict.fromkeys(row.organisation for row in printed if fold(row.organisation) != fold(council.name))
    wanted = {fold(name): name for name in among} if among is not None else {fold(name): name for name in names}
    spelt = {fold(name): name for name in names}
    figures = [
        _figure(spelt.get(key, name), [row for row in rows if fold(row.organisation) == key], measure, span, council)
        for key, name in wanted.items()
    ]
    figures = [_with_range(figure, measure) for figure in figures]
    ours = _own(own, measure, span, council, whole=covers(covered, span))
    return Comparison(measure, span, _ordered(_ranked([*figures, *([ours] if ours else [])], measure), measure))


def _figure(name: str, rows: Sequence[Printed], measure: Measure, span: Period, council: Council) -> Figure:
    """What a council publishes of the span; else the figure that is nearest to it; else that it has none."""
    same = [row for row in rows if is_same(row, measure, council)]
    if now := [row for row in same if row.span == span]:
        return _of_span(now, measure)
    if other := [row for row in rows if row.span == span]:
        note = f"“{other[-1].definition}”" if other[-1].definition else "its definition is not stated"
        return _noted(_of(other[-1], Standing.OTHER_DEFINITION), note)
    if dated := [row for row in same if row.span is not None]:
        nearest = min(dated, key=lambda row: _distance(row.span, span))
        is_older = nearest.span is not None and nearest.span.end < span.end
        return _noted(_of(nearest, Standing.OLDER if is_older else Standing.OTHER_TIME), _age(nearest.span, span))
    unknown = any(row.span is None for row in rows)
    note = "it does not say of which months its figure is" if unknown else ""
    return Figure(name, ours=False, standing=Standing.MISSING, span=None, note=note)


def _of_span(rows: Sequence[Printed], measure: Measure) -> Figure:
    """The figure of the span; where several are published that do not agree, the last of them, and in no rank."""
    with_counts = [row for row in rows if row.counts] or rows
    row = with_counts[-1]
    least, most = min(one.value for one in rows), max(one.value for one in rows)
    if most - least > (2 * ROUNDING if measure.unit is Unit.SHARE else 0.01 * abs(most)):
        values = say_list(list(dict.fromkeys(say_value(measure, one.value) for one in rows)))
        return _noted(_of(rows[-1], Standing.NOT_RANKED), f"figures that differ are published: {values}")
    return _of(row, Standing.COMPARED if row.counts else Standing.NO_COUNTS)


def _distance(span: Period | None, wanted: Period) -> tuple[int, bool]:
    """How many days lie between the ends of two spans, an older one before a newer."""
    days = (span.end - wanted.end).days if span else 0
    return abs(days), days > 0


def _of(row: Printed, standing: Standing) -> Figure:
    counted, base = row.counts or (None, None)
    return Figure(
        row.organisation,
        ours=False,
        standing=standing,
        span=row.span,
        value=row.value,
        numerator=counted,
        denominator=base,
        definition=row.definition,
        publication=row.publication,
        note=row.note,
    )


def _noted(figure: Figure, note: str) -> Figure:
    """The figure with a note beside what is to be said of it already."""
    return replace(figure, note="; ".join(filter(None, (note, figure.note))))


def _age(span: Period | None, wanted: Period) -> str:
    if span is None:
        return ""
    months = (wanted.end.year - span.end.year) * 12 + wanted.end.month - span.end.month
    if not months:
        return f"of {name_period(span)}, a {'longer' if span.start < wanted.start else 'shorter'} time"
    years, rest = divmod(abs(months), 12)
    parts = [f"{years} {'year' if years == 1 else 'years'}"] if years else []
    parts += [f"{rest} {'month' if rest == 1 else 'months'}"] if rest else []
    return f"of {name_period(span)}, {' and '.join(parts)} {'older' if months > 0 else 'newer'}"


def _with_range(figure: Figure, measure: Measure) -> Figure:
    """The figure with the range that its counts allow; without counts that cannot be, or are not its own."""
    counted, base = figure.numerator, figure.denominator
    if counted is None or base is None:
        return figure
    if measure.unit is not Unit.SHARE:
        return _unranked(figure, ONLY_SHARES)
    if not 0 <= counted <= base or base <= 0 or abs(counted / base - figure.value) > ROUNDING:
        return _unranked(figure, "the counts printed do not give the figure printed")
    lower, upper = wilson(counted, base)
    return replace(figure, value=counted / base, lower=float(lower), upper=float(upper))


def _unranked(figure: Figure, why: str) -> Figure:
    """The figure without its counts, and why they are not used."""
    standing = Standing.NOT_RANKED if figure.standing is Standing.COMPARED else figure.standing
    return _noted(replace(figure, numerator=None, denominator=None, standing=standing), why)


def _own(own: Answer, measure: Measure, span: Period, council: Council, *, whole: bool) -> Figure | None:
    if own.frame.empty or isnan(row := float(own.frame["value"].iloc[0])):
        return None
    figures = own.frame.iloc[0]
    counted = None if isnan(figures["numerator"]) else float(figures["numerator"])
    base = None if isnan(figures["denominator"]) else float(figures["denominator"])
    is_share = measure.unit is Unit.SHARE
    note = "" if is_share else ONLY_SHARES
    note = note if whole else "our own data do not cover all of these months"
    standing = Standing.COMPARED if whole and base and is_share else Standing.NOT_RANKED
    lower, upper = float(figures["lower"]), float(figures["upper"])
    return Figure(
        council.name, True, standing, span, row, lower, upper, counted, base, measure.formula, "our own counts", note
    )


def _ranked(figures: Sequence[Figure], measure: Measure) -> list[Figure]:
    """The figures with the places that those compared can have among one another, and their quarters."""
    compared = [figure for figure in figures if figure.standing is Standing.COMPARED]
    highest_first = measure.better is not Better.LOWER
    ranks = rank_ranges(
        [figure.numerator or 0.0 for figure in compared],
        [figure.denominator or 1.0 for figure in compared],
        highest_first=highest_first,
    )
    quarters = quantile_groups([figure.value for figure in compared], highest_first=highest_first)
    placed = {
        figure.organisation: (rank, quarter)
        for figure, rank, quarter in zip(compared, ranks, quarters, strict=True)
        if len(compared) > 1
    }
    return [
        replace(figure, rank=placed[figure.organisation][0], quarter=placed[figure.organisation][1])
        if figure.organisation in placed and figure.standing is Standing.COMPARED
        else figure
        for figure in figures
    ]


def _ordered(figures: Sequence[Figure], measure: Measure) -> tuple[Figure, ...]:
    """Figures of the span from the worst on, then older ones, those of another definition, and those that lack."""
    places = {Standing.OLDER: 1, Standing.OTHER_TIME: 1, Standing.OTHER_DEFINITION: 2, Standing.MISSING: 3}
    sign = 1 if measure.better is Better.HIGHER else -1

    def place(figure: Figure) -> tuple[int, float, str]:
        value = 0.0 if isnan(figure.value) else sign * figure.value
        return places.get(figure.standing, 0), value, figure.organisation

    return tuple(sorted(figures, key=place))
