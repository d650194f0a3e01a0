"""How long callers wait: single calls and bands to the middle and the slowest tenth, and what is said without them."""

import csv
import json
from pathlib import Path

import pytest

from cxdata.analysis.phones.waits import Spread, say_patience, say_spread, say_wait
from cxdata.measures.query import query
from cxdata.measures.registry.waits import ANSWERED, GIVEN_UP
from cxdata.scope import Scope
from cxdata.stats.basics.bands import Percentile, percentile_of_bands
from cxdata.store import Store
from tests.cli.terminal import run

EDGES = (20, 30, 60, 120, 300, 600)


@pytest.fixture(scope="module")
def single_calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 calls of two queues: 'Care' waits 20, 40, ... 2,000 s and every fourth gives up; 'Bins' 1, 2, ... 100 s."""
    folder = tmp_path_factory.mktemp("single")
    file = folder / "single.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("Call Id", "Call Time", "Queue", "Outcome", "Wait (s)"))
        for number in range(1, 101):
            start = f"{13 + number % 5}/01/2025 {9 + number % 8:02d}:{number % 60:02d}"
            writer.writerow((f"A{number}", start, "Care", "Answered" if number % 4 else "Abandoned", 20 * number))
            writer.writerow((f"B{number}", start, "Bins", "Answered", number))
    done = run(folder / "data", "load", file, "--suggested")
    assert done.code == 0, done.out + done.err
    return folder / "data"


def told(data: Path, *words: str) -> dict:
    done = run(data, "waits", *words, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_one_row_a_call_gives_the_middle_wait_of_each_queue(single_calls: Path) -> None:
    rows = {row["level"]: row for row in told(single_calls)["rows"]}
    answered = [20 * number for number in range(1, 101) if number % 4]
    within = [sum(wait <= edge for wait in answered) / len(answered) for edge in EDGES]
    half = percentile_of_bands(EDGES, within, 0.5)
    assert half is not None
    assert rows["Care"]["answered"]["half"] == {"low": 600.0, "high": None, "about": None}
    assert sorted(answered)[37] > 600, "more than half waited longer than the last edge"
    assert rows["Bins"]["answered"]["half"]["about"] == pytest.approx(50, abs=1)
    # 60 of 100 within a minute, all within two: nine in ten three quarters of the way, and truly 90 seconds.
    assert rows["Bins"]["answered"]["nine"] == {"low": 60.0, "high": 120.0, "about": pytest.approx(105)}
    assert rows["Care"]["abandoned_share"] == 0.25
    # Those who gave up had waited 80, 160, ... 2,000 s: the half of them over 10 minutes.
    assert rows["Care"]["given_up"]["half"] == {"low": 600.0, "high": None, "about": None}


def test_the_steps_of_the_curve_are_counted_from_the_rows(store: Store) -> None:
    for measure in (*ANSWERED, *GIVEN_UP):
        name = measure.id
        what, edge = name.split("_")[0], int(name.split("_")[2])
        ((part, whole),) = store.tuples(
            f"select sum({what}_within_{edge}), sum({what}) from calls "
            f"where channel <> 'face_to_face' and {what}_within_{edge} is not null"
        )
        row = query(store, name, (), Scope()).frame.iloc[0]
        if part is None:
            assert row["value"] != row["value"], f"{measure.title}: the export does not count it"
        else:
            assert (row["numerator"], row["denominator"]) == (part, whole), measure.title


def test_the_sample_in_words(sample_data: Path) -> None:
    """The finding first, then the middle waits, then the hours."""
    done = run(sample_data, "waits", "--from", "2025-10-01")
    assert done.code == 0
    first, second, third, *_ = done.out.splitlines()
    assert first.startswith("Adult social care: ")
    assert second.startswith("Half of those answered in all queues waited about 1 min ")
    assert third.startswith("Half of those who gave up in all queues did so within about ")
    assert "Worst on Monday 09:00 to 11:00." in done.out


def test_the_command_has_the_menu_of_the_page_for_officers(sample_data: Path) -> None:
    menu = told(sample_data)["menu"]
    (newest,) = [one for one in menu["changes"] if one["title"] == "New phone menu and call-back"]
    assert newest["sentence"].endswith("fewer callers gave up on 8 of 10 options")
    assert {one["level"] for one in menu["places"]} == {"1", "2"}


@pytest.mark.parametrize(
    ("spread", "said"),
    [
        (
            Spread(Percentile(60, 120, 110.2), Percentile(300, 600, 310)),
            "Half of those answered waited about 1 min 50 s or less, one in ten over about 5 min 10 s",
        ),
        (
            Spread(Percentile(600, float("inf"), float("nan")), Percentile(600, float("inf"), float("nan"))),
            "Half of those answered waited over 10 min, more than one in ten over 10 min",
        ),
        (Spread(None, None), ""),
    ],
)
def test_waits_in_words(spread: Spread, said: str) -> None:
    assert say_spread(spread) == said


def test_patience_in_words() -> None:
    assert say_patience(Spread(Percentile(30, 60, 48), None)) == "Half of those who gave up did so within about 48 s"
    over = Spread(Percentile(600, float("inf"), float("nan")), None)
    assert say_patience(over) == "Half of those who gave up had waited over 10 min"
    assert say_wait(None) == "–"


def test_a_queue_that_is_chosen_narrows_the_waits(single_calls: Path) -> None:
    whole, bins = told(single_calls), told(single_calls, "--where", "queue=Bins")
    assert whole["all"][0]["calls_offered"] == 200
    assert bins["all"][0]["calls_offered"] == 100
    assert [row["level"] for row in bins["rows"]] == ["Bins"]
    assert bins["scope"].endswith("telephone queue: Bins")


def test_a_choice_that_narrows_nothing_is_refused(sample_data: Path) -> None:
    for words, said in (
        (("waits", "--where", "customer_type=resident"), "'Calls offered' is not narrowed by"),
        (("repeat", "--where", "queue=Housing"), "'Contacts' is not narrowed by telephone queue"),
        (("left-behind", "--where", "channel=phone"), "compares every channel: leave --where channel out"),
    ):
        done = run(sample_data, *words)
        assert done.code != 0, words
        assert said in done.err
