"""Checks of what a load itself saw of a file: set aside, duplicates, columns that lack."""

import json
from collections.abc import Callable
from typing import Any

from cxdata.ingest.checks.model import CARE, NO, CheckFinding, CheckRule, Loaded
from cxdata.ingest.checks.words import share

_CARE_ABOVE, _NO_ABOVE = 0.01, 0.2
_MANY_DUPLICATES, _DUPLICATE_SHARE = 100, 0.005


def receipts(loaded: Loaded) -> list[tuple[int, dict[str, Any]]]:
    """Every file's receipt as the load wrote it."""
    rows = loaded.rows("select file_id, receipt from files order by file_id")
    return [(file_id, json.loads(receipt)) for file_id, receipt in rows]


def set_aside_share(loaded: Loaded) -> list[CheckFinding]:
    """More rows set aside than a file may lose without a word."""
    return [
        CheckFinding(
            file_id,
            receipt["table"],
            f"{lost:,} of {receipt['read']:,} rows are set aside "
            f"({share(lost, receipt['read'])}): figures from this file leave them out. Look at the "
            "rows set aside; most can be brought in by mending the profile and loading again.",
            lost,
            NO if lost > _NO_ABOVE * receipt["read"] else CARE,
        )
        for file_id, receipt in receipts(loaded)
        if (lost := _lost(receipt)) > _CARE_ABOVE * receipt["read"]
    ]


def _lost(receipt: dict[str, Any]) -> int:
    """The rows set aside that say something of their own: not the totals of other rows."""
    again = sum(problem["rows"] for problem in receipt["problems"] if problem["code"] == "rows_left_out")
    return int(receipt["set_aside"]) - again


def many_duplicates(loaded: Loaded) -> list[CheckFinding]:
    """A file that carries many rows twice."""
    return [
        CheckFinding(
            file_id,
            receipt["table"],
            f"{receipt['duplicates']:,} of {receipt['read']:,} rows ({share(receipt['duplicates'], receipt['read'])}) "
            "are duplicates, counted once. Ask whether a part of the export was made twice.",
            receipt["duplicates"],
        )
        for file_id, receipt in receipts(loaded)
        if receipt["duplicates"] >= min(_MANY_DUPLICATES, _DUPLICATE_SHARE * receipt["read"]) > 0
        and receipt["duplicates"] < receipt["read"]
    ]


def repeat_problem(code: str) -> Callable[[Loaded], list[CheckFinding]]:
    """The rule that repeats a problem the load wrote into its receipt, so that one list holds everything."""

    def find(loaded: Loaded) -> list[CheckFinding]:
        return [
            CheckFinding(file_id, receipt["table"], problem["message"], problem["rows"], problem["severity"])
            for file_id, receipt in receipts(loaded)
            for problem in receipt["problems"]
            if problem["code"] == code
        ]

    return find


RULES = (
    CheckRule(
        "default_point",
        "One point on the map that carries more than 2% of a file's located rows.",
        "Where a system puts what it cannot locate: a hotspot that is not there. No ward is taken from it; wards that "
        "the export itself gives to such rows are named.",
        repeat_problem("default_point"),
        repeats=True,
        by_file=True,
    ),
    CheckRule(
        "many_duplicates",
        "A hundred rows or more, or 0.5% of a file, that occur twice.",
        "They are counted once. A part of the export was probably made twice.",
        many_duplicates,
        by_file=True,
    ),
    CheckRule(
        "set_aside_share",
        "More than 1% of a file's rows set aside; above 20%: do not use.",
        "Most can be brought in by mending the profile and loading again.",
        set_aside_share,
        by_file=True,
    ),
    CheckRule(
        "rows_set_aside",
        "Rows that could not be read, with the field and the reason.",
        "They are listed with row number, field, value and reason, and can be downloaded.",
        repeat_problem("rows_set_aside"),
        repeats=True,
        by_file=True,
    ),
    CheckRule(
        "rows_left_out",
        "Rows that are the total of other rows, or cover a longer period than they; figures out of papers that a file "
        "counts too.",
        "What they say is counted already. They are listed among the rows set aside.",
        repeat_problem("rows_left_out"),
        repeats=True,
        by_file=True,
    ),
    CheckRule(
        "loaded_in_part",
        "Rows that feed several tables and were set aside for one of them.",
        "See the rows set aside.",
        repeat_problem("loaded_in_part"),
        repeats=True,
        by_file=True,
    ),
    CheckRule(
        "column_missing",
        "A column that the profile names and the file does not have.",
        "The field is not recorded for this file.",
        repeat_problem("column_missing"),
        repeats=True,
        by_file=True,
    ),
    CheckRule(
        "columns_not_known",
        "Columns of the file that its layout neither reads nor names under `ignore` or `personal`.",
        "Nothing of them is read. An export that has grown a column may have grown one that is wanted.",
        repeat_problem("columns_not_known"),
        repeats=True,
        by_file=True,
    ),
    CheckRule(
        "reference_repeated",
        "A reference that occurs twice in one file with different content.",
        "The last one stands.",
        repeat_problem("reference_repeated"),
        repeats=True,
        by_file=True,
    ),
)
