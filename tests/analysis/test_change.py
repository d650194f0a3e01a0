"""Signs of change: the new phone menu is one, steady satisfaction is none, and a person may set a new average."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from cxdata.analysis.change.charts import KEY_MEASURES, control, key_measures
from cxdata.analysis.change.figures import usual_days, weekday_shares
from cxdata.analysis.satisfaction.definitions import definition_changes
from cxdata.analysis.series import series_of
from cxdata.council import Council, Event
from cxdata.errors import CxError
from cxdata.measures import MEASURES
from cxdata.periods import WEEKDAYS, Period
from cxdata.scope import Scope
from cxdata.stats.spc.fit import Figures
from cxdata.stats.spc.judge import judge_series
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


@pytest.mark.parametrize(
    ("measure", "now", "was"), [("average_wait", "2 min 7 s", "5 min 1 s"), ("abandoned_share", "5.6%", "9.8%")]
)
def test_the_new_phone_menu_is_a_real_change(measure: str, now: str, was: str, store: Store, council: Council) -> None:
    found = control(store, measure, ALL, council)
    assert found.judged.new_level is not None
    assert found.series.name(found.judged.new_level.at) == "October 2025"
    assert found.near == ("New phone menu and call-back (1 October 2025)",)
    assert f"Since October 2025 it has been about {now}, against {was} before: a real change for the better." in (
        found.sentence
    )
    assert found.sentence.endswith("that is no proof of the cause.")
    assert found.variation.word == "improvement"
    assert found.is_strong
    assert found.earlier == "", "either side of the new level is told as the level"


def test_what_was_taken_out_is_said(store: Store, council: Council) -> None:
    found = control(store, "online_share", ALL, council)
    assert found.allowed[:2] == (
        "The time of year is allowed for (29 months; a first guess).",
        "It has been rising steadily by about 2.3 percentage points a year since April 2024; this month is where that "
        "would put it. No sign that the rise has changed.",
    )
    assert "within the usual range for August, 42.8% to 48.4%" in found.sentence
    contacts = control(store, "contacts", ALL, council)
    assert "Each month is judged by its usual days, weekdays and bank holidays allowed for." in contacts.allowed
    complaints = control(store, "complaints", ALL, council)
    assert not any("usual days" in words for words in complaints.allowed)


def test_the_usual_days_of_a_month_follow_the_tables_own_weekdays(store: Store, council: Council) -> None:
    series = series_of(store, MEASURES["contacts"], ALL, council)
    shares = weekday_shares(series, store, ALL, council)
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["Monday"] > shares["Sunday"]
    found = usual_days(series, dict.fromkeys(WEEKDAYS, 1 / 7), Council(bank_holidays=frozenset()))
    # With every day alike a month counts by its length: February 2025 (place 10) against March.
    assert found[10] / found[11] == pytest.approx(28 / 31)
    # 5 and 26 May 2025 are bank holidays: with nothing on Sundays they leave 29 of 31 days less four Sundays.
    busy = {day: 0.0 if day == "Sunday" else 1 / 6 for day in WEEKDAYS}
    plain = usual_days(series, busy, Council(bank_holidays=frozenset()))
    with_holidays = usual_days(series, busy, Council(bank_holidays=frozenset({date(2025, 5, 5), date(2025, 5, 26)})))
    assert with_holidays[13] / plain[13] == pytest.approx(25 / 27, rel=0.01)
    assert usual_days(series, {}, council) is None


def test_a_persons_word_that_there_is_no_season(store: Store, council: Council) -> None:
    scope = ALL.with_choice("service", "Garden waste")
    said = replace(council, without_season=frozenset({"contacts"}))
    found = control(store, "contacts", scope, said)
    assert "The time of year is not allowed for: council.toml says that it makes no difference." in found.allowed
    assert found.points[0].mean == pytest.approx(found.points[11].mean, rel=0.2)


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
    assert found.points[-1].mean == pytest.approx(float(np.exp(np.mean(np.log(since)))))
    assert found.sentence.startswith(
        "Average phone wait: 5 min 2 s until September 2025, 2 min 7 s since. 2 min 3 s in "
    )
    assert found.variation.word == "no change"
    assert found.assurance.word == "hit or miss"


def test_without_a_new_average_the_old_range_does_not_judge_the_target(store: Store, council: Council) -> None:
    found = control(store, "average_wait", ALL, council)
    assert found.prompt.startswith("If the cause is known, should a new average start? Counting then starts again:")
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


def test_a_count_has_0_where_the_table_has_rows_but_none_chosen(store: Store, council: Council) -> None:
    scope = ALL.with_choice("ward", "Kilnfield").with_choice("channel", "social")
    found = control(store, "contacts", scope, council)
    assert len(found.points) == 29
    assert not any(np.isnan(point.value) for point in found.points)
    assert min(point.value for point in found.points) == 0


def test_a_page_of_charts_says_how_many_false_alarms_to_expect(store: Store, council: Council) -> None:
    found = key_measures(store, ALL, council)
    assert len(found.controls) == len(KEY_MEASURES)
    assert found.sentence == (
        "3 of 12 key measures show a sign of change: Average phone wait, Callers who gave up, Answered within the "
        "target wait."
    )
    assert found.false_alarms.startswith("If nothing had changed, about 0.2 of these 12 charts would still show")


def test_the_published_counts_show_no_change_where_the_headline_jumps(opg: Store) -> None:
    scope = ALL.with_choice("service", "deputy-reporting")
    found = control(opg, "satisfaction_mean_score", scope, Council())
    last = found.points[-3:]
    assert [point.name for point in last] == ["April 2026", "May 2026", "June 2026"]
    assert [round(point.value, 1) for point in last] == [80.9, 81.8, 79.5]
    assert [round(last[0].lower, 1), round(last[0].upper, 1)] == [78.5, 82.1]
    assert not any(point.marked == Rule.OUTSIDE.words for point in found.points)
    assert found.variation.word == "no change"
    (deputy,) = (one for one in definition_changes(opg, ALL, Council()).series if one.service == "deputy-reporting")
    headline = judge_series(Figures(np.array([float(month.published) for month in deputy.months]), "score"))
    assert [month.published for month in deputy.months[-3:-1]] == [84, 85]
    assert [Rule(rule) for rule in headline.rules[-3:-1]] == [Rule.OUTSIDE, Rule.OUTSIDE]


def test_a_short_chart_is_told_in_words_only(store: Store, council: Council) -> None:
    year = Scope(Period(date(2025, 10, 1), date(2026, 10, 1)))
    found = control(store, "average_wait", year, council)
    assert found.allowed == (
        "With fewer than 24 months (12 here) the time of year cannot be taken out, so only a month out of the ordinary "
        "is named.",
    )


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
    assert found.missing == ("Dealt with on time", "Average phone wait")
