"""People who came back: of the matters that customers raised, how many took more than one contact.

A matter is a row of contacts of one customer about one service, none more than 14 days after the one before. Only
contacts with a customer reference and a moment or day can be followed; matters whose last contact is of the last 14
days of the data are left out, since nobody can say yet whether they are over.

Source: first contact resolution by repeat contact, as contact centres count it from the customer's side.
"""

from dataclasses import replace

from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.constants.matters import MATTERS, kept_for, matters_of
from cxdata.measures.intervals import figures_with_ranges
from cxdata.measures.model import Better, Interval, Measure, Unit
from cxdata.measures.query import Answer, query
from cxdata.measures.registry.dimensions import parts_of
from cxdata.measures.statement import text_of
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


def came_back(store: Store, scope: Scope, council: Council, *, by: str = "service") -> Answer:
    """The share of matters begun in scope for which the customer came back, by service or provider (of the first
    contact).

    Raises CxError when no contacts are loaded, or when too few of them carry a customer reference.
    """
    answer = query(store, "contacts", (by,), scope, council=council)
    if not store.row_counts["contacts"]:
        raise CxError("No export of contacts is loaded.")
    if answer.frame.empty:
        raise CxError("No data in this selection.")
    where, values = _where(scope, council)
    ((known, of),) = store.tuples(
        f"select count(*) filter (customer_key is not null), count(*) from contacts where {where}", values
    )
    if not of or known < LEAST_KNOWN * of:
        raise CxError("Too few contacts carry a customer reference to say who came back.")
    frame = store.rows(_counted(store, where, scope, by), values)
    columns = {name: list(frame[name]) for name in (by, "numerator", "denominator")}
    note = f"Of the contacts {known / of:.0%} carry a customer reference; the others cannot be followed."
    return replace(
        answer,
        measure=CAME_BACK,
        frame=figures_with_ranges(CAME_BACK, [by], columns),
        notes=(*answer.notes, note),
    )


def _counted(store: Store, where: str, scope: Scope, by: str) -> str:
    """The SELECT of all matters and of those that came back, by a dimension: of the constant, or of the rows where it
    does not tell what is chosen apart.
    """
    if kept_for(where, scope.period):
        prelude, rows = MATTERS.prelude(store.meta), MATTERS.name
    else:
        prelude = ""
        rows = f"(select * replace (came_back::bigint as came_back), 1 as matters from ({matters_of(columns='*')}))"
    return (
        f"{prelude}select {by}::varchar as {by}, sum(came_back)::double as numerator, "
        f"sum(matters)::double as denominator from {rows} where {where} group by {by} order by {by}"
    )


def _where(scope: Scope, council: Council) -> tuple[str, dict[str, object]]:
    """The contacts that the reader's choices leave; expressions are the registry's, values are bound."""
    columns = {
        name: text_of(dimension, "contacts", parts_of(council))
        for name, dimension in DIMENSIONS.items()
        if dimension.on("contacts") and scope.chosen(name)
    }
    predicate = scope.predicate(columns, time="received_at", requester=True)
    return f"({predicate.sql})", predicate.values
