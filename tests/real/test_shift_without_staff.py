"""Boston's requests of 2015 moved from the phone to the app, and the staff's own sources have no part in it."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cxdata.analysis.left_behind.page import left_behind
from cxdata.council import Council
from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.real.test_known_answers_show import BOSTON, boston_rows

__all__ = ["boston_rows"]
Load = Callable[..., Path]
PUBLIC = {
    "Constituent Call": "phone",
    "Citizens Connect App": "app",
    "Self Service": "web",
    "Twitter": "social",
    "Maximo Integration": "partner",
}
QUARTERS = ("2014/15 Q4", "2015/16 Q1", "2015/16 Q2", "2015/16 Q3")


def shares(rows: list[dict[str, str]]) -> dict[str, dict[str, float]]:
    """Of the requests of the public by quarter the share of each channel, counted in plain Python."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row["Source"] in PUBLIC:
            month = int(row["OPEN_DT"].split("/")[0]) if "/" in row["OPEN_DT"] else int(row["OPEN_DT"][5:7])
            counted[QUARTERS[(month - 1) // 3]][PUBLIC[row["Source"]]] += 1
    return {quarter: {name: count / each.total() for name, count in each.items()} for quarter, each in counted.items()}


def test_the_phone_falls_and_the_app_rises_quarter_by_quarter(loaded: Load, boston_rows: list[dict[str, str]]) -> None:
    store = open_store(loaded(*BOSTON))
    answer = query(store, "channel_share", ("quarter", "channel"), Scope())
    told: dict[str, dict[str, float]] = defaultdict(dict)
    for row in answer.frame.to_dict("records"):
        told[row["quarter"]][row["channel"]] = row["value"]
    counted = shares(boston_rows)
    for quarter in QUARTERS:
        assert "other" not in told[quarter], "employees and city workers are no way of getting in touch"
        for channel in ("phone", "app", "web"):
            assert told[quarter][channel] == pytest.approx(counted[quarter][channel])
    app = [told[quarter]["app"] for quarter in QUARTERS]
    assert app == sorted(app), "the app rises every quarter"
    assert told[QUARTERS[-1]]["phone"] < told[QUARTERS[0]]["phone"] - 0.1


def test_the_shift_is_found_and_the_wards_that_come_online_less_are_named(loaded: Load) -> None:
    """Staff sources left out; no kind of customer, no exclusion and no survey are known, and the page says so."""
    result = left_behind(open_store(loaded(*BOSTON)), Scope(), Council())
    together = next(shift for shift in result.shifts if shift.service == "")
    assert date(2015, 4, 1) <= together.month <= date(2015, 10, 1)
    assert together.share_after - together.share_before > 0.05
    assert not together.is_paired
    assert result.thirds is None
    assert "No file loaded tells age band, disability and language" in " ".join(result.unknown)
    assert result.places
