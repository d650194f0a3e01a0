"""Drawn exhibits of shown figures: which period they are of, what is most, and on how many they rest."""

from datetime import date

import pytest

from cxdata.errors import CxError
from cxdata.export.edition.answer import published_answer
from cxdata.export.edition.file import Edition
from cxdata.export.tables import in_words, with_display
from cxdata.periods import Period
from cxdata.published.exhibits import groups
from cxdata.scope import Scope
from tests.published_view.conftest import Q1, Q1_BEFORE, counts, edition_of, shares

ALL = ()
LATEST = Period(date(2025, 7, 1), date(2026, 7, 1))
EARLIER = Period(date(2025, 4, 1), date(2026, 4, 1))


def channel(name):
    return (("channel", name),)


def test_the_most_of_a_count_is_held_against_its_total_and_not_the_sum_of_its_parts(reading_of):
    shown = {ALL: (200,), channel("phone"): (50,), channel("web"): (40,), channel("app"): (0,)}
    exhibit = groups(reading_of(counts("contacts", shown)), "contacts", "channel")
    assert exhibit.finding == "Contacts in 2026/27 Q1: most for Phone, 50, about 25% of all"  # and not 56 % of 90


def test_of_a_small_total_no_share_is_told_and_of_several_alike_none_is_named(reading_of):
    small = {ALL: (10,), channel("phone"): (5,), channel("web"): (0,)}
    exhibit = groups(reading_of(counts("contacts", small)), "contacts", "channel")
    assert exhibit.finding == "Contacts in 2026/27 Q1: most for Phone, 5"
    alike = {ALL: (200,), channel("phone"): (50,), channel("web"): (50,), channel("app"): (5,)}
    exhibit = groups(reading_of(counts("contacts", alike)), "contacts", "channel")
    assert exhibit.finding == "Contacts in 2026/27 Q1: most for 2 of 3 alike, 50 each"


def test_bars_of_the_newest_quarter_of_a_year_do_not_seem_to_be_all_that_is_published(reading_of):
    """The year is published too: the quarter stands there because it has a year before beside it."""
    shown = {ALL: (50,), channel("phone"): (30,)}
    year = {ALL: (200,), channel("phone"): (120,)}
    reading = reading_of(
        counts("contacts", year, LATEST),
        counts("contacts", shown),
        counts("contacts", shown, Q1_BEFORE),
        scope=Scope(period=LATEST),
    )
    exhibit = groups(reading, "contacts", "channel")
    assert exhibit.finding == "Contacts in 2026/27 Q1: most for Phone, 30"
    assert exhibit.chart.reading == "Bar: 2026/27 Q1. Upright line: 2025/26 Q1."
    assert not any("newest that are published" in note for note in exhibit.notes)


def test_figures_of_other_months_than_those_chosen_say_which(reading_of):
    """Answers are whole to June, contacts to March: each has latest four quarters of its own."""
    satisfied = {ALL: (900, 100), channel("phone"): (450, 50), channel("web"): (450, 50)}
    on_time = {ALL: (900, 100), channel("phone"): (450, 50), channel("web"): (450, 50)}
    reading = reading_of(
        shares("satisfied", satisfied, LATEST), shares("on_time", on_time, EARLIER), scope=Scope(period=LATEST)
    )
    other = groups(reading, "on_time", "channel")
    assert other.notes[0] == "These figures are of 2025/26: the newest that are published."
    assert other.chart.reading.startswith("These figures are of 2025/26")
    assert groups(reading, "satisfied", "channel").notes == ()


def test_the_sum_of_parts_that_were_rounded_apart_is_not_told_as_a_base(reading_of):
    exhibit = groups(
        reading_of(shares("satisfied", {ALL: (900, 100), channel("web"): (890, 95)})), "satisfied", "channel"
    )
    assert exhibit.base == ""


def test_a_period_that_the_edition_has_and_the_measure_has_not_is_told_apart_from_free_dates(tmp_path):
    edition = edition_of(tmp_path, counts("contacts", {ALL: (5,)}, Q1_BEFORE), counts("complaints", {ALL: (5,)}, Q1))
    with pytest.raises(CxError, match=r"did not cover that as a whole.*The newest that it has is 2025/26 Q1\."):
        published_answer(edition, "contacts", (), Scope(period=Q1))
    with pytest.raises(CxError, match="Figures for days of one's own choosing would give single people away"):
        published_answer(edition, "contacts", (), Scope(period=Period(date(2026, 5, 1), date(2026, 5, 9))))


def test_without_a_period_the_newest_year_is_meant_and_not_a_later_month(tmp_path):
    july = Period(date(2026, 7, 1), date(2026, 8, 1))
    edition = edition_of(tmp_path, counts("contacts", {ALL: (400,)}, LATEST), counts("contacts", {ALL: (30,)}, july))
    assert published_answer(edition, "contacts").frame["value"].tolist() == [400]


def test_in_a_file_a_count_of_0_to_4_is_no_0(tmp_path):
    edition = edition_of(tmp_path, counts("contacts", {ALL: (5,), channel("web"): (0,), channel("app"): (5,)}))
    answer = published_answer(edition, "contacts", ("channel",), Scope(period=Q1))
    row = with_display(answer).set_index("channel").loc["web"]
    assert row["display"] == "0 to 4"
    assert row[["numerator", "value"]].isna().all()
    assert list(in_words(answer)["Contacts"]) == ["0 to 4", "5"]


def test_an_edition_that_is_damaged_anywhere_is_refused_in_words(tmp_path):
    many = {(("ward", f"Ward {place:04d}"),): (5 * place,) for place in range(3000)}
    edition = edition_of(tmp_path, counts("contacts", {ALL: (5,), **many}))
    edition.close()
    data = bytearray(edition.path.read_bytes())
    data[20_000:-20_000] = bytes(255 - value for value in data[20_000:-20_000])
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_bytes(data)
    with pytest.raises(CxError, match=r"damaged\.duckdb is no edition, or damaged\. Put it back from a backup"):
        published_answer(Edition(damaged), "contacts", ("ward",), Scope(period=Q1))
