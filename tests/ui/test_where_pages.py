"""Hotspots and Ward: the sentence, the figures and the sections of both, recounted from the store by SQL."""

from pathlib import Path

import pytest

from cxdata.store import Store, open_store
from tests.ui.conftest import OpenPage, tiles_on, words_on
from tests.ui.exhibits import drawings
from tests.ui.sections import open_sections
from tests.ui.statistics import read_planted

ALL = {"period": "All dates"}
RATES = """
with counted as (
    select ward::varchar as ward, sum(count) as n from contacts
    where requester <> 'staff' and received_at >= '2025-09-01' and received_at < '2026-09-01' group by 1
),
people as (select ward::varchar as ward, sum(residents) as n from population where characteristic = 'all' group by 1)
select ward, (1000.0 * counted.n / people.n)::double from counted join people using (ward) order by 2 desc
"""


@pytest.fixture(scope="module")
def store(sample_data: Path) -> Store:
    found = open_store(sample_data)
    assert found is not None
    return found


def finding(app) -> str:
    return app.header[0].value.replace("\\", "").replace("\u2060", "")


# Hotspots


def test_the_first_sentence_names_the_planted_cluster(open_page: OpenPage) -> None:
    cluster = read_planted()["cluster"]
    sentence = finding(open_page("hotspots", service=cluster["service"], **ALL))
    assert sentence.startswith("Contacts per 1,000 residents: ")
    assert sum(ward in sentence for ward in cluster["wards"]) >= 2
    assert "elsewhere" in sentence
    assert len(sentence.split()) <= 20


def test_the_tiles_are_the_council_both_ends_and_what_has_no_ward(open_page: OpenPage, store: Store) -> None:
    rates = store.tuples(RATES)
    total, residents, unplaced = store.tuples(
        "select sum(count) filter (where ward in (select ward from population where characteristic = 'all')), "
        "(select sum(residents) from population where characteristic = 'all'), "
        "sum(count) filter (where ward = 'Not recorded') from contacts "
        "where requester <> 'staff' and received_at >= '2025-09-01' and received_at < '2026-09-01'"
    )[0]
    assert tiles_on(open_page("hotspots")) == {
        "Council": f"{1000 * float(total) / float(residents):.1f}",
        f"Highest: {rates[0][0]}": f"{rates[0][1]:.1f}",
        f"Lowest: {rates[-1][0]}": f"{rates[-1][1]:.1f}",
        "Contacts without a ward": f"{unplaced:,}",
    }


def test_of_wards_alike_none_is_called_the_lowest(open_page: OpenPage, enquiries_only: Path) -> None:
    """In July 2026 five wards have two contacts each, and three have eight."""
    app = open_page("hotspots", data=enquiries_only, period="July 2026")
    assert finding(app) == "Contacts: from 2 in 5 wards to 8 in 3 wards"
    tiles = tiles_on(app)
    assert (tiles["Lowest: 5 wards"], tiles["Highest: 3 wards"]) == ("2", "8")


def test_the_chosen_ward_is_picked_out_and_the_others_stay(open_page: OpenPage, store: Store) -> None:
    rates = dict(store.tuples(RATES))
    app = open_page("hotspots", ward="St Wendra's")
    tiles = tiles_on(app)
    assert tiles["St Wendra's"] == f"{rates['St Wendra' + chr(39) + 's']:.1f}"
    assert tiles["Highest: Beacon Fold"] == f"{rates['Beacon Fold']:.1f}"
    assert "Larkrise Hill and Quarn Heath" in finding(app)


def test_no_section_is_computed_before_it_is_opened(open_page: OpenPage) -> None:
    app = open_page("hotspots")
    assert not app.subheader
    assert not app.table


def test_the_funnel_says_which_wards_stand_out_alone(open_page: OpenPage) -> None:
    words = words_on(open_sections(open_page("hotspots"), "chance"))
    assert "Larkrise Hill and Quarn Heath lie side by side" in words
    assert "Possibly higher: Beacon Fold (235.2) and Quarn Edge (233.8)." in words
    assert "What is different in Larkrise Hill?" in words


def test_small_wards_steadied_lie_nearer_to_each_other(open_page: OpenPage, store: Store) -> None:
    values = [rate for _, rate in store.tuples(RATES)]
    words = words_on(open_sections(open_page("hotspots"), "steady"))
    said = next(line for line in words.splitlines() if "once small wards are steadied" in line)
    low, high = (float(figure) for figure in said.rpartition("from ")[2].split(" to "))
    assert min(values) < low < high < max(values)


def test_what_has_no_ward_is_counted(open_page: OpenPage, store: Store) -> None:
    [(unplaced, share)] = store.tuples(
        "select sum(count) filter (where ward = 'Not recorded'), "
        "sum(count) filter (where ward = 'Not recorded') / sum(count) from contacts "
        "where requester <> 'staff' and received_at >= '2025-09-01' and received_at < '2026-09-01'"
    )
    words = words_on(open_sections(open_page("hotspots"), "off"))
    assert f"{unplaced:,} ({share:.1%}) have no ward recorded." in words


def test_without_residents_wards_are_counted_and_without_boundaries_there_is_no_map(
    open_page: OpenPage, enquiries_only: Path
) -> None:
    words = words_on(open_page("hotspots", data=enquiries_only, **ALL))
    [(most, ward)] = open_store(enquiries_only).tuples(
        "select sum(count), ward::varchar from contacts where ward <> 'Not recorded' group by 2 order by 1 desc limit 1"
    )
    assert f"{most} in {ward}" in words
    assert "No data" not in tiles_on(open_page("hotspots", data=enquiries_only, **ALL)).values()
    assert "No boundaries are loaded, so there is no map" in words


def test_wards_that_contacts_name_are_shown_without_residents_or_a_survey(
    open_page: OpenPage, enquiries_only: Path
) -> None:
    app = open_page("ward", data=enquiries_only, **ALL)
    assert finding(app) == "Choose your ward at the top of the page to see what is different there"
    assert app.get("button_group")[-1].value == "on_time"
    assert len(app.get("plotly_chart")) == 1


def test_a_selection_without_anything_has_no_map_of_noughts(open_page: OpenPage) -> None:
    """No contact about Benefits is Pellmark's: it drew a map with the highest ward at 0.0."""
    app = open_page("hotspots", provider="Pellmark Street Services", service="Benefits")
    assert finding(app) == "Contacts: none in this selection"
    assert (drawings(app), [part.label for part in app.expander], tiles_on(app)) == (0, ["More choices"], {})


def test_without_anything_by_ward_one_line_says_so(open_page: OpenPage, survey_only: Path) -> None:
    app = open_page("hotspots", data=survey_only, measure="Dealt with on time")
    assert finding(app) == "'Dealt with on time' has no data yet: load an export of contacts."
    assert not tiles_on(app)


# The ward


def test_a_selection_without_anything_has_no_wards_of_noughts(open_page: OpenPage) -> None:
    """It drew seven wards with 0.0 contacts, a range on each, and asked to choose one of them."""
    app = open_page("ward", provider="Pellmark Street Services", service="Benefits")
    assert finding(app) == "Contacts: none in this selection"
    assert drawings(app) == 0


def test_without_a_ward_the_page_asks_for_one_and_shows_them_all(open_page: OpenPage, store: Store) -> None:
    app = open_page("ward")
    assert finding(app) == "Choose your ward at the top of the page to see what is different there"
    assert "17 more are in the table." in words_on(app), "7 of 24 on the drawing"
    assert not tiles_on(app)


def test_the_ward_page_says_what_is_different_there(open_page: OpenPage, store: Store) -> None:
    rows = store.tuples(
        "select ward = 'Quarn Edge', "
        "(sum(count) filter (where channel in ('web', 'app')) / sum(count))::double from contacts "
        "where requester <> 'staff' and channel not in ('Not recorded', 'other', 'partner') "
        "and received_at >= '2025-09-01' and received_at < '2026-09-01' group by 1 order by 1"
    )
    app = open_page("ward", ward="Quarn Edge")
    assert finding(app).startswith("Better in Quarn Edge than in the council: more online (")
    assert f"more online ({rows[1][1]:.1%}, council" in finding(app)
    tiles = ["Contacts per 1,000", "Satisfied", "Dealt with on time", "Complaints", "Councillors' enquiries"]
    assert list(tiles_on(app)) == tiles
    assert "wards like it (Larkrise Hill, Quarn Heath, Saltings and Town & Minster)" in words_on(app)


def test_a_ward_like_the_others_is_said_to_be(open_page: OpenPage) -> None:
    app = open_page("ward", ward="Harepath")
    assert finding(app) == "Nothing in Harepath differs from the rest of the council by more than chance"


def test_the_reasons_of_a_ward_are_counted_now_and_before(open_page: OpenPage, store: Store) -> None:
    app = open_sections(open_page("ward", ward="Quarn Edge"), "subjects", "questions")
    assert "Contacts by reason, against the year before" in words_on(app)
    assert "“Dealt with online”:" in words_on(app)
    app = open_sections(open_page("ward", ward="Quarn Edge", subject="Service"), "subjects")
    assert "Contacts by service, against the year before" in words_on(app)


def test_councillors_enquiries_and_complaints_are_those_of_the_ward(open_page: OpenPage, store: Store) -> None:
    [(asked,)] = store.tuples(
        "select sum(count) from contacts where ward = 'Quarn Edge' and requester = 'councillor' "
        "and received_at >= '2025-09-01' and received_at < '2026-09-01'"
    )
    [(complaints,)] = store.tuples(
        "select count(distinct complaint_id) from complaints where ward = 'Quarn Edge' "
        "and received_at >= '2025-09-01' and received_at < '2026-09-01' and stage_number = 1"
    )
    tiles = tiles_on(open_page("ward", ward="Quarn Edge"))
    assert (tiles["Councillors' enquiries"], tiles["Complaints"]) == (f"{asked}", f"{complaints}")


def test_nothing_is_said_of_councillors_where_the_files_do_not_know_who_asked(
    open_page: OpenPage, survey_only: Path
) -> None:
    assert "Councillors' enquiries" not in tiles_on(open_page("ward", data=survey_only, ward="Harepath"))


def test_a_ward_without_contacts_is_not_one_without_need(open_page: OpenPage) -> None:
    app = open_page("ward", ward="Harepath", provider="Pellmark Street Services", channel="Social media")
    assert not app.exception


def test_a_ward_alone_in_a_tiny_selection_is_too_few_to_say(open_page: OpenPage) -> None:
    app = open_page("ward", ward="St Wendra's", channel="Web chat", period="September 2026")
    assert "St Wendra's" in finding(app)
    assert not app.exception
