"""Whose callers fare worse than the rest: a planted queue is found and named, and nothing is where nothing is."""

import json
import random
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from cxdata.analysis.groups import Verdict
from cxdata.analysis.phones.in_spans import count_in_spans
from cxdata.analysis.phones.worse import JUDGED, judge, worse_than_the_rest
from cxdata.council import Council
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import open_store
from tests.analysis.phones.conftest import QUEUES, Load, Row, week_of_calls
from tests.cli.terminal import run
from tests.effort import sample


def told(data: Path, *words: str) -> dict:
    done = run(data, "waits", *words, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_a_queue_that_gives_up_more_heads_the_page(load_calls: Load) -> None:
    rows = week_of_calls(1, weeks=30, gives_up=lambda when, queue, option: 0.2 if queue == "Housing" else 0.08)
    data = load_calls(rows)
    found = told(data)
    assert found["worse"] == {"by": "queue", "measure": "abandoned_share", "groups": ["Housing"]}
    here = [row for row in rows if row[1] == "Housing"]
    rest = [row for row in rows if row[1] != "Housing"]
    shares = [sum(row[5] for row in side) / sum(row[3] for row in side) for side in (here, rest)]
    assert found["finding"] == f"Housing: {shares[0]:.1%} of callers gave up, against {shares[1]:.1%} of the rest"
    (row,) = [row for row in found["rows"] if row["level"] == "Housing"]
    assert row["abandoned_share"] == pytest.approx(shares[0])
    assert row["calls_offered"] == 30 * 5 * 3 * 40


def test_a_queue_that_is_better_is_never_called_worse(load_calls: Load) -> None:
    data = load_calls(
        week_of_calls(2, weeks=30, gives_up=lambda when, queue, option: 0.02 if queue == "Waste" else 0.1)
    )
    found = told(data)
    assert found["worse"]["groups"] == []
    verdicts = {(one["level"], one["measure"]): one["verdict"] for one in found["judged"]["groups"]}
    assert verdicts["Waste", "abandoned_share"] == "better than the rest"
    assert "worse than the rest" not in verdicts.values()
    assert found["finding"].endswith("of callers gave up; no queue is worse than the rest by more than chance")


def test_a_sure_difference_of_less_than_a_point_is_no_reason_to_ask(load_calls: Load) -> None:
    rows = [
        (when, queue, option, 1_000, 900 + (queue == "Waste") * 5, 100 - (queue == "Waste") * 5, 500)
        for when, queue, option, *_ in week_of_calls(3, weeks=12, gives_up=lambda *_: 0, calls=1)
    ]
    groups = told(load_calls(rows))["judged"]["groups"]
    (waste,) = [one for one in groups if (one["level"], one["measure"]) == ("Waste", "abandoned_share")]
    assert waste["q"] < 0.05
    assert waste["gap"] == pytest.approx(-0.005)
    assert waste["verdict"] == "like the rest"


def test_a_few_days_are_compared_with_nothing(load_calls: Load) -> None:
    """Five days: the figures are there, the verdict is not, and the page says why."""
    data = load_calls(week_of_calls(4, weeks=1, gives_up=lambda when, queue, option: 0.5 if queue == "Waste" else 0.1))
    found = told(data)
    assert found["worse"]["groups"] == []
    assert found["finding"].endswith("queues are compared over 6 days or more, and here are 5")


def test_one_row(load_calls: Load) -> None:
    found = told(load_calls([(datetime(2025, 9, 29, 9), "Waste", "", 12, 9, 3, 4)]))
    assert found["finding"] == "25% of callers gave up; the data tells no queues, menu options or services apart"
    assert found["rows"][0]["calls_offered"] == 12


def test_nothing_loaded_says_what_would_fill_it(tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text("Date,Channel,Service\n2025-09-29,Phone,Bins\n2025-09-30,Web,Bins\n")
    assert run(tmp_path / "data", "load", file, "--suggested").code == 0
    done = run(tmp_path / "data", "waits")
    assert done.code == 1
    assert "calls and visits" in done.err.lower()


def shuffled(rows: list[Row], seed: int) -> list[Row]:
    """The calls of every half-hour dealt out to its queues anew."""
    chance, dealt = random.Random(seed), []
    by_hour: dict[datetime, list[Row]] = {}
    for row in rows:
        by_hour.setdefault(row[0], []).append(row)
    for when, of_hour in by_hour.items():
        calls = [fate for row in of_hour for fate in [1] * row[5] + [0] * (row[3] - row[5])]
        chance.shuffle(calls)
        for _, queue, option, offered, *_ in of_hour:
            own, calls = calls[:offered], calls[offered:]
            lost = sum(own)
            dealt.append((when, queue, option, offered, offered - lost, lost, (offered - lost) // 2))
    return dealt


def test_shuffled_queues_are_not_called_worse() -> None:
    """The same calls dealt to the queues at random, 100 times: a queue is called worse in 5 of them at most, and chance
    on top of it. In every run fewer are dealt.
    """
    import pandas as pd

    rows = week_of_calls(5, weeks=30, gives_up=lambda when, queue, option: 0.3 if queue == "Housing" else 0.08)
    runs, alarms = sample(12, 100), 0
    for seed in range(runs):
        dealt = shuffled(rows, seed)
        frame = pd.DataFrame(
            {
                "queue": [row[1] for row in dealt],
                "span": [row[0].isocalendar()[:2] for row in dealt],
                "abandoned_share_x": [row[5] for row in dealt],
                "abandoned_share_n": [row[3] for row in dealt],
            }
        )
        groups = judge(frame, ("queue",), ("abandoned_share",))
        alarms += any(one.verdict is not Verdict.ALIKE for one in groups)
    assert alarms <= 1 + 0.05 * runs + 2 * (0.05 * 0.95 * runs) ** 0.5


def test_adult_social_care_is_found_in_the_sample_and_nothing_else_is(sample_data: Path) -> None:
    """As planted; and when the calls of each week are dealt to the queues anew, 100 times, hardly ever anything."""
    store, council = open_store(sample_data), read_settings(sample_data)
    found = worse_than_the_rest(store, Scope(), council)
    apart = {(one.by, one.level) for one in found.groups if one.verdict is Verdict.WORSE}
    assert ("queue", "Adult social care") in apart
    assert {level for by, level in apart if by == "menu_option"} == {"1 Care at home", "2 Blue badge"}
    assert {level for by, level in apart if by == "queue"} == {"Adult social care"}
    assert not any(one.verdict is Verdict.BETTER for one in found.groups)
    counted = count_in_spans(store, Scope(), council, measures=JUDGED[:1], groups={"queue": "queue"})
    rows, chance, alarms = counted.rows.dropna().reset_index(drop=True), np.random.default_rng(13), 0
    weeks = [indices for indices in rows.groupby("span").indices.values()]
    for _ in range(100):
        dealt = rows["abandoned_share_x"].to_numpy(dtype=float).copy()
        for week in weeks:
            calls = rows["abandoned_share_n"].to_numpy(dtype=int)[week]
            dealt[week] = chance.multivariate_hypergeometric(calls, int(dealt[week].sum()))
        groups = judge(rows.assign(abandoned_share_x=dealt), ("queue",), JUDGED[:1])
        alarms += any(one.verdict is not Verdict.ALIKE for one in groups)
    assert alarms <= 5


def test_the_parts_are_those_of_the_rows(load_calls: Load) -> None:
    rows = week_of_calls(6, weeks=30, gives_up=lambda *_: 0.1)
    store = open_store(load_calls(rows))
    counted = count_in_spans(store, Scope(), Council(), measures=JUDGED, groups={"queue": "queue"})
    assert (counted.unit, counted.spans) == ("week", 30)
    first = counted.rows[(counted.rows["queue"] == "Waste") & (counted.rows["span"] == min(counted.rows["span"]))]
    own = [row for row in rows if row[1] == "Waste" and row[0].isocalendar()[:2] == rows[0][0].isocalendar()[:2]]
    assert float(first["abandoned_share_x"].iloc[0]) == sum(row[5] for row in own)
    assert float(first["answered_in_target_n"].iloc[0]) == sum(row[4] for row in own)
    assert worse_than_the_rest(store, Scope(), Council()).spans == 30
    assert {group.level for group in worse_than_the_rest(store, Scope(), Council()).groups} == set(QUEUES)
