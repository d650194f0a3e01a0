"""The Channels page: what rose and fell is recounted, both sides of online stand there, a choice picks out."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from cxdata.ingest.load.build import load_files
from cxdata.measures.words import say_seconds
from cxdata.store import open_store
from tests.ui.conftest import SAMPLE, OpenPage, tile_words_on, tiles_on, words_on
from tests.ui.sections import open_sections

pytestmark = pytest.mark.pages
SECTIONS = ("services", "take-up", "no-way", "complexity", "mix", "waits", "forms", "week", "satisfied")
ONLINE, ASSISTED = ("web", "app"), ("phone", "face_to_face", "post", "email", "webchat", "social")


def drawings_on(app: AppTest) -> dict[str, dict[str, Any]]:
    """The figures drawn on the page as the browser gets them, by the keys of their exhibits."""
    protos = [element.proto for element in app.get("plotly_chart")]
    return {proto.id.partition("-drawing-")[2]: json.loads(proto.spec) for proto in protos}


def words_in(figure: dict[str, Any]) -> list[str]:
    """The words of a figure; a line break is a space."""
    return [re.sub("<br>|</?b>", " ", note["text"]).strip() for note in figure["layout"]["annotations"]]


def names_in(figure: dict[str, Any]) -> list[str]:
    """The names of the rows of a figure; those picked out in bold."""
    return list(figure["layout"]["yaxis"]["ticktext"])


def with_table(app: AppTest, key: str) -> AppTest:
    """The page with the box of one exhibit open: its table, its notes, what is said of it."""
    app.session_state[f"take-{key}"] = True
    return app.run()


def header(app: AppTest) -> str:
    """The finding of the first screen."""
    return str(app.header[0].value).replace("\\", "")


def contacts(data: Path, year: int) -> pd.Series:
    """Contacts by channel from September of a year to the next August, without those that staff raised."""
    rows = open_store(data).rows(
        "select channel::varchar as channel, sum(count) as contacts from contacts where requester <> 'staff' "
        "and received_at >= make_date($year, 9, 1) and received_at < make_date($year + 1, 9, 1) group by 1",
        {"year": year},
    )
    return rows.set_index("channel")["contacts"].astype(float)


def test_the_finding_says_what_rose_and_fell_most_in_points(open_page: OpenPage, sample_data: Path) -> None:
    now, then = contacts(sample_data, 2025), contacts(sample_data, 2024)
    points = 100 * (now / now.sum() - then / then.sum())
    assert list(points.sort_values(ascending=False).index[:2]) == ["web", "app"]
    assert points.idxmin() == "phone"
    assert header(open_page("channels")) == (
        f"Web and app rose {points['web']:.1f} and {points['app']:.1f} points in a year; phone fell "
        f"{-points['phone']:.1f} points, to {100 * now['phone'] / now.sum():.1f}% of contacts"
    )


def test_the_exhibit_has_every_channels_shares_and_counts(open_page: OpenPage, sample_data: Path) -> None:
    now, then = contacts(sample_data, 2025), contacts(sample_data, 2024)
    app = with_table(open_page("channels"), "shift-channel")
    rows = app.table[0].value.rename(columns=lambda name: name.replace("\\", "")).set_index("Channel")
    rows = rows.map(lambda cell: str(cell).replace("\\", ""))
    for name, channel in (("Web", "web"), ("Phone", "phone"), ("Post", "post"), ("Social media", "social")):
        assert list(rows.loc[name])[:2] == [f"{100 * year[channel] / year.sum():.1f}%" for year in (then, now)]
        assert list(rows.loc[name])[3:5] == [f"{year[channel]:,.0f}" for year in (then, now)]
    assert rows.columns[0] == "Share, September 2024 to August 2025"
    assert rows.loc["Post", "By more than chance?"] == "may be chance"
    assert f"Of {now.sum():,.0f} contacts." in words_on(app)
    assert any(f"{now['web'] - then['web']:,.0f} more" in said for said in words_in(drawings_on(app)["shift-channel"]))


def test_by_the_three_ways_the_exhibit_and_the_tile_agree(open_page: OpenPage, sample_data: Path) -> None:
    app = open_page("channels", split="Online, automated, assisted")
    now, then = contacts(sample_data, 2025), contacts(sample_data, 2024)
    here, before = (100 * y[list(ONLINE)].sum() / y.drop(["partner", "other"]).sum() for y in (now, then))
    assert header(app).startswith(f"Online rose {here - before:.1f} points in a year, to {here:.1f}% of contacts;")
    assert tiles_on(app)["Dealt with online"] == f"{here:.1f}%"


def test_online_stands_beside_its_other_side(open_page: OpenPage, sample_data: Path) -> None:
    app = open_page("channels")
    store = open_store(sample_data)
    waits = store.rows(
        "select channel = 'face_to_face' as counter, sum(wait_seconds_total) / sum(answered) as wait from calls "
        "where interval_start >= '2025-09-01' and interval_start < '2026-09-01' group by 1"
    ).set_index("counter")["wait"]
    heard = store.rows(
        "select channel::varchar as channel, score::int as score from responses where score is not null "
        "and responded_at >= '2025-09-01' and responded_at < '2026-09-01'"
    )
    happy = {
        name: 100 * (heard[heard["channel"].isin(group)]["score"] >= 4).mean()
        for name, group in (("online", ONLINE), ("assisted", ASSISTED))
    }
    assert list(tiles_on(app)) == [
        "Dealt with online",
        "By automated phone",
        "Helped by staff",
        "Average phone wait",
        "Average counter wait",
        "Satisfied online",
    ]
    assert tiles_on(app)["Average phone wait"] == say_seconds(waits[False])
    assert tiles_on(app)["Average counter wait"] == say_seconds(waits[True])
    assert tile_words_on(app)[5][:3] == [
        "Satisfied online",
        f"{happy['online']:.1f}%",
        f"assisted {happy['assisted']:.1f}%",
    ]


def test_a_chosen_channel_is_picked_out_and_narrows_nothing(open_page: OpenPage) -> None:
    every, chosen = open_page("channels"), open_page("channels", channel="Phone")
    assert header(chosen) == header(every)
    assert tiles_on(chosen) == tiles_on(every)
    assert [name for name in names_in(drawings_on(chosen)["shift-channel"]) if "<b>" in name] == ["<b>Phone</b>"]
    groups = open_page("channels", channel="Phone", split="Online, automated, assisted")
    bold = [name for name in names_in(drawings_on(groups)["shift-channel_group"]) if "<b>" in name]
    assert bold == ["<b>Assisted by staff</b>"]


def test_without_a_year_before_the_mix_stands_there_and_the_reason(open_page: OpenPage, sample_data: Path) -> None:
    app = with_table(open_page("channels", period="2024/25"), "shift-channel")
    ((phone, every),) = open_store(sample_data).tuples(
        "select sum(count) filter (where channel = 'phone'), sum(count) from contacts where requester <> 'staff' "
        "and received_at >= '2024-04-01' and received_at < '2025-04-01'"
    )
    assert header(app) == f"Phone is the largest part: {100 * phone / every:.1f}%; no comparison with last year"
    assert "Last year: not loaded that far back." in words_on(app)
    assert {"Web", "Phone", "Face to face"} <= set(names_in(drawings_on(app)["shift-channel"]))


def test_of_all_dates_the_newest_year_is_compared(open_page: OpenPage) -> None:
    assert header(open_page("channels", period="All dates")) == header(open_page("channels"))


def test_nothing_but_the_first_screen_is_worked_out_before_a_section_is_opened(open_page: OpenPage) -> None:
    app = open_page("channels")
    assert list(drawings_on(app)) == ["shift-channel"]
    assert list(drawings_on(open_sections(app, *SECTIONS))) == [
        "shift-channel",
        "online_share-by-service",
        "take-up",
        "no-way-service",
        "complexity",
        "mix-channel_group",
        "course-average_wait",
        "course-web_completion",
        "week-calls_offered",
        "satisfied-by-channel",
    ]


def test_every_switch_shows_its_exhibit(open_page: OpenPage) -> None:
    app = open_page(
        "channels", served="Assisted by staff", mixed="Every channel", waits="Counter wait", forms="By service"
    )
    assert list(drawings_on(open_sections(app, *SECTIONS)))[1:8] == [
        "assisted_share-by-service",
        "take-up",
        "no-way-service",
        "complexity",
        "mix-channel",
        "course-visitor_wait",
        "web_completion-by-service",
    ]


def test_services_stand_beside_their_target_and_it_is_said_whose_it_is(open_page: OpenPage) -> None:
    app = with_table(open_sections(open_page("channels"), "services"), "online_share-by-service")
    assert "Target for 4 of 10: 80.0%" in words_in(drawings_on(app)["online_share-by-service"])
    assert (
        "The target of 80.0% is for Bins and recycling, Council tax and business rates, Garden waste, Parking and "
        "permits." in words_on(app)
    )


def test_waits_have_their_target_and_the_new_menu(open_page: OpenPage) -> None:
    drawn = drawings_on(open_sections(open_page("channels"), "waits"))["course-average_wait"]
    assert "New phone menu and call-back" in words_in(drawn)
    assert "Target 2 min" in words_in(drawn)
    assert [trace["y"] for trace in drawn["data"] if trace.get("line", {}).get("dash") == "dash"] == [[120, 120]]


def test_a_part_of_a_month_is_no_figure_of_the_mix(open_page: OpenPage) -> None:
    words = words_on(with_table(open_sections(open_page("channels"), "mix"), "mix-channel_group"))
    assert "Assisted by staff was the largest part in August 2026" in words
    assert "September 2026 is not whole in the contacts: online_forms_and_app.csv.gz stops on 15 September" in words


def test_what_is_narrowed_to_a_ward_says_so_and_a_year_that_nobody_chose_is_named(open_page: OpenPage) -> None:
    assert "All of this is of ward St Wendra's only." in words_on(open_page("channels", ward="St Wendra's"))
    words = words_on(open_page("channels", period="All dates"))
    assert "September 2025 to August 2026 against the year before." in words
    assert "All of this is of" not in words


def test_shares_that_do_not_differ_by_the_points_beside_them_as_rounded_are_said_to_be_rounded(
    open_page: OpenPage, sample_data: Path
) -> None:
    """Face to face: 5.6% to 5.6%, and 0.1 points fewer."""
    ((then, now),) = open_store(sample_data).tuples(
        "select sum(count) filter (channel = 'face_to_face' and received_at < '2025-09-01') "
        "/ sum(count) filter (received_at < '2025-09-01'), "
        "sum(count) filter (channel = 'face_to_face' and received_at >= '2025-09-01') "
        "/ sum(count) filter (received_at >= '2025-09-01') from contacts where requester <> 'staff' "
        "and channel <> 'Not recorded' and received_at >= '2024-09-01' and received_at < '2026-09-01'"
    )
    assert (f"{then:.1%}", f"{now:.1%}", f"{100 * (now - then):.1f}") == ("5.6%", "5.6%", "-0.1")
    assert "Each figure is rounded by itself" in words_on(open_page("channels"))


def test_a_tiny_selection_says_that_it_is_too_few(open_page: OpenPage) -> None:
    app = open_page("channels", ward="St Wendra's", service="Licensing", period="August 2026")
    assert "Too few contacts to say" in header(app) or "too few" in header(app).lower() or "no data" in header(app)
    assert "%" not in header(app)


def test_an_empty_selection_says_so_without_an_exhibit(open_page: OpenPage) -> None:
    app = open_page("channels", provider="Pellmark Street Services", service="Benefits")
    assert "no data in this selection" in header(app)
    assert not drawings_on(app)


def test_with_a_survey_alone_the_page_names_what_would_fill_it(open_page: OpenPage, survey_only: Path) -> None:
    app = open_page("channels", data=survey_only)
    assert header(app) == "'Share of contacts by channel' has no data yet: load an export of contacts."
    assert list(tiles_on(app)) == ["Satisfied online"]
    words = words_on(open_sections(app, *SECTIONS))
    assert "'Average phone wait' has no data yet: load an export of calls and visits." in words
    assert "load an export of website and forms." in words
    assert list(drawings_on(app)) == ["satisfied-by-channel"]


@pytest.fixture(scope="module")
def web_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of web traffic alone."""
    data = tmp_path_factory.mktemp("web")
    load_files([SAMPLE / "online_form_funnel.csv"], data=data)
    return data


def test_with_web_traffic_alone_the_forms_are_shown(open_page: OpenPage, web_only: Path) -> None:
    app = open_page("channels", data=web_only)
    assert header(app) == "'Share of contacts by channel' has no data yet: load an export of contacts."
    assert not tiles_on(app)
    assert list(drawings_on(open_sections(app, "forms"))) == ["course-web_completion"]
