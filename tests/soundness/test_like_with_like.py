"""Figures that compare like with like: each of these was once said, and was not so."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cxdata.analysis.change.charts import control
from cxdata.analysis.hotspots.funnel import funnel
from cxdata.analysis.hotspots.wards import hotspots
from cxdata.analysis.like_for_like.split import split_change
from cxdata.analysis.outlook.forecast import forecast
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.export.loaded import tables_in_words
from cxdata.export.results import control_rows, forecast_rows
from cxdata.findings import nothing_to_show, of_change
from cxdata.ingest.load.build import load_files
from cxdata.measures import MEASURES
from cxdata.measures.comparison import compare
from cxdata.measures.coverage.periods import default_period
from cxdata.measures.looked_at import MeasureLook, say_nothing_found
from cxdata.measures.query import query
from cxdata.measures.words import say_change, say_value
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from cxdata.ui.frame.text import plain
from tests.cli.terminal import run
from tests.conftest import ROOT
from tests.measures.lengths import load_contacts
from tests.ui.conftest import OpenPage, enquiries_only, open_page, tile_words_on, words_on
from tests.ui.sections import open_sections

__all__ = ["enquiries_only", "open_page"]  # fixtures of the pages, used here too

TO_SEPTEMBER = Scope(Period(date(2025, 10, 1), date(2026, 10, 1)))


# Nothing judged


def test_contacts_alone_say_what_was_not_looked_at(open_page: OpenPage, enquiries_only: Path) -> None:
    """It said that nothing stands out of satisfaction and calls that nobody had loaded."""
    words = words_on(open_sections(open_page("overview", data=enquiries_only), "looked"))
    assert (
        "Not looked at: Dissatisfied (no export of survey answers is loaded), Callers who gave up (no "
        "export of calls and visits is loaded)" in words
    )


def test_an_empty_selection_says_what_was_and_was_not_looked_at(open_page: OpenPage) -> None:
    """Pellmark does not run Benefits, and calls and forms know no provider: their figures are not of this selection."""
    app = open_page("overview", provider="Pellmark Street Services", service="Benefits")
    assert "Too few in this selection to say anything, good or bad" in words_on(app)
    words = words_on(open_sections(app, "looked"))
    assert "Nothing could be looked at here, so nothing can be said, good or bad." in words
    assert (
        "Not looked at: Dissatisfied (no data), Dealt with on time (no data), Callers who gave up (no provider" in words
    )
    assert "Groups hidden by the average (there are no answers to search)" in words


def test_nothing_judged_is_not_nothing_that_stands_out() -> None:
    looks = [
        MeasureLook("Satisfied", "no export of survey answers is loaded"),
        MeasureLook("Callers who gave up", "no data in this selection"),
    ]
    assert say_nothing_found(looks) == (
        "Nothing could be looked at here, so nothing can be said, good or bad. Not looked at: Satisfied (no export "
        "of survey answers is loaded), Callers who gave up (no data in this selection)."
    )
    assert say_nothing_found([MeasureLook("Satisfied"), looks[1]]) == (
        "Nothing stands out by more than chance would give. That is not proof that all is well. Looked at: Satisfied. "
        "Not looked at: Callers who gave up (no data in this selection)."
    )


def members(tmp_path: Path, *lines: str) -> Store:
    """Members' enquiries of the sample's layout; each line: received; closed; by which way; ward."""
    heading = (
        "Enquiry ref;Councillor;Date received;Reply due;Date closed;Received by;Service;Subject;Ward;"
        "Sum at stake (\u00a3);Delivered by"
    )
    rows = []
    for number, line in enumerate(lines):
        received, closed, way, ward = line.split(";")
        rows.append(f"ME/{number:05d};Cllr A;{received};;{closed};{way};Parking;Permit;{ward};;Council")
    file = tmp_path / "members_enquiries.csv"
    file.write_text("\n".join([heading, *rows]) + "\n", encoding="cp1252")
    receipt = load_files([file], data=tmp_path / "data", profile="sample-members")
    assert not receipt.refused, receipt.text()
    return open_store(tmp_path / "data")


def test_a_share_of_half_of_the_contacts_says_so(tmp_path: Path) -> None:
    """Dealt with online 100 %, when the channel of half the contacts is not recorded."""
    days = [f"{day:02d}/{month:02d}/2026 10:00" for month in (1, 2, 3, 4) for day in range(1, 16)]
    lines = [f"{day};;{way};" for day in days for way in ("Members' portal", "")]
    answer = query(members(tmp_path, *lines), "online_share")
    assert (answer.frame["value"].iloc[0], answer.frame["denominator"].iloc[0]) == (1.0, 60)
    assert answer.notes == (
        "It is of 50% of the contacts: the channel of the others is partner, other or not recorded.",
    )


def test_a_share_of_nearly_all_contacts_needs_no_such_words(store: Store) -> None:
    assert query(store, "online_share").notes == ()


# Cases, not stages


def test_complaints_are_cases_and_not_stages(store: Store, sample_data: Path) -> None:
    """592 stages were called 592 complaints; they are 491 cases. Recounted in pandas."""
    rows = store.rows("select complaint_id, received_at from complaints")
    first = rows.groupby("complaint_id")["received_at"].min()
    year = first.between("2025-10-01", "2026-09-30 23:59")
    assert (len(rows), len(first), int(year.sum())) == (1406, 1180, 491)
    assert query(store, "complaints").frame["value"].iloc[0] == 1180
    assert query(store, "complaints", (), TO_SEPTEMBER).frame["value"].iloc[0] == 491
    assert query(store, "complaint_stages", (), TO_SEPTEMBER).frame["value"].iloc[0] == 592
    months = query(store, "complaints", ("month",)).frame
    assert months["value"].sum() == 1180, "a case is in one month only"
    assert "The rows of complaints are stages of 1,180 cases." in run(sample_data, "status").out
    assert "1,406 (1,180 cases)" in set(tables_in_words(store)["Rows"])


def test_complaints_by_stage_are_refused_with_the_reason_that_holds(store: Store) -> None:
    with pytest.raises(CxError, match="a case is counted once, whatever its stage"):
        query(store, "complaints", ("stage",))
    stages = query(store, "complaint_stages", ("stage",)).frame.set_index("stage")["value"]
    assert (stages["Stage 1"], stages["Stage 2"]) == (1180, 202)


# Beside the council


def test_a_narrowed_selection_keeps_the_councils_figure_beside_it(open_page: OpenPage, store: Store) -> None:
    council = query(store, "satisfied", (), Scope(default_period(store))).frame["value"].iloc[0]
    of_ward, of_all = (
        next(words for words in tile_words_on(app) if words[0] == "Satisfied")
        for app in (open_page("satisfaction", ward="St Wendra's"), open_page("satisfaction"))
    )
    assert of_ward[2] == f"council {council:.1%}"
    assert not any("council" in line for line in of_all)


def test_no_ward_is_compared_with_itself(store: Store) -> None:
    """With one ward chosen the funnel had one ward, held against its own figure."""
    alone = Scope().with_choice("ward", "Castle Mead")
    found = funnel(store, "satisfied", "ward", alone, Council())
    assert (found.centre, len(found.points)) == (funnel(store, "satisfied", "ward", Scope(), Council()).centre, 25)
    assert len(hotspots(store, "satisfied", alone, Council()).wards) == 24


# Words that the figures carry


def test_days_to_close_are_whole_days_where_an_end_is_a_date(tmp_path: Path) -> None:
    """Received at half past ten and closed 'on the 5th' took three days, not 2.6; hours only between two moments."""
    store = members(
        tmp_path,
        "02/04/2026 10:30;05/04/2026;E-mail;",
        "02/04/2026 10:30;02/04/2026;E-mail;",
        "02/04/2026 10:30;03/04/2026 16:30;E-mail;",
    )
    assert store.tuples("select days_taken from contacts order by row_number") == [(3.0,), (0.0,), (1.25,)]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0.0, "0 days"),
        (0.02, "less than an hour"),
        (0.04, "1 hour"),
        (0.3, "7 hours"),
        (0.99, "1.0 day"),
        (4.24, "4.2 days"),
    ],
)
def test_less_than_a_day_is_said_in_hours(days: float, said: str) -> None:
    assert say_value(MEASURES["days_to_close"], days) == said


def test_no_decimal_that_the_base_does_not_carry() -> None:
    satisfied = MEASURES["satisfied"]
    assert say_value(satisfied, 58 / 99, 99) == "59%"
    assert say_value(satisfied, 58 / 100, 100) == "58.0%"
    published = replace(satisfied, counts_to=5)
    assert say_value(published, 290 / 495, 495) == "59%", "of 495, a step of five counts is a whole point"
    assert say_value(published, 290 / 500, 500) == "58.0%"
    by_head = replace(MEASURES["contacts_per_1000"], counts_to=5)
    assert say_value(by_head, 211.73, 4999) == "212"
    assert say_value(by_head, 211.73, 5000) == "211.7"
    assert say_change(satisfied, 0.5844, 0.7955, 99) == "down 21 percentage points"
    assert say_value(MEASURES["days_to_close"], 4.24, 30) == "4 days"
    assert say_value(MEASURES["average_wait"], 125.4, 30) == "2 min 5 s", "a wait has no decimals to lose"


def test_sources_name_only_files_that_were_counted(store: Store) -> None:
    app = Scope().with_choice("channel", "app")
    assert query(store, "contacts", (), app).sources == ("online_forms_and_app.csv.gz",)
    assert query(store, "average_wait").sources == ("telephony_half_hours.txt.gz",), "not the reception desks"
    assert query(store, "contacts", (), Scope(Period(date(2030, 1, 1), date(2030, 2, 1)))).sources == ()


def test_a_dead_link_says_what_is_shown_instead(open_page: OpenPage) -> None:
    """'Everything is shown in its place' stood above twelve months."""
    (warning,) = open_page("overview", period="the year dot").warning
    assert warning.value.endswith(plain("Shown instead: September 2025 to August 2026."))
    (warning,) = open_page("overview", ward=["Nowhere", "Tannery"]).warning
    assert warning.value.endswith(plain("Shown instead: Tannery."))
    (warning,) = open_page("overview", ward="Nowhere").warning
    assert warning.value.endswith(plain("Shown instead: every ward."))


def test_where_residents_lack_that_is_the_reason(tmp_path: Path) -> None:
    """'Clusters are not looked for with fewer than 20 areas', of 24 wards without residents."""
    files = [ROOT / "sample_data" / name for name in ("members_enquiries.csv", "wards_2024.geojson")]
    load_files(files, data=tmp_path)
    found = hotspots(open_store(tmp_path), "contacts", Scope(), Council())
    assert found.sentence == (
        "Clusters are not looked for: the number of residents is known of none of the 24 wards on the map, and 20 are "
        "needed."
    )


def test_like_for_like_opens_on_the_figure_of_the_other_pages(store: Store) -> None:
    """It opened on figures weighed by contacts, which no other page shows."""
    year = Scope(default_period(store))
    found = split_change(store, "satisfied", "channel", year, Council())
    shown = [
        query(store, "satisfied", (), Scope(period)).frame["value"].iloc[0]
        for period in (year.period.before(), year.period)
    ]
    assert found.sentence.startswith(
        f"Satisfied: {shown[0]:.1%} in September 2024 to August 2025, {shown[1]:.1%} in September 2025 to August 2026"
    )
    assert "Weighed by who gets in touch, not by who answers, it is " in found.sentence


def test_the_reason_for_no_figure_is_the_one_that_holds(store: Store) -> None:
    """A part larger than its base was called 'too few to say (fewer than 10)'."""
    later = query(
        store, "satisfied", (), Scope(Period(date(2026, 9, 1), date(2026, 9, 2))).with_choice("channel", "app")
    )
    base = later.frame["denominator"].iloc[0]
    words, _ = of_change(query(store, "satisfied"), later)
    assert base < 10
    assert words == "no comparison: too few to say then"
    odd = query(store, "satisfied")
    odd.frame["value"], odd.frame["base_note"] = float("nan"), "more than its base: see the checks"
    assert nothing_to_show(odd) == "Satisfied: more than its base: see the checks in this selection"


def test_no_decimals_on_a_small_base_in_the_analysis_room_either(tmp_path: Path) -> None:
    """Thirty months of 60 contacts each with 45 by the portal: 75 %, in the words, the table and the hover alike."""
    months = [f"{1:02d}/{1 + n % 12:02d}/{2024 + n // 12} 10:00" for n in range(30)]
    ways = ["Members' portal"] * 45 + ["E-mail"] * 15
    small = members(tmp_path, *[f"{day};;{way};" for day in months for way in ways])
    found = control(small, "online_share", Scope(), Council())
    words = " ".join([found.sentence, *control_rows(found)["Dealt with online"], *control_rows(found)["Usual range"]])
    assert "75%" in words
    assert not re.search(r"\d\.\d%", words)
    outlook = forecast(small, "online_share", Scope(), Council(), until=date(2026, 12, 31))
    assert not re.search(r"\d\.\d%", " ".join([outlook.sentence, *forecast_rows(outlook)["Middle"]]))


def test_a_channel_group_begins_when_the_councils_own_channels_of_it_do(tmp_path: Path) -> None:
    """Online is web alone here, which began in June 2025; the app, online by default, has two years."""
    months = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(24)]
    figures = [(month, way, 500) for month in months for way in ("Phone", "Web")]
    data = tmp_path / "data"
    load_contacts(data, "monthly", "month", [one for one in figures if one[1] == "Phone" or one[0] >= date(2025, 6, 1)])
    year = Scope(Period(date(2025, 1, 1), date(2026, 1, 1))).with_choice("channel_group", "online")
    by_council = {
        channels: compare(
            open_store(data),
            MEASURES["contacts"],
            year,
            council=Council(channel_groups={"online": channels, "automated_phone": (), "assisted": ()}),
        )
        for channels in (("web",), ("web", "phone"))
    }
    assert by_council["web",].why_not == "no comparison: Online has figures only since June 2025"
    assert by_council["web", "phone"].then == Period(date(2024, 1, 1), date(2025, 1, 1))
