"""What is wrong with a file, or with two files together, in words.

Each rule is one function; each theme's file ends in its own `RULES`, and this one joins and runs them.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

import duckdb
import pyarrow as pa

from cxdata.council import Council
from cxdata.ingest.checks import blanks, calls, councils, dates, files, series, sources, totals, wards, web
from cxdata.ingest.checks.model import FINE, Check, CheckFinding, CheckRule, Loaded, narrowed
from cxdata.ingest.checks.words import say_many
from cxdata.ingest.receipt import FileReceipt, Problem

__all__ = [
    "NOTHING_FOUND",
    "RULES",
    "Check",
    "CheckFinding",
    "Loaded",
    "CheckRule",
    "document",
    "run_checks",
    "with_checks",
    "without_checks",
]

NOTHING_FOUND = "nothing_found"

# Each theme's file ends in its own rules; here they are only joined, in the order in which docs/checks.md lists them.
RULES = (
    *web.RULES,
    *calls.RULES,
    *dates.RULES,
    *wards.RULES,
    *councils.RULES,
    *blanks.RULES,
    *series.RULES,
    *sources.RULES,
    *totals.RULES,
    *files.RULES,
)


def run_checks(
    con: duckdb.DuckDBPyConnection,
    *,
    council: Council | None = None,
    today: date | None = None,
    only: Collection[int] | None = None,
) -> list[Check]:
    """Run every rule on the database in use on `con` and write the table `checks`.

    Every clean table, `areas`, `files` (with receipts) and `set_aside` must be written already. A file about which
    nothing was found has one row, code `nothing_found`, verdict fine. `today` is the day of the load. With `only`, the
    files that are new or must be looked at again, rules that look at each file by itself look at these alone, and what
    `checks` says of the others by them stands; so does what it says by rules about tables of which they have no row.
    """
    loaded = Loaded(con, council or Council(), today or date.today())
    checks: list[Check] = []
    rules: Sequence[CheckRule] = RULES
    if only is not None:
        with narrowed(con, only):
            alone = Loaded(con, loaded.council, loaded.today)
            touched = {table.name for table in alone.tables_with_rows()}
            checks += _find(alone, [rule for rule in RULES if rule.by_file])
        rules = [rule for rule in RULES if not rule.by_file and (not rule.of or touched & set(rule.of))]
        stands = [rule for rule in RULES if not (rule.by_file or rule in rules)]
        checks += _said_before(con, stands, but=())
        checks += _said_before(con, [rule for rule in RULES if rule.by_file], but=only)
    checks += _find(loaded, rules)
    order = {rule.code: place for place, rule in enumerate(RULES)}
    checks.sort(key=lambda check: order[check.code])
    spoken = {check.file_id for check in checks}
    for file_id, receipt in files.receipts(loaded):
        if file_id not in spoken:
            message = f"Nothing was found wrong with the {say_many(receipt['loaded'], 'row', 'rows')} loaded."
            checks.append(Check(file_id, NOTHING_FOUND, receipt["table"], FINE, message, receipt["loaded"]))
    _write(con, checks)
    return checks


def _find(loaded: Loaded, rules: Sequence[CheckRule]) -> list[Check]:
    return [
        Check(finding.file_id, rule.code, finding.table, finding.verdict, finding.message, finding.rows)
        for rule in rules
        for finding in rule.find(loaded)
    ]


def _said_before(con: duckdb.DuckDBPyConnection, rules: Sequence[CheckRule], but: Collection[int]) -> list[Check]:
    """What `checks` says by these rules, but for these files."""
    rows = con.execute(
        "select file_id, code, table_name, verdict, message, rows from checks "
        "where list_contains($codes, code) and (file_id is null or not list_contains($but, file_id::int))",
        {"codes": [rule.code for rule in rules], "but": list(but)},
    )
    return [Check(*row) for row in rows.fetchall()]


def _write(con: duckdb.DuckDBPyConnection, checks: Sequence[Check]) -> None:
    columns = ("file_id", "code", "table", "verdict", "message", "rows")
    types = (pa.uint16(), pa.string(), pa.string(), pa.string(), pa.string(), pa.int64())
    values = {
        name: pa.array([getattr(check, name) for check in checks], kind)
        for name, kind in zip(columns, types, strict=True)
    }
    con.register("checks_found", pa.table(values))
    con.execute("delete from checks")
    con.execute('insert into checks select file_id, code, "table", verdict, message, rows from checks_found')
    con.unregister("checks_found")


def with_checks(receipt: FileReceipt, checks: Sequence[Check]) -> FileReceipt:
    """A file's receipt with what the checks found added to its problems; what it says already is not repeated."""
    already_said = {(problem.code, problem.message) for problem in receipt.problems}
    added = tuple(
        Problem(check.code, check.verdict, check.message, check.rows)
        for check in checks
        if check.verdict != FINE and (check.code, check.message) not in already_said
    )
    return replace(receipt, problems=(*receipt.problems, *added))


def without_checks(receipt: FileReceipt) -> FileReceipt:
    """A file's receipt as its load wrote it, before `with_checks`."""
    ours = {rule.code for rule in RULES if not rule.repeats}
    return replace(receipt, problems=tuple(problem for problem in receipt.problems if problem.code not in ours))


def document() -> str:
    """docs/checks.md: every rule in words."""
    lines = [
        "# Checks",
        "",
        "After every load each file is looked at by these rules. What they find stands on the Data page, in the",
        "receipt and in `python -m cxdata checks`: *fine*, *use with care* or *do not use*, with figures. A check",
        "never changes or refuses a row. This page is written from `cxdata/ingest/checks`; a test keeps it complete.",
        "",
        "| code | what is looked for | what follows |",
        "|---|---|---|",
        *(f"| `{rule.code}` | {rule.title} | {rule.why} |" for rule in RULES),
        f"| `{NOTHING_FOUND}` | None of the above. | The file is fine. |",
    ]
    return "\n".join(lines) + "\n"
