"""The pages like for like and will we get there: their figures are the engine's, recounted another way."""

import math
from datetime import date
from pathlib import Path

import pytest

from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.ui.conftest import OpenPage, tile_words_on, tiles_on, unescaped, words_on
from tests.ui.exhibits import drawings, finding, table_of_exhibit
from tests.ui.sections import open_sections
from tests.ui.statistics import table_with

# Like for like


def test_the_headline_change_is_real_and_who_is_counted_without_a_remainder(
    open_page: OpenPage, sample_data: Path
) -> None:
    app = open_page("like_for_like", compare="the same period a year before")
    tiles = tiles_on(app)
    assert list(tiles) == ["After", "Headline change", "Like for like", "Who is counted"]
    year = Period(date(2025, 9, 1), date(2026, 9, 1))
    after, before = (
        float(query(open_store(sample_data), "satisfied", (), Scope(period=span)).frame["value"].iloc[0])
        for span in (year, year.year_before())
    )
    assert tiles["After"] == f"{after:.1%}"
    assert tiles["Headline change"] == f"+{100 * (after - before):.1f} points"
    sizes = [float(tiles[name].replace("−", "-").split()[0]) for name in ("Like for like", "Who is counted")]
    assert sum(sizes) == pytest.approx(100 * (after - before), abs=0.11), "each is rounded to a tenth"
    assert finding(app).startswith(f"Satisfied: up {100 * (after - before):.1f} points; up ")
    assert finding(app).endswith(" from who is counted.")
    assert ["Like for like", tiles["Like for like"], "may be chance"] in tile_words_on(app)


def test_parts_that_outweigh_their_change_and_may_be_chance_are_not_told_as_a_finding(open_page: OpenPage) -> None:
    """Fifteen answered of this ward's web contacts the year before, 9 satisfied: weighed up they moved it by 8."""
    app = open_page("like_for_like", ward="St Wendra's", compare="the same period a year before")
    assert finding(app) == "Satisfied: down 2.5 points; too few to tell how much of it is like for like."
    [who] = [words for words in tile_words_on(app) if words[0] == "Who is counted"]
    assert who[-1] == "the mix by channel, and who answered; may be chance"


def test_of_a_part_loaded_month_the_dates_are_said_and_not_those_of_other_pages(
    open_page: OpenPage, sample_data: Path
) -> None:
    app = open_page("like_for_like", period="September 2026")
    ((good, of),) = open_store(sample_data).tuples(
        "select count(*) filter (score >= 4), count(*) from responses where score is not null "
        "and responded_at >= '2026-09-01' and responded_at < '2026-09-16'"
    )
    tiles = {words[0]: words[1:] for words in tile_words_on(app)}
    assert tiles["After"][0] == f"{good / of:.1%}"
    assert tiles["After"][-1] == "1 September 2026 to 15 September 2026"
    assert tiles["Headline change"][-1] == "over these dates"


def test_figures_that_do_not_add_up_as_rounded_say_so(open_page: OpenPage) -> None:
    app = open_page("like_for_like")
    said = {words[0]: words[1] for words in tile_words_on(app)}
    assert (said["Headline change"], said["Like for like"], said["Who is counted"]) == (
        "+0.4 points",
        "+0.6 points",
        "−0.1 points",
    )
    assert "Each figure is rounded by itself" in words_on(app)


def test_what_drove_it_is_had_group_by_group(open_page: OpenPage) -> None:
    app = open_sections(open_page("like_for_like", compare="the same period a year before"), "drivers")
    assert drawings(app) == 2
    rows = table_of_exhibit(app, "terms", "By change within")
    assert {row["Channel"] for row in rows} >= {"Phone", "Web"}
    shares = [float(row["Share of all after"].rstrip("%")) for row in rows]
    assert sum(shares) == pytest.approx(100, abs=0.5)


def test_the_same_change_by_other_facts_has_the_same_headline(open_page: OpenPage) -> None:
    app = open_sections(open_page("like_for_like", compare="the same period a year before"), "facts")
    rows = table_with(app, "Split by")
    assert {"Channel", "Service", "Ward"} <= {row["Split by"] for row in rows}
    assert len({row["Headline change"] for row in rows}) == 1


def test_a_change_that_the_mix_has_no_part_in_is_all_like_for_like(open_page: OpenPage, sample_data: Path) -> None:
    app = open_page("like_for_like", split="Average phone wait", compare="the same period a year before")
    year = Period(date(2025, 9, 1), date(2026, 9, 1))
    after, before = (
        float(query(open_store(sample_data), "average_wait", (), Scope(period=span)).frame["value"].iloc[0])
        for span in (year, year.year_before())
    )
    shorter = round(before - after)
    said = f"Average phone wait: down {shorter // 60} min {shorter % 60} s, all like for like; who is counted made no"
    assert finding(app).startswith(said)


# Will we get there


def test_the_page_opens_on_the_target_that_is_least_likely(open_page: OpenPage, sample_data: Path) -> None:
    app = open_page("outlook")
    assert app.selectbox(key="carry").value == "Dealt with online"
    assert finding(app).startswith("Dealt with online, 4 services: ")
    tiles = tiles_on(app)
    assert list(tiles) == ["Now", "Target", "Needed a month", "Best ever a month"]
    services = ("Bins and recycling", "Council tax and business rates", "Garden waste", "Parking and permits")
    frame = query(
        open_store(sample_data), "online_share", ("month",), Scope(choices=(("service", services),))
    ).frame.set_index("month")["value"]
    assert tiles["Now"] == f"{frame['2026-08']:.1%}"
    assert tiles["Needed a month"] == f"{100 * (0.80 - frame['2026-08']) / 12:.1f} points"
    months = [float(value) for month, value in frame.items() if month <= "2026-08"]
    best = max((after - before) / 12 for before, after in zip(months, months[12:], strict=False))
    assert tiles["Best ever a month"] == f"{100 * best:.1f} points"
    assert ["Target", "80%", "or more", "not met today"] in tile_words_on(app)
    assert "The target is for Bins and recycling, Garden waste, Council tax and business rates and Parking" in words_on(
        app
    )


def test_a_link_made_under_a_measures_former_title_opens_on_it(open_page: OpenPage) -> None:
    app = open_page("outlook", carry="Average wait")
    assert app.selectbox(key="carry").value == "Average phone wait"
    assert finding(app).startswith("Average phone wait: ")
    assert not app.warning


def test_a_target_that_is_met_says_so_and_asks_for_no_more(open_page: OpenPage) -> None:
    app = open_page("outlook", carry="Satisfied")
    assert finding(app).endswith("chance of 90% or more, where it stands today.")
    assert tiles_on(app)["Needed a month"] == "nothing more"


def test_all_targets_stand_below_each_other_once_they_are_opened(open_page: OpenPage) -> None:
    app = open_sections(open_page("outlook"), "targets")
    rows = table_of_exhibit(app, "targets", "Best ever a month")
    assert len(rows) == 7
    chances = [int(row["Chance"].split()[0]) for row in rows if row["Measure"] == "Dealt with on time"]
    assert 0 < chances[0] < 100


def test_a_chance_that_no_simulated_course_bore_out_is_not_called_impossible(open_page: OpenPage) -> None:
    app = open_page("outlook", carry="Dealt with online")
    assert finding(app).startswith("Dealt with online, 4 services: under 1 in 100 chance of 80%.")
    said = words_on(open_sections(app, "record", "targets"))
    assert "(its chance: 0 in 100)" not in said


def test_a_measure_without_a_target_says_where_to_set_one_and_shows_its_course(open_page: OpenPage) -> None:
    app = open_page("outlook", carry="Contacts")
    assert finding(app) == "Contacts has no target for this choice: set one on the Targets page, or type one above."
    assert drawings(app) == 1
    assert ["Target", "none", "set one on the Targets page"] in tile_words_on(app)


def test_a_target_of_ones_own_is_answered_with_pace_chance_and_record(open_page: OpenPage) -> None:
    app = open_page("outlook", carry="Dealt with online")
    app.number_input(key="target").set_value(60.0).run()
    assert "in 100 chance of 60%" in finding(app)
    assert finding(app).startswith("Dealt with online: "), "a target of one's own is for all that is chosen"
    assert not math.isclose(float(tiles_on(app)["Needed a month"].split()[0]), 0)
    assert "Its own record: " in words_on(open_sections(app, "record"))
    app.number_input(key="target").set_value(30.0).run()
    assert "met today" in dict((words[0], words[-1]) for words in tile_words_on(app))["Target"]


def test_a_wait_may_be_held_against_seconds(open_page: OpenPage) -> None:
    app = open_page("outlook", carry="Average phone wait")
    app.number_input(key="target-average_wait").set_value(100.0).run()
    assert "chance of 1 min 40 s" in finding(app)
    assert not app.exception


def test_the_past_forecasts_have_their_table(open_page: OpenPage) -> None:
    app = open_sections(open_page("outlook", carry="Satisfied"), "record")
    assert drawings(app) == 2
    rows = table_of_exhibit(app, "record", "Held within the 8-in-10 band")
    assert [row["Months ahead"] for row in rows] == ["1", "3", "6"]


def test_what_the_data_does_not_tell_apart_is_not_said_to_be_narrowed(open_page: OpenPage) -> None:
    """Calls know the service and no provider: 'of provider Pellmark only' was said of everybody's calls."""
    words = unescaped(
        words_on(
            open_page("outlook", carry="Average phone wait", service="Benefits", provider="Pellmark Street Services")
        )
    )
    assert "This page is of service Benefits only." in words
    assert "Average phone wait is of every provider: its data does not tell them apart." in words
    assert "provider Pellmark Street Services only" not in words
