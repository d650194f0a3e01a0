"""The parts that pages are composed of: each asks the engine, words the finding and draws one card."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from cxdata import findings
from cxdata.charts import bars, heat, trend
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.query import Answer
from cxdata.measures.words import say_value
from cxdata.periods import month_period, say_date
from cxdata.scope import Scope
from cxdata.ui import cache
from cxdata.ui.cards import card, plain
from cxdata.ui.frame import View, href

COLUMNS = 4


@dataclass(frozen=True)
class Tile:
    """One headline: the figure now, in the period before and a year before."""

    now: Answer
    before: Answer | None
    year_before: Answer | None


def opening(view: View) -> None:
    """What is in scope and how fresh it is, in one sentence."""
    last = max((last for _, last in view.loaded.spans.values()), default=None)
    fresh = f" The newest data is of {say_date(last)}." if last else ""
    titles = {name: dimension.title for name, dimension in DIMENSIONS.items()}
    st.write(plain(f"{view.council.name}: {view.scope.sentence(titles)}.{fresh}"))


def headlines(view: View, measures: Sequence[str]) -> None:
    """Headline figures in rows of four: each with its range, its base, and the change in words."""
    shown = [tile(view, measure) for measure in measures]
    shown = [one for one in shown if not one.now.empty]
    for start in range(0, len(shown), COLUMNS):
        columns = st.columns(COLUMNS)
        for column, one in zip(columns, shown[start : start + COLUMNS], strict=False):
            with column:
                _headline(one, view.scope)
    if not shown:
        st.info("None of the headline measures has data in this selection.")


def tile(view: View, measure: str) -> Tile:
    """A measure now, over the period before and over the same period a year before."""
    now = cache.answer(measure, (), view.scope)
    if view.scope.period is None:
        return Tile(now, None, None)
    span = view.loaded.spans.get(now.measure.table)
    earlier = []
    for period in (view.scope.period.before(), view.scope.period.year_before()):
        known = span is not None and period.start >= span[0].replace(day=1)
        earlier.append(cache.answer(measure, (), replace(view.scope, period=period)) if known else None)
    return Tile(now, *earlier)


def breakdown(view: View, measure: str, by: str, *, key: str = "", scope: Scope | None = None) -> None:
    """A measure split by one dimension, as bars with ranges."""
    answer = cache.answer(measure, (by,), scope or view.scope)
    card(answer, findings.of_groups(answer), bars.bars, key=key or f"{measure}-{by}")


def levels(view: View, by: str) -> None:
    """All five levels of satisfaction for each group of one dimension."""
    answer = cache.answer("answer_share", (by, "score"), view.scope)
    dissatisfied = cache.answer("dissatisfied", (by,), view.scope)
    card(answer, findings.of_groups(dissatisfied), bars.levels, key=f"levels-{by}")


def over_time(view: View, measure: str, *, by: str | None = None, span: str = "month", key: str = "") -> None:
    """A measure month by month over everything loaded, so that the chosen period is seen in its course."""
    scope = replace(view.scope, period=None)
    answer = cache.answer(measure, (span, by) if by else (span,), scope)
    title = findings.of_shares(answer) if by else findings.of_series(answer)
    events = [(event.day, event.title) for event in view.council.events if event.measure in ("", measure)]
    draw = partial(trend.trend, events=events, incomplete=_incomplete(view, answer, span))
    card(answer, title, draw, key=key or f"{measure}-{by or ''}-{span}")


def mix(view: View, by: str, *, key: str = "") -> None:
    """How contacts are made up by channel or channel group, month by month."""
    answer = cache.answer(
        "channel_share" if by == "channel" else "channel_group_share", ("month", by), replace(view.scope, period=None)
    )
    card(answer, findings.of_shares(answer), trend.mix, key=key or f"mix-{by}")


def week(view: View, measure: str) -> None:
    """A measure by weekday and hour."""
    answer = cache.answer(measure, ("weekday", "hour"), view.scope)
    card(answer, findings.of_peak(answer), heat.heat, key=f"week-{measure}")


def questions(view: View, measures: Sequence[str], by: Sequence[str]) -> None:
    """The three things that most deserve a question, each with its evidence."""
    st.header("Three things that deserve a question", anchor=False)
    found: list[findings.Finding] = []
    for measure in measures:
        one = tile(view, measure)
        earlier = (one.year_before, "the same period a year before")
        if one.year_before is None:
            earlier = (one.before, "the period before")
        if earlier[0] is not None and not one.now.empty and not earlier[0].empty:
            change = findings.change_finding(one.now, earlier[0], earlier[1], page_of(measure))
            found += [change] if change else []
        for dimension in by:
            if all(DIMENSIONS[dimension].on(table) for table in _tables(measure)):
                found += findings.groups_worse(cache.answer(measure, (dimension,), view.scope), page_of(measure))
    chosen = findings.most_deserving(found)
    if not chosen:
        st.info(
            "Nothing in this selection stands out by more than chance would give. That is not proof that all is well."
        )
    for number, finding in enumerate(chosen, start=1):
        scope = view.scope
        for name, values in finding.choices:
            scope = scope.with_choice(name, *values)
        with st.container(border=True):
            st.markdown(f"**{number}. {plain(finding.sentence)}**")
            st.markdown(f"Ask: *{plain(finding.question)}* [See the evidence]({href(finding.page, scope)})")


def freshness(view: View) -> None:
    """How fresh and complete the data is: each table's rows and days, and what the checks say."""
    st.header("How fresh and complete the data is", anchor=False)
    store = view.loaded
    rows = [
        {
            "Data": name.capitalize(),
            "Rows": f"{store.row_counts[name]:,}",
            "From": say_date(first),
            "To": say_date(last),
        }
        for name, (first, last) in store.spans.items()
    ]
    st.table(rows, hide_index=True)
    verdicts = store.checks()["verdict"].value_counts()
    words = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items()) or "nothing to say"
    st.write(f"What the checks found: {words}. [See them on the Data page]({href('data', view.scope)})")


def page_of(measure: str) -> str:
    """The page where a measure's evidence stands."""
    table = MEASURES[measure].table
    if table == "responses":
        return "satisfaction"
    return "hotspots" if measure == "contacts_per_1000" else "channels"


def _tables(measure: str) -> list[str]:
    found = MEASURES[measure]
    return [found.table] + ([found.denominator_table] if found.denominator_table and not found.broadcast else [])


def _headline(one: Tile, scope: Scope) -> None:
    measure, row = one.now.measure, one.now.frame.iloc[0]
    with st.container(border=True):
        st.metric(measure.title, say_value(measure, row["value"]), help=measure.formula)
        st.caption(plain(findings.headline(one.now)))
        for then, words in ((one.before, "the period before"), (one.year_before, "a year before")):
            if then is None:
                st.caption(f"On {words}: not loaded that far back")
                continue
            change, strength = findings.of_change(one.now, then)
            sure = "" if strength is findings.Strength.CLEAR else f" ({_doubt(strength)})"
            st.caption(plain(f"On {words}: {change}{sure}"))


def _doubt(strength: findings.Strength) -> str:
    return "could be chance" if strength is findings.Strength.POSSIBLE else "too few to say"


def _incomplete(view: View, answer: Answer, span: str) -> str | None:
    """The last month, when the data stops before its end."""
    last = view.loaded.spans.get(answer.measure.table)
    if last is None or span != "month" or answer.frame.empty:
        return None
    finished = month_period(last[1]).last_day
    return f"{last[1]:%Y-%m}" if last[1] < finished else None
