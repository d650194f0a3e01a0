"""People who came back: of the matters that customers raised, how many took more than one contact.

A matter is a row of contacts of one customer about one service, none more than 14 days after the one before. Only
contacts with a customer reference and a moment or day can be followed; matters whose last contact is of the last 14
days of the data are left out, since nobody can say yet whether they are over.

Source: first contact resolution by repeat contact, as contact centres count it from the customer's side.
"""

from dataclasses import replace

from cxdata.analysis.came_back.known import NOT_ENOUGH, known_by_channel
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import MEASURES, find_dimension, find_measure
from cxdata.measures.constants.asking import matters_in
from cxdata.measures.constants.matters import DAYS
from cxdata.measures.intervals import figures_with_ranges
from cxdata.measures.model import Better, Interval, Measure, Unit
from cxdata.measures.query import Answer, query
from cxdata.measures.registry.dimensions import parts_of
from cxdata.measures.statement import narrowed, text_of
from cxdata.scope import Scope
from cxdata.store import Store

LEAST_KNOWN = 0.6
"""Of the contacts in scope so many must carry a customer reference: else those who can be followed are not like all."""

CAME_BACK: Measure = replace(
    MEASURES["on_time"],
    id="came_back",
    title="Came back within 14 days",
    question="Do people have to get in touch again?",
    counted="matters of a customer that took more than one contact",
    base="matters raised by known customers",
    formula="matters with a second contact within 14 days of the one before ÷ all matters of known customers",
    why="Whoever must ask again was not helped the first time, or was left waiting without word.",
    source="This dashboard's own definition, after first contact resolution",
    better=Better.LOWER,
    unit=Unit.SHARE,
    interval=Interval.WILSON,
    caveats=("Two contacts about one service can be about two things: it is a sign to ask about, not a fault.",),
)


def came_back(store: Store, scope: Scope, council: Council, *, by: str = "service", days: int = DAYS) -> Answer:
    """The share of matters begun in scope for which the customer came back within so many days, by a dimension of the
    first contact.

    Raises CxError when no contacts are loaded, or when too few of them carry a customer reference.
    """
    answer = query(store, "contacts", (by,), scope, council=council)
    if not store.row_counts["contacts"]:
        raise CxError("No export of contacts is loaded.")
    if answer.frame.empty:
        raise CxError("No data in this selection.")
    channels = known_by_channel(store, scope, council)
    known, of = sum(one.known for one in channels), sum(one.contacts for one in channels)
    if not of or known < LEAST_KNOWN * of:
        raise CxError(NOT_ENOUGH)
    predicate = narrowed(find_measure("contacts"), scope, council)
    group = text_of(find_dimension(by), "contacts", parts_of(council))
    prelude, rows = matters_in(store.meta, predicate.sql, scope.period, days, (group,))
    frame = store.rows(
        f"{prelude}select {group}::varchar as {by}, sum(came_back_{days})::double as numerator, "
        f"sum(matters_{days})::double as denominator from {rows} where {predicate.sql} group by 1 "
        "having denominator > 0 order by 1",
        predicate.values,
    )
    measure = of_window(days)
    columns = {name: list(frame[name]) for name in (by, "numerator", "denominator")}
    note = f"Of the contacts {known / of:.0%} carry a customer reference; the others cannot be followed."
    return replace(
        answer,
        measure=measure,
        frame=figures_with_ranges(measure, [by], columns),
        notes=(*answer.notes, note),
    )


def of_window(days: int) -> Measure:
    """The measure of who came back within so many days."""
    if days == DAYS:
        return CAME_BACK
    return replace(
        CAME_BACK,
        id=f"came_back_{days}",
        title=f"Came back within {days} days",
        formula=CAME_BACK.formula.replace(f"{DAYS} days", f"{days} days"),
    )
