"""providers and benchmarks: the rows of their pages."""

import json
from collections.abc import Callable
from typing import Any

from cxdata.analysis.providers.scores import COMPARED
from tests.cli.terminal import Done

Ask = Callable[..., Done]


def document(ask: Ask, *words: str) -> dict[str, Any]:
    done = ask(*words, "--format", "json")
    assert done.code == 0, done.err
    parsed: dict[str, Any] = json.loads(done.out)
    return parsed


def test_providers_begin_with_who_sends_nothing(ask: Ask) -> None:
    found = document(ask, "providers")
    assert found["sentence"] == (
        "Quarnmere Leisure Trust has supplied no data; Pellmark Street Services: no survey answers"
    )
    assert [(row["name"], row["state"], row["kind"]) for row in found["rows"]] == [
        ("Quarnmere Leisure Trust", "no data supplied", "partner"),
        ("Pellmark Street Services", "silent on a part", "contractor"),
        ("Culverside Environmental", "sends data", "contractor"),
        ("Quarnmere Borough Council", "sends data", "in_house"),
        ("Quarnmere Homes Ltd", "sends data", "company"),
        ("Marlock Parking", "ended", "contractor"),
    ]
    pellmark = found["rows"][1]["measures"]
    assert pellmark["satisfied"]["value"] is None
    assert pellmark["satisfied"]["why_not"] == "no survey answers"
    assert (pellmark["on_time"]["numerator"], pellmark["on_time"]["denominator"]) == (6466, 7783)
    assert pellmark["on_time"]["verdict"] == "worse than the rest"
    assert set(pellmark) == {*COMPARED, "came_back"}


def test_what_narrows_the_figures_leaves_the_silence(ask: Ask) -> None:
    found = document(ask, "providers", "--where", "service=Benefits", "--from", "2026-01-01", "--to", "2026-03-31")
    assert found["sentence"].startswith("Quarnmere Leisure Trust has supplied no data")
    why = {row["name"]: row["measures"]["on_time"]["why_not"] for row in found["rows"]}
    assert why["Culverside Environmental"] == "no data in this selection"
    assert why["Quarnmere Borough Council"] == ""


def test_benchmarks_of_the_newest_half_year_that_is_whole(ask: Ask) -> None:
    found = document(ask, "benchmarks", "satisfied")
    assert (found["span"], found["first"], found["last"]) == ("2026/27 H1", "2026-04-01", "2026-09-30")
    ours = next(row for row in found["rows"] if row["ours"])
    assert (ours["numerator"], ours["denominator"], ours["rank"]) == (2706, 2968, [2, 6])
    assert sum(row["rank"] is not None for row in found["rows"]) == 10
    # The contacts of September 2026 are not whole: of on time the half-year before is taken.
    assert document(ask, "benchmarks", "on_time")["span"] == "2025/26 H2"


def test_councils_like_ours_and_another_half_year(ask: Ask) -> None:
    found = document(ask, "benchmarks", "satisfied", "--alike", "--period", "2024/25 H1")
    assert len(found["rows"]) == 9
    carrowdale = next(row for row in found["rows"] if row["organisation"] == "Carrowdale Council")
    assert carrowdale["standing"] == "compared"


def test_what_cannot_be_compared_is_said(ask: Ask) -> None:
    assert ask("benchmarks", "satisfied", "--period", "2019/20").err.startswith(
        "cxdata: No other council publishes this of '2019/20'."
    )
    assert "Say which is, as [[same_definitions]] in council.toml." in ask("benchmarks", "web_visits").err
    assert "There is no measure 'satisfed'" in ask("benchmarks", "satisfed").err
    table = ask("benchmarks", "online_share")
    assert table.code == 0
    assert "no other council’s figure can be held against it" in table.out
