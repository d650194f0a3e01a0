"""The pages of getting through, coming back and being heard, published: all their tables together tell no small count.

A part of `python -m benchmarks.disclosure_people`, whose whole run is in docs/decisions/publish.md: one ward, one queue
and one split here; `CX_WHOLE=1` attacks as its `--few` does.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.disclosure import Attack, scopes
from benchmarks.disclosure_people import (
    attack_bands,
    attack_calls,
    attack_cases,
    attack_shares,
    attack_themes,
    attack_week,
    queues,
    run_people,
)
from benchmarks.together import Found, Together
from cxdata.analysis.phones.week.peaks import week
from cxdata.council import Council
from cxdata.export.beside.ways import publish_query
from cxdata.export.publish import ALSO_HIDDEN, publish
from cxdata.export.publish_results import publish_week
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.stats.disclosure.rules import DisclosureRules
from cxdata.store import Store
from tests.cli.terminal import run
from tests.effort import WHOLE

SMALL = re.compile(r"(?<![\d.,:-])[1-4](?![\d.,:%-])")


def test_no_hidden_count_is_told_by_all_the_tables_together(store: Store, council: Council) -> None:
    found = run_people(store, council, few=True) if WHOLE else attack_some(store, council)
    assert found.fallen == []
    assert found.hidden["week of forms"] > 50
    assert found.hidden["open cases"] > 5
    assert found.sets["steps of a wait"] > 5
    assert found.sets["shares without counts"] > 10
    assert found.hidden["themes"] > 10


def attack_some(store: Store, council: Council) -> Found:
    attack, found = Attack(store, council), Found()
    ward = scopes(store, few=True)[2]
    attack_week(attack, found, "forms", ward)
    attack_cases(attack, found, ward)
    attack_shares(attack, found, ward)
    attack_themes(attack, found, [Scope(), ward])
    queue = queues(store)[-1]
    attack_week(attack, found, "calls", queue)
    attack_calls(attack, found, "month", queue)
    attack_bands(attack, found, "menu_option", queue)
    found.fallen += attack.tally.fallen
    return found


def test_the_attacker_of_tables_together_finds_what_is_there_to_be_found() -> None:
    """Two hidden counts beside a total that reads 10, so 8 or more: 4 and 4, in each of two tables."""
    together = Together()
    whole = together.add("all", 8, 12, 8)
    for name in ("ward", "service"):
        parts = [together.add(f"{name} {letter}", 1, 4, 4) for letter in "AB"]
        together.sums.append((whole, parts))
    told = list(together.told(DisclosureRules()))
    assert told == ["ward A is 4", "ward B is 4", "service A is 4", "service B is 4"]
    together.high[1:] = [6.0, 6.0, 6.0, 6.0]
    assert list(together.told(DisclosureRules())) == [], "2 and 6 would do as well"


def test_a_published_week_shows_what_publish_gives_and_says_that_more_is_hidden(store: Store, council: Council) -> None:
    """Four single forms came at two at night: with their total of four each could only be one, so others are hidden."""
    exact = week(store, "forms", Scope().with_choice("ward", "Beacon Fold"), council)
    assert exact.counts is not None
    night = [cell.total for cell in exact.cells if cell.starts == "02:00" and cell.total]
    assert night == [1, 1, 1, 1]
    shown, told = publish_week(exact), publish(exact.counts, council).frame
    assert [cell.total for cell in shown.cells] == pytest.approx(list(told["numerator"]), nan_ok=True)
    assert [cell.mean * cell.days for cell in shown.cells] == pytest.approx(list(told["numerator"]), nan_ok=True)
    large = [true.total for true, one in zip(exact.cells, shown.cells, strict=True) if np.isnan(one.total)]
    assert sorted(large)[-4:] == [5, 5, 6, 7], "beside these nobody knows of any [c] that it is 1 to 4"
    assert ALSO_HIDDEN in shown.notes, "without it a reader would take each [c] for 1 to 4"


@pytest.mark.parametrize("where", [(), ("--where", "ward=Beacon Fold")])
def test_who_is_left_behind_is_told_with_the_published_figures_of_wards_alone(
    where: tuple[str, ...],
    store: Store,
    council: Council,
    sample_data: Path,
) -> None:
    """Every number of the command's document is one of the published online shares by ward, or of no person."""
    document = json.loads(run(sample_data, "left-behind", *where, "--publish", "--format", "json").out)
    wards = document.pop("places")
    spans = Period(*(np.datetime64(document["period"][end]).item() for end in ("start", "end")))
    told = publish_query(store, "online_share", ("ward",), replace(Scope(), period=spans), council=council).frame
    shown = {row["ward"]: (row["numerator"], row["denominator"]) for _, row in told.iterrows() if not row["suppressed"]}
    assert wards
    for ward in wards:
        if ward["counted"] is not None:
            assert (ward["online"], ward["counted"]) == shown[ward["ward"]]
            assert ward["share"] == pytest.approx(ward["online"] / ward["counted"])
    for row in document["silent"]:
        assert {name for name, value in row.items() if isinstance(value, float)} == set()
    for words in (document["finding"], *document["sentences"], *document["warnings"]):
        assert not SMALL.search(words), words


@pytest.mark.parametrize("command", ["repeat", "people"])
def test_shares_of_who_came_back_are_whole_per_cents_without_a_count(
    command: str,
    sample_data: Path,
) -> None:
    where = ("--where", "ward=Beacon Fold") if command == "people" else ("--where", "customer_type=Tenant")
    document = json.loads(run(sample_data, command, *where, "--publish", "--format", "json").out)
    shares = list(_shares(document))
    assert shares or command == "people"
    assert all(share == round(share, 2) and 0 < share < 1 for share in shares)
    assert "ways" not in document
    assert "left_out" not in document


def _shares(document: dict[str, Any]) -> Iterator[float]:
    """The shares of those who came back; none of these rows has a count."""
    for rows in (document["rows"], document.get("after_forms", {}).get("rows", []), document.get("chased", [])):
        for row in rows:
            if isinstance(row, dict) and "value" in row:
                assert [row[name] for name in ("numerator", "denominator", "lower", "upper")] == [None] * 4
                if row["value"] is not None:
                    yield row["value"]
