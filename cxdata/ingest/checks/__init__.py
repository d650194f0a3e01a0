"""What is wrong with a file, or with two files together, in words: each rule one function, all listed here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import duckdb
import pyarrow as pa

from cxdata.council import Council
from cxdata.ingest.checks import blanks, calls, dates, files, series, totals, wards, web
from cxdata.ingest.checks.model import FINE, Check, Found, Loaded, Rule
from cxdata.ingest.receipt import FileReceipt, Problem

__all__ = ["NOTHING_FOUND", "RULES", "Check", "Found", "Loaded", "Rule", "document", "run_checks", "with_checks"]

NOTHING_FOUND = "nothing_found"

RULES = (
    Rule(
        "pages_below_visits",
        "Fewer page views than visits in a month of a web file.",
        "A visit opens at least one page, so the two columns are probably swapped. The share of contact that staff "
        "handle depends on which is right; it is given both ways. Do not use the web figures of those months.",
        web.pages_below_visits,
    ),
    Rule(
        "completions_above_starts",
        "More online forms completed than begun.",
        "The completion rate would be over 100%.",
        web.completions_above_starts,
    ),
    Rule(
        "answered_abandoned_offered",
        "Calls answered and abandoned do not come to the calls offered.",
        "Common, because calls are passed on or still waiting. Shares are of calls offered. Never a reason to refuse.",
        calls.answered_abandoned_offered,
    ),
    Rule(
        "part_above_whole",
        "More calls answered in time than answered, given up early than given up, or answered than offered.",
        "A share taken there would be over 100%.",
        calls.part_above_whole,
    ),
    Rule(
        "closed_before_received",
        "Cases closed, acknowledged or answered before they were received.",
        "They are left out of days to close. Above one row in five: do not use.",
        dates.closed_before_received,
    ),
    Rule(
        "due_before_received",
        "Cases due before the day they were received.",
        "They could never be on time. Above one row in five: do not use.",
        dates.due_before_received,
    ),
    Rule(
        "sentinel_dates",
        "Dates that a system writes for 'no date': 1 January 1900, 1 January 1970, 31 December 9999 and the like.",
        "Name the value under `missing` in the profile and load again; it then counts as blank.",
        dates.sentinel_dates,
    ),
    Rule(
        "future_dates",
        "Things that happened after the day of the load.",
        "Day and month swapped, or typed wrongly. Promised dates may lie ahead and are not looked at.",
        dates.future_dates,
    ),
    Rule(
        "default_point",
        "One point on the map that carries more than 2% of a file's located rows.",
        "Where a system puts what it cannot locate: a hotspot that is not there. No ward is taken from it; wards that "
        "the export itself gives to such rows are named.",
        files.carried("default_point"),
    ),
    Rule(
        "wards_without_boundaries",
        "Wards that no boundary file loaded knows.",
        "They are counted and listed and cannot be drawn. Load the boundaries of that vintage.",
        wards.wards_without_boundaries,
    ),
    Rule(
        "wards_of_another_vintage",
        "Ward codes that newer boundaries have replaced.",
        "Their edges differ from those of today, so they are not added to them.",
        wards.wards_of_another_vintage,
    ),
    Rule(
        "wards_without_data",
        "Wards on the map without contacts, answers, residents or context, where the council's other wards have them.",
        "No data is not nought: the ward is hatched and named.",
        wards.wards_without_data,
    ),
    Rule(
        "blanks_differ_by_channel",
        "A ward, customer type, service or date of closing blank 5 points more often in one channel than in another.",
        "Figures by that field lean towards the channels that record it. Read it within one channel.",
        blanks.blanks_differ_by_channel,
    ),
    Rule(
        "month_half_loaded",
        "A month that an export does not cover to its end or from its start, or one with less than half of its "
        "neighbours' daily count.",
        "Do not compare it with a whole month.",
        series.month_half_loaded,
    ),
    Rule(
        "months_missing",
        "Whole months without a row between a file's first and last.",
        "A total over those months is too low.",
        series.months_missing,
    ),
    Rule(
        "series_starts_or_stops",
        "A channel, provider, queue or menu option that begins or ends 3 months or more inside its file.",
        "A change of total across that point is a change of what is counted.",
        series.series_starts_or_stops,
    ),
    Rule(
        "bands_not_total",
        "Residents by band that do not come to the residents in all.",
        "A difference of up to one a band is rounding and not reported.",
        totals.bands_not_total,
    ),
    Rule(
        "published_formula_changed",
        "A published satisfaction figure that follows the mean score up to a month and the share satisfied after it, "
        "or the other way round.",
        "Both formulas are computed again from the counts loaded. The published line jumps where nothing happened.",
        totals.published_formula_changed,
    ),
    Rule(
        "published_differs",
        "A published satisfaction figure that neither formula gives back from the counts loaded.",
        "Ask what it is made from. Figures of other bodies are not compared with our counts.",
        totals.published_differs,
    ),
    Rule(
        "percentage_out_of_range",
        "Published percentages below 0 or above 100.",
        "A misprint, or not a percentage.",
        totals.percentage_out_of_range,
    ),
    Rule(
        "staff_among_customers",
        "Contacts that staff raised themselves.",
        "Left out of every figure unless a reader asks for them.",
        blanks.staff_among_customers,
    ),
    Rule(
        "small_counts",
        "Rows of a file of counts that stand for 1 or 2 people.",
        "Hidden in anything published, because they can point at a person.",
        blanks.small_counts,
    ),
    Rule(
        "single_row_levels",
        "A channel or provider with a single row in a file of 100 or more.",
        "No percentage is shown for so few. Check for a slip of the keyboard.",
        blanks.single_row_levels,
    ),
    Rule(
        "no_response_ids",
        "Survey answers without a reference of their own.",
        "Two alike answers cannot be told from one exported twice, nor replaced by a corrected export.",
        blanks.no_response_ids,
    ),
    Rule(
        "more_answers_than_invited",
        "More answers than customers asked, in a month and channel.",
        "Do not use the response rate there.",
        blanks.more_answers_than_invited,
    ),
    Rule(
        "many_duplicates",
        "A hundred rows or more, or 0.5% of a file, that occur twice.",
        "They are counted once. A part of the export was probably made twice.",
        files.many_duplicates,
    ),
    Rule(
        "set_aside_share",
        "More than 1% of a file's rows set aside; above 20%: do not use.",
        "Most can be brought in by mending the profile and loading again.",
        files.set_aside_share,
    ),
    Rule(
        "rows_set_aside",
        "Rows that could not be read, with the field and the reason.",
        "They are listed with row number, field, value and reason, and can be downloaded.",
        files.carried("rows_set_aside"),
    ),
    Rule(
        "loaded_in_part",
        "Rows that feed several tables and were set aside for one of them.",
        "See the rows set aside.",
        files.carried("loaded_in_part"),
    ),
    Rule(
        "column_missing",
        "A column that the profile names and the file does not have.",
        "The field is not recorded for this file.",
        files.carried("column_missing"),
    ),
    Rule(
        "reference_repeated",
        "A reference that occurs twice in one file with different content.",
        "The last one stands.",
        files.carried("reference_repeated"),
    ),
)


def run_checks(
    con: duckdb.DuckDBPyConnection, *, council: Council | None = None, today: date | None = None
) -> list[Check]:
    """Run every rule on the database in use on `con` and write the table `checks`.

    Every clean table, `areas`, `files` (with receipts) and `set_aside` must be written already. A file about which
    nothing was found has one row, code `nothing_found`, verdict fine. `today` is the day of the load.
    """
    loaded = Loaded(con, council or Council(), today or date.today())
    checks = [
        Check(found.file_id, rule.code, found.table, found.verdict, found.message, found.rows)
        for rule in RULES
        for found in rule.find(loaded)
    ]
    spoken = {check.file_id for check in checks}
    for file_id, receipt in files.receipts(loaded):
        if file_id not in spoken:
            message = f"Nothing was found wrong with the {receipt['loaded']:,} rows loaded."
            checks.append(Check(file_id, NOTHING_FOUND, receipt["table"], FINE, message, receipt["loaded"]))
    _write(con, checks)
    return checks


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
    said = {(problem.code, problem.message) for problem in receipt.problems}
    added = tuple(
        Problem(check.code, check.verdict, check.message, check.rows)
        for check in checks
        if check.verdict != FINE and (check.code, check.message) not in said
    )
    return replace(receipt, problems=(*receipt.problems, *added))


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
