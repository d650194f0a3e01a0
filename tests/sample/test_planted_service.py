"""What README.md says is planted of calls, forms and a group gone silent, recounted from the files in plain Python."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from typing import Any

import pytest

Rows = list[dict[str, Any]]
Planted = dict[str, dict[str, Any]]
QUEUES = ("Council Tax", "Waste", "Housing", "General", "Adult social care")


def british(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")


def test_one_queue_waits_and_gives_up_far_more_than_each_other(half_hours: Rows, planted: Planted) -> None:
    said = planted["worst_queue"]
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for row in half_hours:
        for name in ("Offered", "Handled", "Abnd", "Queue Time (s)"):
            totals[row["Skill Group"]][name] += int(row[name])
    wait = {queue: total["Queue Time (s)"] / total["Handled"] for queue, total in totals.items()}
    gave_up = {queue: total["Abnd"] / total["Offered"] for queue, total in totals.items()}
    assert wait.pop(said["queue"]) == pytest.approx(said["wait"], rel=0.03)
    assert gave_up.pop(said["queue"]) == pytest.approx(said["abandoned"], rel=0.03)
    assert max(wait.values()) < said["wait"] * 0.6
    assert max(gave_up.values()) < said["abandoned"] * 0.4
    assert max(wait.values()) < min(wait.values()) * 1.03


def test_monday_mornings_wait_longest_and_have_no_more_people(half_hours: Rows, files: Any, planted: Planted) -> None:
    waited: dict[tuple[bool, bool], Counter[str]] = defaultdict(Counter)
    for row in half_hours:
        when = british(row["Interval Start"])
        if row["Skill Group"] != planted["worst_queue"]["queue"]:
            here = waited[when.weekday() == 0, when.hour < 11]
            here.update({name: int(row[name]) for name in ("Offered", "Handled", "Queue Time (s)")})
    mean = {part: total["Queue Time (s)"] / total["Handled"] for part, total in waited.items()}
    assert mean[True, True] / mean[True, False] == pytest.approx(planted["monday"]["wait_times"], rel=0.05)
    assert mean[False, True] == pytest.approx(mean[False, False], rel=0.05)
    people: dict[bool, set[tuple[str, str, int]]] = defaultdict(set)
    for row in files.rows("staff_rota.csv"):
        monday = british(f"{row['Shift date']} 00:00").weekday() == 0
        if row["On duty from"] < "11:00":
            people[monday].add((row["Team"], row["On duty from"], int(row["People on duty"])))
    at_ten = {
        monday: sum(max(n for team, start, n in rows if team == queue and start <= "10:00") for queue in QUEUES)
        for monday, rows in people.items()
    }
    assert at_ten[True] <= at_ten[False]


def test_waits_of_an_interval_agree_with_each_other(half_hours: Rows) -> None:
    for row in half_hours:
        number = {name: int(value) for name, value in row.items() if value.isdigit()}
        within = [number[f"Handled <={edge}s"] for edge in (20, 30, 60, 120, 300, 600)]
        given_up = [number[f"Abnd <={edge}s"] for edge in (30, 60, 120, 300)]
        assert within == sorted(within)
        assert within[-1] <= number["Handled"]
        assert given_up == sorted(given_up)
        assert number["Abnd <5s"] <= given_up[0]
        assert given_up[-1] <= number["Abnd"]
        assert number["Queue Time (s)"] <= number["Handled"] * number["Longest Wait (s)"]
        assert (number["Longest Wait (s)"] > 600) == (within[-1] < number["Handled"])


def test_one_form_is_followed_by_calls_three_times_as_often(cases: Rows, forms: Rows, planted: Planted) -> None:
    said = planted["failing_form"]
    rung = defaultdict(list)
    for row in cases:
        if row["Contact Method"] == "Telephone":
            rung[row["Customer Ref"], row["Service Area"]].append(british(row["Logged"]))
    counts: dict[bool, Counter[str]] = defaultdict(Counter)
    for row in forms:
        if row["customer"]:
            sent = datetime.fromisoformat(row["submitted"])
            calls = rung[row["customer"], row["form"]]
            here = counts[row["topic"] == said["reason"]]
            here["sent"] += 1
            here["rang"] += any(timedelta() < call - sent <= timedelta(days=said["days"]) for call in calls)
    assert counts[True]["rang"] / counts[True]["sent"] == pytest.approx(said["ring"], abs=0.01)
    assert counts[False]["rang"] / counts[False]["sent"] == pytest.approx(said["others_ring"], abs=0.005)


def test_one_group_falls_silent_and_no_other(cases: Rows, forms: Rows, planted: Planted) -> None:
    said = planted["silent"]
    codes = {"Tenant": "TEN"}
    spans = (
        (date(2024, 4, 1), date(2025, 2, 1)),
        (date(2025, 4, 1), date(2026, 2, 1)),
    )  # the same months, before, after
    asked: dict[tuple[str, bool], list[int]] = defaultdict(lambda: [0, 0])
    rows = [(row["Cust Cat"], False, british(row["Logged"]), row["Service Area"]) for row in cases]
    rows += [(row["account_type"], True, datetime.fromisoformat(row["submitted"]), row["form"]) for row in forms]
    for kind, online, when, service in rows:
        for place, (start, end) in enumerate(spans):
            asked[kind, online][place] += service == said["service"] and start <= when.date() < end
    total = {kind: [sum(asked[kind, way][place] for way in (True, False)) for place in (0, 1)] for kind, _ in asked}
    before, after = total.pop(codes[said["customer_type"]])
    assert after < 0.6 * before
    assert asked["TEN", False][1] < 0.3 * asked["TEN", False][0]
    assert asked["TEN", True][1] <= asked["TEN", True][0]
    # Of the others none falls by more than two of its own standard errors.
    assert all(later - earlier >= -2 * (earlier + later) ** 0.5 for earlier, later in total.values())
