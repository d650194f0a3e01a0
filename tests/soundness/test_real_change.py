"""Each of these was once said of a series in which it was not so. None of these tests is ever weakened.

The kinds are those of benchmarks/real_change; a sample of each is drawn with a fixed seed.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from benchmarks.real_change.kinds import KINDS, drawn
from benchmarks.real_change.measure import found_by
from cxdata.analysis.change.before_after import before_after
from cxdata.analysis.change.charts import Control, control, key_measures
from cxdata.analysis.change.signals import events_near, signals_of
from cxdata.analysis.change.words import say_chart
from cxdata.council import Council, Event
from cxdata.errors import CxError
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.stats.spc.fit import Figures
from cxdata.stats.spc.judge import judge_series
from cxdata.store import Store, open_store
from tests.charts.controls import control_of
from tests.cli.terminal import run

GARDEN = Scope().with_choice("service", "Garden waste")
SERIES = 200


@pytest.fixture(scope="module")
def garden(store: Store, council: Council) -> Control:
    return control(store, "contacts", GARDEN, council)


@pytest.mark.parametrize("kind", ["season2", "season3", "peak", "ar5", "ar7", "growth1", "season_growth"])
def test_what_happens_every_year_or_wanders_or_grows_is_no_change(kind: str) -> None:
    """At 36 months a plain chart gave signs of 15 to 24 % in a season, 17 in a spring peak, 26 in a wander, 100 in a
    growth; the aim is 3, and two standard errors of 200 series are 2.4 more."""
    rng, sort, signs = np.random.default_rng([101, len(kind)]), KINDS[kind], 0
    for _ in range(SERIES):
        values, bases = drawn(sort, rng, 36)
        signs += judge_series(Figures(values, sort.kind, bases=bases)).sign != 0
    assert signs / SERIES <= 0.054


def test_a_spring_peak_that_comes_every_year_is_not_marked() -> None:
    """The peak months themselves were marked in every year."""
    noise = np.random.default_rng(3).normal(size=36)
    spring = np.tile([0, 40, 80, 40, 0, 0, 0, 0, 0, 0, 0, 0], 3)
    judged = judge_series(Figures(300 + spring * 3 + 5 * noise, "count"))
    marked = [place for place in np.flatnonzero(judged.rules) if place % 12 in (1, 2, 3)]
    assert marked == []
    assert judged.centre[2] > judged.centre[8] + 200


def test_garden_waste_in_the_sample_is_usual_for_the_time_of_year(garden: Control) -> None:
    """24 of its 29 months were marked. The issue's own words: usual for August 144 to 178, was 158."""
    assert garden.points[-1].name == "August 2026"
    assert garden.points[-1].value == 158
    assert not garden.variation.is_change
    assert "within the usual range for August" in garden.sentence
    assert 135 < garden.points[-1].lower < 150
    assert 172 < garden.points[-1].upper < 187
    outside = [point.name for point in garden.points if point.marked.startswith("outside")]
    assert outside == []
    assert sum(bool(point.marked) for point in garden.points) <= 7


def test_no_event_is_named_where_the_same_happened_a_year_ago(garden: Control, council: Council) -> None:
    """The spring peak was told "around the time of New online form for garden waste renewals", in both years."""
    series = garden.series
    assert any(event.day == date(2025, 2, 1) for event in council.events)
    for place in (10, 22):
        assert series.starts[place].month == 2
        assert events_near(series, place, council) == ()
    assert "New online form" not in garden.sentence + garden.earlier
    assert all(signal.near == () for signal in signals_of(series, garden.judged, council))


def test_an_event_is_named_beside_what_did_not_happen_a_year_ago(store: Store, council: Council) -> None:
    found = control(store, "average_wait", Scope(), council)
    assert found.near == ("New phone menu and call-back (1 October 2025)",)
    elsewhere = replace(council, events=(Event(date(2026, 3, 1), "A fair"),))
    assert control(store, "average_wait", Scope(), elsewhere).near == ()


def test_a_figure_that_rises_month_after_month_is_not_called_worse() -> None:
    """Published satisfaction that rose seven months running was "a change for the worse": 25 were below average."""
    below = [0.93] * 20 + [0.87, 0.872, 0.868, 0.87, 0.866, 0.862, 0.858, 0.851] * 2
    wobble = 0.004 * np.sin(np.arange(len(below)) * 2.3)
    rising = [0.861, 0.868, 0.874, 0.881, 0.888, 0.894, 0.9]
    found = control_of([*(np.array(below) + wobble), *rising])
    sentence = say_chart(found.series, found.judged, ())
    assert found.judged.sign == 1
    assert (found.variation.word, found.variation.tone) == ("recovering", "good")
    assert "rose seven months in a row" in sentence
    assert "for the better. It is still below the average" in sentence
    assert "worse" not in sentence


def test_the_public_guardians_pooled_figure_of_june_2026_recovers(shared_real: Path, tmp_path: Path) -> None:
    """The case itself: 86.5 % in November 2025, 89.4 % in June 2026, and 25 months below the average."""
    data = tmp_path / "data"
    files = sorted((shared_real / "opg").glob("*_service.json"))
    assert run(data, "load", *map(str, files)).code == 0
    found = control(open_store(data), "satisfied", Scope(), Council())
    assert found.sentence.startswith(
        "Satisfied rose seven months in a row, from 86.5% (November 2025) to 89.4% (June 2026): a real change for the "
        "better. It is still below the average"
    )
    assert found.variation.word == "recovering"


def test_a_lasting_step_is_still_found() -> None:
    """A chart that never speaks would pass all the above."""
    found = found_by("season2", 36, 3.0, series=100)
    assert found["ours"][5].share > 0.75


def test_a_rebase_says_what_it_was_and_what_it_is(store: Store, council: Council) -> None:
    """After a new average only "no sign of a change" was left, and the change itself was never told."""
    said = Event(date(2025, 10, 1), "New phone menu", "rebase", "average_wait")
    found = control(store, "average_wait", Scope(), replace(council, events=(*council.events, said)))
    frame = query(store, "average_wait", (), Scope(Period(date(2024, 4, 1), date(2025, 10, 1))), council=council).frame
    assert 301 < float(frame["value"].iloc[0]) < 302  # 5 min 2 s
    assert found.sentence.startswith("Average phone wait: 5 min 2 s until September 2025, 2 min 7 s since.")
    counted = Event(date(2025, 10, 1), "New forms", "rebase", "contacts")
    contacts = control(store, "contacts", Scope(), replace(council, events=(counted,)))
    values = [point.value for point in contacts.points]
    was, now = (f"{np.mean(part):,.0f}" for part in (values[:18], values[18:]))
    assert contacts.sentence.startswith(f"Contacts: {was} a month until September 2025, {now} since.")


def test_key_measures_and_the_page_give_one_sign(store: Store, council: Council) -> None:
    for one in key_measures(store, Scope(), council, measures=("average_wait", "satisfied", "contacts")).controls:
        alone = control(store, one.measure, Scope(), council)
        assert (alone.sentence, alone.variation) == (one.sentence, one.variation)


def test_before_and_after_an_event_one_year_on_like_for_like(store: Store, council: Council) -> None:
    found = before_after(store, "average_wait", Scope(), council, on=date(2025, 10, 1))
    assert (found.months, found.before_period, found.after_period) == (
        12,
        "October 2024 to September 2025",
        "October 2025 to September 2026",
    )
    for value, year in ((found.before, 2024), (found.after, 2025)):
        period = Period(date(year, 10, 1), date(year + 1, 10, 1))
        frame = query(store, "average_wait", (), Scope(period), council=council).frame
        assert value == pytest.approx(float(frame["value"].iloc[0]))
    assert found.sentence.endswith("down 2 min 52 s.")
    assert found.split is not None
    assert found.split.mix + found.split.within == pytest.approx(found.after - found.before)


def test_an_event_within_a_month_leaves_that_month_out(store: Store, council: Council) -> None:
    found = before_after(store, "satisfied", Scope(), council, on=date(2025, 7, 15))
    assert (found.before_period, found.after_period, found.months) == (
        "August 2024 to June 2025",
        "August 2025 to June 2026",
        11,
    )
    with pytest.raises(CxError, match="no whole year before"):
        before_after(store, "satisfied", Scope(), council, on=date(2024, 12, 1))
    with pytest.raises(CxError, match="no whole month since"):
        before_after(store, "satisfied", Scope(), council, on=date(2026, 12, 1))
