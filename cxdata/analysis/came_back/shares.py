"""Shares of contacts that were followed by another: by phone after a form, and while the case was still open.

Each is an Answer by one dimension, as those of the engine are. Contacts of the last days of the data are left out,
since nobody can say yet who comes back, and so are references that are no one person's.
"""

from collections.abc import Sequence
from dataclasses import replace

from cxdata.analysis.came_back.known import NOT_ENOUGH, known_by_channel
from cxdata.analysis.came_back.matters import CAME_BACK, LEAST_KNOWN
from cxdata.analysis.came_back.pairs import FOLLOWABLE
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.constants.asking import followed_in
from cxdata.measures.constants.matters import DAYS
from cxdata.measures.intervals import figures_with_ranges
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer, query
from cxdata.measures.registry.dimensions import parts_of
from cxdata.measures.statement import narrowed, text_of
from cxdata.scope import Scope
from cxdata.store import Store

FORM_DAYS = 3
"""Who phones so soon after a form phones about it."""
NO_CALLS = "Nobody can say who phones after a form or comes back by phone: too few calls carry a customer reference"

PHONED: Measure = replace(
    CAME_BACK,
    id="phoned",
    title=f"Phoned within {FORM_DAYS} days of a form",
    question="Which forms fail, so that people phone after all?",
    counted="online contacts after which the same customer phoned about the same service",
    base="online contacts of known customers",
    formula=f"online contacts followed by a call within {FORM_DAYS} days ÷ all online contacts of known customers",
    why="Who has to phone about what a form was for has been served twice and helped once.",
    source="This dashboard's own definition: a stand-in for failed online contact",
    caveats=("A call about the same service can be about something else: it is a sign to ask about, not a fault.",),
)
CHASED: Measure = replace(
    CAME_BACK,
    id="chased",
    title="Got in touch again while their case was open",
    question="Do people have to ask what became of it?",
    counted="contacts after which the customer got in touch again while the case was open",
    base="contacts of known customers",
    formula=f"contacts followed by another within {DAYS} days, before the case was closed ÷ all of known customers",
    why="Who chases was not told how things stand.",
    source="This dashboard's own definition: a stand-in for progress chasing, which staff tag rarely",
    caveats=("Only files that record when cases are closed can show it.",),
)


def phoned(store: Store, scope: Scope, council: Council, *, by: str = "reason", days: int = FORM_DAYS) -> Answer:
    """The share of online contacts after which the customer phoned about the same service, by a dimension of the form.

    Raises CxError where nobody can say: no contacts, or too few of those by phone carry a customer reference.
    """
    scope = scope.with_choice("channel")
    known = {one.channel: one for one in known_by_channel(store, scope, council)}
    if "phone" in known and known["phone"].share < LEAST_KNOWN:
        raise CxError(f"{NO_CALLS}.")
    online = ", ".join(f"'{name}'" for name in council.channel_groups["online"])
    if not any(known[name].known for name in council.channel_groups["online"] if name in known):
        raise CxError("No online contact carries a customer reference, so nobody can say who phoned after one.")
    part = f"within between 1 and {days} and next_channel = 'phone'"
    return _share(store, scope, council, PHONED, by, part, days, f"channel in ({online})")


def chased(store: Store, scope: Scope, council: Council, *, by: str = "service", days: int = DAYS) -> Answer:
    """The share of contacts after which the customer got in touch again while the case was still open, by a dimension.

    Raises CxError as `came_back`.
    """
    refuse_unknown(store, scope, council)
    measure = replace(CHASED, formula=CHASED.formula.replace(f"{DAYS} days", f"{days} days"))
    return _share(store, scope, council, measure, by, f"within between 1 and {days} and was_open", days, "true")


def refuse_unknown(store: Store, scope: Scope, council: Council) -> float:
    """What part of the contacts in scope can be followed, of 1. Raises CxError where that is none, or too few."""
    channels = known_by_channel(store, scope, council)
    known, of = sum(one.known for one in channels), sum(one.contacts for one in channels)
    if not of:
        raise CxError("No data in this selection.")
    if known < LEAST_KNOWN * of:
        raise CxError(NOT_ENOUGH)
    return known / of


def _share(
    store: Store, scope: Scope, council: Council, measure: Measure, by: str, part: str, days: int, base: str
) -> Answer:
    answer = query(store, "contacts", (by,), scope, council=council)
    if answer.frame.empty:
        raise CxError("No data in this selection.")
    predicate = narrowed(find_measure("contacts"), scope, council)
    group = text_of(find_dimension(by), "contacts", parts_of(council))
    prelude, rows = followed_in(store.meta, predicate.sql, scope.period, days, (group,))
    frame = store.rows(
        f"{prelude}select ({group})::varchar as level, coalesce(sum(contacts) filter ({part}), 0)::double as part, "
        f"sum(contacts)::double as base from {rows} where {predicate.sql} and {FOLLOWABLE.format(days=days)} "
        f"and {base} group by 1 order by 1",
        predicate.values,
    )
    columns = {by: list(frame["level"]), "numerator": list(frame["part"]), "denominator": list(frame["base"])}
    return replace(answer, measure=measure, frame=figures_with_ranges(measure, [by], columns))


def kinds_of_form(store: Store) -> Sequence[str]:
    """By what a form is told from another: what it was about where files say, else its service."""
    return [name for name in ("reason", "service") if len(set(store.present(name, "contacts"))) > 1]
