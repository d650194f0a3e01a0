"""Signs of change: the new phone menu is one, steady satisfaction is none, and a person may set a new average."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from cxdata.stats.spc.chart import xmr

from cxdata.analysis.definitions import definition_changes
from cxdata.analysis.spc import KEY_MEASURES, control, key_measures
from cxdata.council import Council, Event
from cxdata.errors import CxError
from cxdata.measures import MEASURES
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.stats.spc.rules import Rule
from cxdata.store import Store

ALL = Scope()
MENU = date(2025, 10, 1)


@pytest.mark.parametrize("measure", ["satisfied", "dissatisfied", "satisfaction_mean_score", "on_time"])
def test_what_is_steady_has_no_sign(measure: str, store: Store, council: Council) -> None:
    found = control(store, measure, ALL, council)
    assert found.step == "month"
    assert found.signals == ()
    assert found.variation.word == "no change"
    assert found.sentence.endswith("No sign of a change.")
    assert [point.marked for point in found.points] == [""] * len(found.points)


@pytest.mark.parametrize(("measure", "side"), [("average_wait", "below"), ("abandoned_share", "below")])
def test_the_new_phone_menu_is_a_real_change(measure: str, side: str, store: Store, council: Council) -> None:
    found = control(store, measure, ALL, council)
    signal = found.signals[-1]
    assert (signal.first, signal.last, signal.length) == ("October 2025", "September 2026", 12)
    assert not signal.high
    assert signal.near == ("New phone menu and call-back (1 October 2025)",)
    assert found.sentence.startswith(
        f"The last 12 months are all {side} the average of all months shown: a real change for the better."
    )
    assert "that is no proof of the cause" in found.sentence
    assert found.variation.word == "improvement"
    assert found.earlier == "Earlier, more than ordinary ups and downs: April 2024 to September 2025 (high)."


def test_garden_waste_online_moves_in_the_month_of_the_new_form(store: Store, council: Council) -> None:
    found = control(store, "online_share", ALL.with_choice("service", "Garden waste"), council)
    rise = next(signal for signal in found.signals if signal.high)
    assert rise.first == "February 2025"
    assert rise.near == ("New online form for garden waste renewals (1 February 2025)",)
    assert "is at least 80.0%" in found.target_sentence


def test_a_month_that_a_file_does_not_reach_the_end_of_is_left_out(store: Store, council: Council) -> None:
    found = control(store, "online_share", ALL, council)
    assert found.points[-1].name == "August 2026"
    assert found.notes[0] == ("September 2026 is left out: online_forms_and_app.csv.gz stops on 15 September 2026.")
    assert control(store, "satisfied", ALL, council).points[-1].name == "September 2026"


def test_months_of_which_the_period_takes_a_part_are_left_out(store: Store, council: Council) -> None:
    scope = Scope(Period(date(2025, 1, 10), date(2026, 3, 20)))
    found = control(store, "satisfied", scope, council)
    assert (found.points[0].name, found.points[-1].name) == ("February 2025", "February 2026")
    assert "January 2025 and March 2026 left out: the period chosen takes only a part." in found.notes


def test_a_person_sets_a_new_average_with_a_reason(store: Store, council: Council) -> None:
    said = Event(MENU, "New phone menu", "rebase", "average_wait")
    found = control(store, "average_wait", ALL, replace(council, events=(*council.events, said)))
    assert [rebase.at for rebase in found.rebases] == [18]
    assert "A new average starts on 1 October 2025: New phone menu." in found.notes
    since = [point.value for point in found.points[18:]]
    assert found.points[-1].mean == pytest.approx(float(np.mean(since)))
    assert found.points[17].mean == pytest.approx(float(np.mean([point.value for point in found.points[:18]])))
    assert found.variation.word == "no change"
    assert found.assurance.word == "hit or miss"


def test_without_a_new_average_the_old_range_does_not_judge_the_target(store: Store, council: Council) -> None:
    found = control(store, "average_wait", ALL, council)
    assert found.prompt.endswith("should a new average start?")
    assert found.assurance.word == "not judged"
    assert found.target == 120


def test_a_rebase_of_another_measure_or_without_a_month_before_it_is_none(store: Store, council: Council) -> None:
    others = (
        Event(MENU, "Elsewhere", "rebase", "satisfied"),
        Event(date(2020, 1, 1), "Early", "rebase", "average_wait"),
    )
    found = control(store, "average_wait", ALL, replace(council, events=others))
    assert found.rebases == ()


def test_a_new_definition_breaks_the_series(store: Store, council: Council) -> None:
    changed = replace(MEASURES["on_time"], version=2, changed_on=date(2026, 1, 1))
    found = control(store, changed, ALL, council)
    assert [rebase.on for rebase in found.rebases] == [date(2026, 1, 1)]
    assert "A new average starts on 1 January 2026: The definition changed to version 2." in found.notes


def test_thin_months_become_quarters_and_thin_quarters_a_list(store: Store, council: Council) -> None:
    thin = control(store, "satisfied", ALL.with_choice("service", "Parking and permits"), council)
    assert thin.step == "quarter"
    assert thin.points[0].name == "2024/25 Q1"
    assert "Shown by quarter, because single months hold too few answers." in thin.notes
    assert "month" not in thin.variation.detail
    none = control(store, "satisfied", ALL.with_choice("ward", "Kilnfield").with_choice("channel", "web"), council)
    assert none.variation.word == "too few points"
    assert "too few to say" in none.sentence


def test_the_season_is_taken_out(store: Store, council: Council) -> None:
    scope = ALL.with_choice("service", "Garden waste")
    found = control(store, "contacts", scope, council, against_last_year=True)
    plain = control(store, "contacts", scope, council)
    assert found.points[0].name == "April 2025"
    assert found.points[0].value == plain.points[12].value - plain.points[0].value
    assert found.target is None
    short = Scope(Period(date(2026, 3, 1), date(2026, 9, 1)))
    with pytest.raises(CxError, match="24 whole months are needed, and there are 6"):
        control(store, "contacts", short, council, against_last_year=True)


def test_a_count_has_0_where_the_table_has_rows_but_none_chosen(store: Store, council: Council) -> None:
    scope = ALL.with_choice("ward", "Kilnfield").with_choice("channel", "social")
    found = control(store, "contacts", scope, council)
    assert len(found.points) == 29
    assert not any(np.isnan(point.value) for point in found.points)
    assert min(point.value for point in found.points) == 0


def test_a_page_of_charts_says_how_many_false_alarms_to_expect(store: Store, council: Council) -> None:
    found = key_measures(store, ALL, council)
    assert len(found.controls) == len(KEY_MEASURES)
    assert found.sentence.startswith("4 of 12 key measures show a sign of change: Online share, Average wait")
    assert found.false_alarms.startswith("If nothing had changed, about 3 of these 12 charts would still show")


def test_the_published_counts_show_no_change_where_the_headline_jumps(opg: Store) -> None:
    scope = ALL.with_choice("service", "deputy-reporting")
    found = control(opg, "satisfaction_mean_score", scope, Council())
    last = found.points[-3:]
    assert [point.name for point in last] == ["April 2026", "May 2026", "June 2026"]
    assert [round(point.value, 1) for point in last] == [80.9, 81.8, 79.5]
    assert [round(last[0].lower, 1), round(last[0].upper, 1)] == [78.0, 82.8]
    assert not any(point.marked == Rule.OUTSIDE.words for point in found.points)
    assert found.variation.word == "no change"
    (deputy,) = (one for one in definition_changes(opg, ALL, Council()).series if one.service == "deputy-reporting")
    headline = xmr([month.published for month in deputy.months], better="higher")
    assert [month.published for month in deputy.months[-3:-1]] == [84, 85]
    assert [Rule(rule) for rule in headline.rules[-3:-1]] == [Rule.OUTSIDE, Rule.OUTSIDE]


def test_a_short_chart_is_a_first_guess(store: Store, council: Council) -> None:
    year = Scope(Period(date(2025, 10, 1), date(2026, 10, 1)))
    found = control(store, "average_wait", year, council)
    assert "The usual range rests on 12 points only: take it as a first guess until there are more." in found.notes
    assert not any(note.startswith("The usual range rests") for note in control(store, "satisfied", ALL, council).notes)


def test_a_share_of_many_parts_is_followed_one_part_at_a_time(store: Store, council: Council) -> None:
    with pytest.raises(CxError, match="has a figure for each channel: choose one of them"):
        control(store, "channel_share", ALL, council)
    web = control(store, "channel_share", ALL.with_choice("channel", "web"), council)
    assert len(web.points) == 29
    assert web.points[-1].value == web.points[-1].numerator / web.points[-1].denominator


def test_without_data_no_key_measure_is_shown(opg: Store) -> None:
    found = key_measures(opg, ALL, Council(), measures=("on_time", "average_wait"))
    assert found.controls == ()
    assert found.sentence == "No key measure has a whole month of data yet."
    assert found.missing == ("Dealt with on time", "Average wait")
