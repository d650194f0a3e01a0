"""The definition guard: which formula a published satisfaction figure follows, and where it quietly changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cxdata.analysis.result import Result, say_list, say_many
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import MEASURES
from cxdata.measures.query import query
from cxdata.measures.together import ask_together
from cxdata.measures.words import say_level
from cxdata.periods import say_month
from cxdata.scope import Scope
from cxdata.stats.survey.formulas import NEITHER, find_formula_change, formula_followed, is_made_of_answers
from cxdata.store import Store

FORMULAS = {
    "satisfaction_mean_score": "the mean score from 0 to 100",
    "satisfied": "the share satisfied or very satisfied",
}


@dataclass(frozen=True)
class Month:
    """One month of a published figure beside both formulas, worked out from the counts, all 0 to 100.

    `follows` is the id of the measure it agrees with, "both" where the two lie too close to tell, or "neither".
    """

    month: date
    published: float
    mean_score: float
    share_satisfied: float
    answers: int
    follows: str


@dataclass(frozen=True)
class Published(Result):
    """One published series with its months. `switch` is the first month of the new formula, None where it keeps to one.

    `before` and `after` are the ids of the two formulas; `sentence` gives the change both ways.
    """

    organisation: str
    figure: str
    service: str
    channel: str
    sentence: str
    switch: date | None
    before: str
    after: str
    matched: int
    months: tuple[Month, ...]


@dataclass(frozen=True)
class Definitions(Result):
    """Every published satisfaction figure that can be recomputed, and the measures whose definition has changed."""

    sentence: str
    series: tuple[Published, ...]
    changed: tuple[str, ...]


def definition_changes(store: Store, scope: Scope, council: Council) -> Definitions:
    """Hold each published satisfaction figure against the mean score and the share satisfied of the same answers.

    Raises CxError when no published figure, or no survey, is loaded.
    """
    if "benchmarks" not in store.spans or "responses" not in store.spans:
        missing = "published figures" if "benchmarks" not in store.spans else "survey answers"
        raise CxError(f"No {missing} are loaded, so no published figure can be held against the counts.")
    figures = _figures(store)
    formulas = {whose: _by_formula(store, scope, council, whose) for whose in dict.fromkeys(key[2:] for key in figures)}
    series = tuple(
        published
        for key, months in figures.items()
        if (published := _published(council, key, _months(months, formulas[key[2:]]))) is not None
    )
    switched = [published_series for published_series in series if published_series.switch is not None]
    return Definitions(_summary(series, switched), series, _changed_measures(store))


Key = tuple[str, str, str, str]


def _figures(store: Store) -> dict[Key, list[tuple[date, float]]]:
    """The months of every published satisfaction figure, by organisation, figure, service and channel."""
    figures: dict[Key, list[tuple[date, float]]] = {}
    rows = store.tuples(
        """
        select organisation::varchar, figure::varchar, service::varchar, channel::varchar,
            date_trunc('month', period)::date as month, any_value(value) from benchmarks
        where contains(lower(figure::varchar), 'satisf') and value between 0 and 100 group by all order by all
        """
    )
    for organisation, figure, service, channel, month, value in rows:
        figures.setdefault((organisation, figure, service, channel), []).append((month, value))
    return figures


def _published(council: Council, key: Key, months: list[Month]) -> Published | None:
    """One series; None where no month has both a published figure and answers, or it is another council's own."""
    organisation, figure, service, channel = key
    matched = sum(month.follows != NEITHER for month in months)
    ours = organisation == council.name or is_made_of_answers([month.follows for month in months])
    if not months or not ours:
        return None
    cut = _months_at_change(months)
    before, after = (cut[0][-1].follows, cut[1][0].follows) if cut else ("", "")
    return Published(
        organisation=organisation,
        figure=figure,
        service=service,
        channel=channel,
        sentence=_say(figure, service, months, matched, cut),
        switch=cut[1][0].month if cut else None,
        before=before,
        after=after,
        matched=matched,
        months=tuple(months),
    )


Rows = dict[str, Any]


def _by_formula(store: Store, scope: Scope, council: Council, whose: tuple[str, str]) -> dict[str, Rows]:
    """The months of the answers of a service and channel by each formula."""
    for dimension, value in zip(("service", "channel"), whose, strict=True):
        if value != NOT_RECORDED:
            scope = scope.with_choice(dimension, value)
    ask_together(store, [(name, ("month",), scope) for name in FORMULAS], council=council)
    by_formula = {}
    for name in FORMULAS:
        frame = query(store, name, ("month",), scope, council=council).frame
        by_formula[name] = {str(row["month"]): row for row in frame.to_dict("records")}
    return by_formula


def _months(figures: Sequence[tuple[date, float]], by_month: Mapping[str, Rows]) -> list[Month]:
    """The months of a published figure that have answers, by both formulas."""
    months = []
    for month, published in figures:
        mean = by_month["satisfaction_mean_score"].get(f"{month:%Y-%m}")
        share = by_month["satisfied"].get(f"{month:%Y-%m}")
        if mean is None or share is None or not mean["denominator"] > 0:
            continue
        score = float(mean["numerator"] / mean["denominator"])
        satisfied = 100 * float(share["numerator"] / share["denominator"])
        follows = formula_followed(published, {"satisfaction_mean_score": score, "satisfied": satisfied})
        months.append(Month(month, published, score, satisfied, int(share["denominator"]), follows))
    return months


Cut = tuple[list[Month], list[Month]]


def _months_at_change(months: list[Month]) -> Cut | None:
    """The telling months before and after the point where the formula changes; None where it keeps to one."""
    change = find_formula_change([month.follows for month in months])
    return ([months[index] for index in change.before], [months[index] for index in change.after]) if change else None


def _say(figure: str, service: str, months: list[Month], matched: int, cut: Cut | None) -> str:
    of = "" if service == NOT_RECORDED else f" for {say_level('service', service)}"
    named = f"The published “{figure}”{of}"
    if cut is None:
        formulas = {month.follows for month in months} & FORMULAS.keys()
        formula_words = f" is {FORMULAS[formulas.pop()]}" if len(formulas) == 1 else " follows no one formula"
        return f"{named}{formula_words} in {matched} of {say_many(len(months), 'month')}: no change of formula is seen."
    before, after = cut
    old, new, last = before[-1], after[0], after[-1]
    return (
        f"{named} changes its formula in {say_month(new.month)}: until {say_month(old.month)} it is "
        f"{FORMULAS[old.follows]}, from then on {FORMULAS[new.follows]}. As published it went from "
        f"{old.published:g} in {say_month(old.month)} to {new.published:g} in {say_month(new.month)} and "
        f"{last.published:g} in {say_month(last.month)}. On one formula throughout: "
        f"{_way('mean_score', 'mean score', old, new, last)}; "
        f"{_way('share_satisfied', 'share satisfied', old, new, last)}. Do not draw it as one line."
    )


def _way(name: str, words: str, *months: Month) -> str:
    unit = "%" if name == "share_satisfied" else ""
    figures = [f"{getattr(month, name):.1f}{unit}" for month in months]
    return f"the {words} went from {figures[0]} to {figures[1]} and {figures[2]}"


def _summary(series: tuple[Published, ...], switched: list[Published]) -> str:
    if not series:
        return "No published satisfaction figure has answers of the same months beside it."
    months, matched = sum(len(published.months) for published in series), sum(published.matched for published in series)
    agree = f"{matched:,} of {months:,} published monthly figures follow one of the two formulas"
    if not switched:
        return f"{agree}; none of {say_many(len(series), 'published series', 'published series')} changes its formula."
    when = say_list(sorted({say_month(published.switch) for published in switched if published.switch}))
    return f"{agree}. The formula changes in {len(switched)} of {len(series)} published series: {when}."


def _changed_measures(store: Store) -> tuple[str, ...]:
    """The measures whose definition changed at a day that their data reach."""
    return tuple(
        f"{measure.title}: definition {measure.version} since {say_month(measure.changed_on)}; its charts and "
        "forecasts start anew there."
        for measure in MEASURES.values()
        if measure.version > 1
        and measure.changed_on
        and measure.table in store.spans
        and measure.changed_on <= store.spans[measure.table][1]
    )
