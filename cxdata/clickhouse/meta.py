"""The settings that were copied with a store: those of one council, or what those of all councils have in common."""

import json
from collections.abc import Sequence
from hashlib import sha256

from cxdata.clickhouse.address import EVERY, Address
from cxdata.clickhouse.tables import COUNCIL
from cxdata.clickhouse.transport import ALL_ROWS, Transport
from cxdata.clickhouse.values import read_reply
from cxdata.constants import KEPT
from cxdata.errors import CxError
from cxdata.form import FORM_KEY, LATTICE_KEY, VERSION_KEY

ANSWERS = f"{KEPT}answers_once"
"""A constant that tells words by their places in the types of its own store."""


def read_meta(transport: Transport, address: Address) -> dict[str, str]:
    """The settings at an address. Raises CxError where nothing was copied yet, or none of this council, and where
    several were and the address says neither which nor that it means all.
    """
    known = "select 1 from system.tables where database = {database:String} and name = 'meta'"
    if not read_reply(transport.send(known, {"database": address.database}, ALL_ROWS)).rows:
        raise nothing_at(address)
    rows = read_reply(transport.send(f"select {COUNCIL}, key, value from meta order by 1, 2", {}, ALL_ROWS)).rows
    by_council: dict[str, dict[str, str]] = {}
    for council, key, value in rows:
        by_council.setdefault(council, {})[key] = value
    if not by_council:
        raise nothing_at(address)
    if address.council == EVERY:
        return _in_common(list(by_council.values()))
    if not address.council and len(by_council) > 1:
        raise CxError(
            f"{address.words} holds several councils: {', '.join(by_council)}. Add ?council=NAME, or ?council={EVERY} "
            "for all of them together."
        )
    if address.council and address.council not in by_council:
        raise CxError(f"{address.words} holds no council '{address.council}', but {', '.join(by_council)}.")
    return by_council[address.council or next(iter(by_council))]


def one_council(transport: Transport, address: Address) -> str:
    """The council whose rows alone an address gives; "" where it gives those of all. `read_meta` has found it good."""
    if address.council == EVERY:
        return ""
    if address.council:
        return address.council
    [(council,)] = read_reply(transport.send(f"select distinct {COUNCIL} from meta", {}, ALL_ROWS)).rows
    return str(council)


def nothing_at(address: Address) -> CxError:
    """The sentence where no store stands at an address."""
    return CxError(
        f"No store was copied to {address.words} yet. Look at the name, or copy one there: python -m cxdata copy PLACE."
    )


def _in_common(councils: Sequence[dict[str, str]]) -> dict[str, str]:
    """What may be told of all councils' rows together: the aggregates that each of them has, and the constants that all
    were written with as they are defined today. Tables of values are not among them, as a median of medians is none,
    nor are figures typed out of papers.
    """
    first = councils[0]
    alike = {
        key: value
        for key, value in first.items()
        if key.startswith(KEPT) and key != ANSWERS and all(other.get(key) == value for other in councils)
    }
    listed = [{json.dumps(_told(entry)): entry for entry in json.loads(one.get(LATTICE_KEY, "[]"))} for one in councils]
    aggregates = [
        {**listed[0][told], **{name: sum(one[told][name] for one in listed) for name in ("rows", "of_rows")}}
        for told in listed[0]
        if all(told in one for one in listed) and not listed[0][told].get("of_values")
    ]
    versions = " ".join(one[VERSION_KEY] for one in councils)
    return alike | {
        FORM_KEY: max((one[FORM_KEY] for one in councils), key=int),
        LATTICE_KEY: json.dumps(aggregates),
        VERSION_KEY: sha256(versions.encode()).hexdigest()[:12],
    }


def _told(aggregate: dict[str, object]) -> list[object]:
    """What an aggregate is, whatever number of rows a council has in it."""
    return [aggregate["table"], aggregate["name"], aggregate["columns"]]
