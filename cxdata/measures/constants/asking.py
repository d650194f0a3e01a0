"""Where to ask who came back: of a constant, where it tells what is chosen apart, or else of the rows.

Of the rows only those are sorted that are of the customers in question.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from cxdata.contract import TABLES
from cxdata.measures.constants.followed import FOLLOWED, followed_of
from cxdata.measures.constants.followed import KEPT as KEPT_OF_CONTACTS
from cxdata.measures.constants.linked import BANDS, CAN_BE_FOLLOWED, linked
from cxdata.measures.constants.matters import KEPT as KEPT_OF_MATTERS
from cxdata.measures.constants.matters import MATTERS, WINDOWS, matters_of
from cxdata.measures.lattice import columns_named
from cxdata.periods import Period


def matters_in(
    meta: Mapping[str, str], where: str, period: Period | None, days: int, groups: Sequence[str] = ()
) -> tuple[str, str]:
    """What a statement begins with, and what it selects from, to count matters with a window of so many days (`counts`)
    of the contacts that `where` leaves: by these expressions (`groups`), with `where` again.
    """
    named = _columns((where, *groups), period)
    if days in WINDOWS and named is not None and named <= set(KEPT_OF_MATTERS):
        return MATTERS.prelude(meta), MATTERS.name
    columns = _every(named)
    neighbours = linked(_of_customers(where, period, days), columns, _bands(days))
    return "", f"({matters_of(neighbours, columns=columns, windows=(days,))})"


def followed_in(
    meta: Mapping[str, str], where: str, period: Period | None, days: int, groups: Sequence[str] = ()
) -> tuple[str, str]:
    """The same of contacts and those that followed them (`cxdata.measures.constants.followed`), within so many days."""
    named = _columns((where, *groups), period)
    if days in BANDS and named is not None and named <= set(KEPT_OF_CONTACTS):
        return FOLLOWED.prelude(meta), FOLLOWED.name
    columns = tuple(dict.fromkeys((*_every(named), *KEPT_OF_CONTACTS)))
    neighbours = linked(_of_customers(where, period, days), (*columns, "grain"), _bands(days))
    said = "replace (coalesce(resolved_first_time::varchar, '') as resolved_first_time)"
    return "", f"(select * {said} from ({followed_of('contacts', neighbours, columns=columns, bands=_bands(days))}))"


def known_in(meta: Mapping[str, str], where: str, period: Period | None, groups: Sequence[str] = ()) -> tuple[str, str]:
    """The same to count how many contacts can be followed (`known`) of all (`contacts`), which sorts nothing."""
    named = _columns((where, *groups), period)
    if named is not None and named <= set(KEPT_OF_CONTACTS):
        return FOLLOWED.prelude(meta), FOLLOWED.name
    return (
        "",
        f"(select *, ({CAN_BE_FOLLOWED}) is true as known, {TABLES['contacts'].weight} as contacts from contacts)",
    )


def _columns(texts: tuple[str, ...], period: Period | None) -> frozenset[str] | None:
    """The columns that tell rows apart, where whole months are asked for; else None."""
    return columns_named(texts, "contacts") if period is None or period.whole_months is not None else None


def _every(named: frozenset[str] | None) -> tuple[str, ...]:
    """These columns, or all that a question can be asked by where that cannot be said."""
    table = TABLES["contacts"]
    return tuple(sorted(named)) if named is not None else (*table.choices, "requester", "complexity", "reason")


def _bands(days: int) -> tuple[int, ...]:
    return tuple(sorted({*BANDS, days}))


def _of_customers(where: str, period: Period | None, days: int) -> str:
    """The contacts of every customer of whom one is asked about: none from before the period and the days before it."""
    since = f" and received_at >= date '{period.start - timedelta(days=days + 1)}'" if period else ""
    keys = f"select customer_key from contacts where ({where}) and customer_key is not null"
    return f"(select * from contacts where customer_key in ({keys}){since})"
