"""Tiles: what each says in a few words, recounted from the rows; and that no word in them is markup."""

import base64
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from cxdata.analysis.asking import FromStore
from cxdata.analysis.course import Step
from cxdata.council import Council, Target, read_council
from cxdata.overview import HEADLINES, Line, Mood, Tile, TileWords, tile, words_of
from cxdata.periods import Period
from cxdata.scope import Comparison, Scope
from cxdata.store import Store
from cxdata.ui.frame import cache
from cxdata.ui.parts.tiles import item
from tests.ui.conftest import OpenPage, tile_words_on, words_on

YEAR = Period(date(2025, 9, 1), date(2026, 9, 1))
BEFORE = Period(date(2024, 9, 1), date(2025, 9, 1))


def ask(store: Store, measure: str, scope: Scope, council: Council) -> Tile:
    return tile(FromStore(store, council, scope), measure)


def satisfied(store: Store, period: Period, where: str = "true") -> float:
    """The share satisfied, counted from the rows."""
    ((good, of),) = store.tuples(
        f"select sum(count) filter (score >= 4), sum(count) from responses where score is not null and {where} "
        "and responded_at >= $start and responded_at < $end",
        {"start": period.start, "end": period.end},
    )
    return float(good) / float(of)


def test_a_tile_says_its_change_and_its_target(store: Store, sample_data: Path) -> None:
    said = words_of(ask(store, "satisfied", Scope(YEAR), read_council(sample_data)))
    now, then = satisfied(store, YEAR), satisfied(store, BEFORE)
    assert said.value == f"{now:.1%}"
    points = f"{abs(now - then) * 100:.1f}"
    assert said.change == Line(f"up {points} points on the year, may be chance")
    assert said.target == Line("target 90% met", Mood.GOOD)
    assert (said.beside, said.remark) == ("", "")


def test_a_change_by_more_than_chance_is_called_better_or_worse(store: Store) -> None:
    said = words_of(ask(store, "abandoned_share", Scope(YEAR), Council()))
    shares = [
        store.tuples(
            "select sum(abandoned) / sum(offered) from calls where interval_start >= $start and interval_start < $end "
            "and abandoned is not null and offered is not null and channel <> 'face_to_face'",
            {"start": period.start, "end": period.end},
        )[0][0]
        for period in (YEAR, BEFORE)
    ]
    assert said.value == f"{shares[0]:.1%}"
    assert said.change == Line(f"better by {(shares[1] - shares[0]) * 100:.1f} points on the year", Mood.GOOD)
    back = words_of(ask(store, "abandoned_share", Scope(BEFORE, Comparison.YEAR_BEFORE), Council()))
    assert back.change == Line("nothing earlier to compare")


def test_a_chosen_ward_has_the_council_beside_it_and_a_small_one_is_too_close_to_its_target(
    store: Store, sample_data: Path
) -> None:
    scope = Scope(YEAR).with_choice("ward", "Mill & Quay")
    said = words_of(ask(store, "satisfied", scope, read_council(sample_data)))
    here = satisfied(store, YEAR, "ward = 'Mill & Quay'")
    assert said.value == f"{here:.1%}"
    assert said.beside == f"council {satisfied(store, YEAR):.1%}"
    assert said.target == Line("target 90%: too close to say")
    wait = words_of(ask(store, "average_wait", scope, read_council(sample_data)))
    assert wait.remark == "whole council: no ward known"


def test_few_answers_are_counted_out_and_no_answers_have_no_figure(store: Store) -> None:
    month = Scope(Period(date(2026, 5, 1), date(2026, 6, 1)))
    scope = month.with_choice("ward", "Mill & Quay")
    ((answers,),) = store.tuples(
        "select sum(count) from responses where score is not null and ward = 'Mill & Quay' "
        "and responded_at >= '2026-05-01' and responded_at < '2026-06-01'"
    )
    assert 10 <= answers < 30
    assert words_of(ask(store, "satisfied", scope, Council())).remark == f"only {answers:.0f} answers"
    tiny = words_of(ask(store, "satisfied", scope.with_choice("channel", "face_to_face"), Council()))
    assert (tiny.value, tiny.remark, tiny.target) == ("–", "too few to say", None)


def test_a_part_loaded_month_is_compared_over_the_same_days_and_marked(store: Store) -> None:
    one = ask(store, "contacts", Scope(Period(date(2025, 10, 1), date(2026, 10, 1))), Council())
    assert one.change is not None
    assert (words_of(one).change or Line("")).words.endswith("on the same months a year before")
    assert [step.start for step in one.course][::12] == [date(2025, 9, 1), date(2026, 9, 1)]
    assert [step.whole for step in one.course] == [True] * 12 + [False]
    counted = dict(
        store.tuples(
            "select date_trunc('month', received_at)::date, sum(count) from contacts "
            "where requester <> 'staff' and received_at >= '2025-09-01' and received_at < '2026-10-01' group by 1"
        )
    )
    assert {step.start: step.value for step in one.course} == counted


def test_a_count_whose_change_is_of_some_days_only_says_which(store: Store) -> None:
    one = ask(store, "contacts", Scope(Period(date(2026, 9, 1), date(2026, 10, 1))), Council())
    ((month, days, before),) = store.tuples(
        "select sum(count) filter (received_at >= '2026-09-01'), "
        "sum(count) filter (received_at >= '2026-09-01' and received_at < '2026-09-16'), "
        "sum(count) filter (received_at >= '2026-08-01' and received_at < '2026-08-16') "
        "from contacts where requester <> 'staff' and received_at < '2026-10-01'"
    )
    said = words_of(one)
    assert said.value == f"{month:,.0f}"
    assert said.change == Line(f"down {1 - days / before:.1%} on the same days before")
    assert said.remark == "change only up to 15 September 2026"


def test_the_other_way_of_a_target_and_a_band(store: Store) -> None:
    def target(measure: str, **ends: float) -> Line | None:
        council = Council(targets=(Target(measure, date(2024, 4, 1), **ends),))
        return words_of(ask(store, measure, Scope(YEAR), council)).target

    share = float(ask(store, "online_share", Scope(YEAR), Council()).now.frame["value"].iloc[0])
    assert 0.40 < share < 0.45
    met = Line("target 40% to 50% met; who is left behind?", Mood.NEITHER)
    assert target("online_share", low=0.4, high=0.5) == met, "of online no good news by itself"
    assert target("online_share", low=0.5, high=0.6) == Line("target 50% to 60% missed", Mood.BAD)
    assert target("average_wait", high=120.0) == Line("target 2 min missed", Mood.BAD)
    assert target("average_wait", high=180.0) == Line("target 3 min met", Mood.GOOD)


def test_a_count_is_nought_in_a_silent_month_and_a_share_is_not(store: Store) -> None:
    by_month = dict(
        store.tuples(
            "select date_trunc('month', received_at)::date, sum(count) from contacts where requester <> 'staff' and "
            "ward = 'Mill & Quay' and channel = 'social' and received_at >= '2025-08-01' "
            "and received_at < '2026-09-01' group by 1"
        )
    )
    silent = [month for month in YEAR.months() if month not in by_month and min(by_month) < month < max(by_month)]
    assert silent, "every month has some"
    scope = Scope(YEAR).with_choice("ward", "Mill & Quay").with_choice("channel", "social")
    course = {step.start: step.value for step in ask(store, "contacts", scope, Council()).course}
    assert {course[month] for month in silent} == {0.0}
    shares = {step.start: step.value for step in ask(store, "on_time", scope, Council()).course}
    assert {shares[month] for month in silent} == {None}


def test_a_tile_without_data_names_the_export_that_fills_it(open_page: OpenPage, enquiries_only: Path) -> None:
    said = {words[0]: words[1:] for words in tile_words_on(open_page("overview", data=enquiries_only))}
    assert said["Satisfied"] == ["No data", "To fill it, load: survey answers"]
    assert said["Average phone wait"] == ["No data", "To fill it, load: calls and visits"]
    assert said["Contacts"][0] != "No data"


def test_what_doubts_a_figure_stands_at_it(open_page: OpenPage) -> None:
    app = open_page("overview")
    doubted = [words[0] for words in tile_words_on(app) if "! read with care" in words]
    assert doubted == ["Dealt with online"]
    words = words_on(app)
    short = "Read with care: 14,139 contacts by phone, but 168,255 calls answered."
    assert words.count("168,255 calls answered") == words.count(short) == 1
    assert "With the calls counted" not in words, "the whole stands under About"
    app.session_state[f"about-{'-'.join(HEADLINES)}"] = True
    assert "With the calls counted “Dealt with online” would be 9%, not 45%." in words_on(app.run())


def test_a_doubt_is_said_once_on_a_screen_beside_its_exhibit(open_page: OpenPage) -> None:
    words = words_on(open_page("channels"))
    assert words.count("Read with care: 14,139 contacts by phone, but 168,255 calls answered.") == 1
    assert "With the calls counted" not in words


def test_of_one_channel_the_phone_has_its_wait_still(open_page: OpenPage, store: Store) -> None:
    """The phone system's file names no channel: narrowed to the phone it would have nothing to say of the phone."""
    ((channels, seconds, gave_up),) = store.tuples(
        "select count(distinct channel), sum(wait_seconds_total) / sum(answered), sum(abandoned) / sum(offered) "
        "from calls where channel <> 'face_to_face' and interval_start >= $start and interval_start < $end",
        {"start": YEAR.start, "end": YEAR.end},
    )
    assert channels == 1
    for channel in ("Phone", "Web"):
        said = {words[0]: words[1] for words in tile_words_on(open_page("overview", channel=channel))}
        assert said["Average phone wait"] == f"{seconds // 60:.0f} min {seconds % 60:.0f} s"
        assert said["Callers who gave up"] == f"{gave_up:.1%}"


def test_about_is_worked_out_once_it_is_opened(open_page: OpenPage) -> None:
    app = open_page("overview", mode=cache.OFFICER)
    about = "95% range 90.6% to 92.1%, of 5,961 answers to the question"
    assert about not in words_on(app)
    app.session_state[f"about-{'-'.join(HEADLINES)}"] = True
    assert about in words_on(app.run())


def test_no_word_of_a_tile_is_markup(store: Store) -> None:
    one = ask(store, "contacts", Scope(YEAR), Council())
    loud = replace(one.now.measure, id="loud", title="<img src=x onerror=alert(1)> & more")
    html = item(replace(one, now=replace(one.now, measure=loud)))
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; more" in html
    assert re.findall(r"<img [^>]*>", html) == re.findall(r'<img alt="" src="data:image/svg\+xml;base64,[^"]*">', html)
    picture = base64.b64decode(re.findall(r"base64,([^\"]*)", html)[0]).decode()
    assert picture.startswith("<svg ")
    assert item(replace(one, course=(Step(date(2026, 8, 1), 3.0),))).count("<img") == 0


def test_nothing_in_a_selection_is_said(store: Store) -> None:
    scope = Scope(YEAR).with_choice("provider", "Pellmark Street Services").with_choice("service", "Benefits")
    said = words_of(ask(store, "satisfied", scope, Council()))
    assert said == TileWords("Satisfied", "No data", remark="Nothing in this selection")


def test_a_figure_that_is_no_measures_is_a_tile_of_its_words_alone():
    shown = item(TileWords("Worse", "2 <b>", Line("ask what is done", Mood.BAD)))
    assert "<img" not in shown, "it has no course"
    assert "2 &lt;b&gt;" in shown
    assert '<span class="bad"><span aria-hidden="true">◆</span> ask what is done</span>' in shown
