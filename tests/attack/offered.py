"""What the published view offers, as the attack sees it: which tables, which periods, and what is left out of them."""

from dataclasses import replace
from itertools import combinations

import numpy as np

from tests.attack.lattice import Lattice, Table, lattice, offered_periods, quarters_and_year
from tests.attack.rows import PARTS, Rows
from tests.attack.rules import UNSHOWN, Round

SHARE_BASE, LEVEL_BASE = 30, 100
SHARES = ("satisfied", "not_satisfied")
# The twelve tables of the method: two things at once, the latest four quarters and the year.
TWELVE = {
    "contacts": (
        ("ward", "service"),
        ("ward", "channel"),
        ("ward", "customer_type"),
        ("ward", "provider"),
        ("channel", "service"),
        ("customer_type", "service"),
    ),
    "complaints": (("service", "ward"), ("cause", "ward")),
    "responses": (("service", "ward"), ("channel", "ward"), ("age_band", "ward"), ("age_band", "service")),
}
WHOLE = {"contacts": "contacts", "complaints": "complaints", "responses": "answers"}


def pairs_of(rows: Rows) -> list[tuple[str, ...]]:
    """Every two columns of a table."""
    return list(combinations(sorted(rows.codes), 2))


def offered(rows: Rows, *, halves: bool = False) -> list[Table]:
    """Every part by every two things in quarters and years, and by one thing in months too."""
    spans, months = offered_periods(rows, halves=halves), offered_periods(rows, months=True, halves=halves)
    tables = [Table(part, by, spans) for part in PARTS[rows.table] for by in pairs_of(rows)]
    return tables + [Table(part, (column,), months) for part in PARTS[rows.table] for column in rows.codes]


def some_tables(rows: Rows, pairs: list[tuple[str, ...]]) -> list[Table]:
    """The whole counts of these pairs in the latest four quarters and the year."""
    return [Table(WHOLE[rows.table], tuple(sorted(by)), quarters_and_year(rows)) for by in pairs]


def web_of(rows: Rows, tables: list[Table], keys: np.ndarray, rounding: Round, *, bases: bool = True) -> Lattice:
    """The web of these tables; with `bases`, shares and levels left out where too few answered, as in an edition."""
    web = lattice(rows, tables, keys, rounding)
    return leave_out(web) if bases else web


def leave_out(web: Lattice) -> Lattice:
    """The web without shares whose shown base is under 30 and levels whose shown base is under 100."""
    shown = web.shown.copy()
    for (part, by), ids in web.blocks.items():
        least = SHARE_BASE if part in SHARES else LEVEL_BASE if part.startswith("level_") else 0
        if least:
            yes, others = (web.blocks[share, by] for share in SHARES)
            base = np.where(ids >= 0, web.shown[yes] + web.shown[others], least)
            shown[ids[base < least]] = UNSHOWN
    return replace(web, shown=shown)
