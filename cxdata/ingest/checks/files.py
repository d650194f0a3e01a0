"""Checks of what a load itself saw of a file: set aside, duplicates, columns that lack."""

import json
from collections.abc import Callable
from typing import Any

from cxdata.ingest.checks.model import CARE, NO, Found, Loaded
from cxdata.ingest.checks.words import share

_CARE_ABOVE, _NO_ABOVE = 0.01, 0.2
_MANY_DUPLICATES, _DUPLICATE_SHARE = 100, 0.005


def receipts(loaded: Loaded) -> list[tuple[int, dict[str, Any]]]:
    """Every file's receipt as the load wrote it."""
    found = loaded.rows("select file_id, receipt from files order by file_id")
    return [(file_id, json.loads(receipt)) for file_id, receipt in found]


def set_aside_share(loaded: Loaded) -> list[Found]:
    """More rows set aside than a file may lose without a word."""
    return [
        Found(
            file_id,
            receipt["table"],
            f"{receipt['set_aside']:,} of {receipt['read']:,} rows are set aside "
            f"({share(receipt['set_aside'], receipt['read'])}): figures from this file leave them out. Look at the "
            "rows set aside; most can be brought in by mending the profile and loading again.",
            receipt["set_aside"],
            NO if receipt["set_aside"] > _NO_ABOVE * receipt["read"] else CARE,
        )
        for file_id, receipt in receipts(loaded)
        if receipt["set_aside"] > _CARE_ABOVE * receipt["read"]
    ]


def many_duplicates(loaded: Loaded) -> list[Found]:
    """A file that carries many rows twice."""
    return [
        Found(
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


def carried(code: str) -> Callable[[Loaded], list[Found]]:
    """The rule that repeats a problem the load wrote into its receipt, so that one list holds everything."""

    def find(loaded: Loaded) -> list[Found]:
        return [
            Found(file_id, receipt["table"], problem["message"], problem["rows"], problem["severity"])
            for file_id, receipt in receipts(loaded)
            for problem in receipt["problems"]
            if problem["code"] == code
        ]

    return find
