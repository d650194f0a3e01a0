"""Figures and sentences that were wrong when they were read aloud: each of these once misled a reader."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from cxdata import findings
from cxdata.analysis.change.charts import key_measures
from cxdata.analysis.outlook.ahead import Judged
from cxdata.analysis.outlook.words import say_paces, say_record
from cxdata.analysis.satisfaction.definitions import definition_changes
from cxdata.analysis.series import series_of
from cxdata.analysis.targets.aims import Goal
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.comparison import compare
from cxdata.measures.intervals import figures_with_ranges
from cxdata.measures.query import Answer
from cxdata.measures.words import say_difference, say_value
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.stats.forecast.pace import Pace
from cxdata.stats.forecast.record import Record
from cxdata.store import open_store
from cxdata.ui.frame import cache
from tests.cli.terminal import run
from tests.soundness.counted_twice import MONTHS, load
from tests.ui.conftest import OpenPage, open_page, words_on

__all__ = ["open_page"]  # a fixture of the pages, used here too


# The view


@pytest.mark.parametrize("view", ["Publish", "officer", ["Officer: everything", "nonsense"]])
def test_an_unknown_view_is_the_published_one(open_page: OpenPage, view: str | list[str]) -> None:
    """'?mode=Publish' opened the officer's view, with every small number exact."""
    app = open_page("hotspots", mode=view)
    assert app.segmented_control(key=cache.MODE).value == cache.PUBLISH
    assert "Officer view" not in words_on(app)
    assert "Edition of 12 October 2026: counts are within 4, and can be handed out." in words_on(app)


def test_a_reader_leaves_the_published_view_by_choosing_the_officers(open_page: OpenPage) -> None:
    app = open_page("overview", mode="Publish")
    app.segmented_control(key=cache.MODE).set_value(cache.OFFICER).run()
    assert "Officer view: do not publish this screen." in words_on(app)


# Spans that are not alike

IN_2025 = ("--from", "2025-01-01", "--to", "2025-12-31")


def contacts(service: str, number: int, months: tuple[str, ...] = MONTHS, way: str = "phone") -> list[tuple]:
    """One row of contacts a month."""
    return [(f"{month}-01", way, service, "Enquiry", "", number) for month in months]


def changes(data: Path, *words: str, tile: str = "contacts") -> list[str]:
    """What the Overview says of a headline's changes."""
    done = run(data, "overview", *words, "--format", "json")
    assert done.code == 0, done.err
    (one,) = (one for one in json.loads(done.out)["tiles"] if one["id"] == tile)
    return [words for words in one["words"] if words.startswith("On ")]


def test_a_service_that_came_late_is_not_held_against_months_it_has_not(tmp_path: Path) -> None:
    """'Up 0.9 percentage points on the year before', of twelve months against two: here 12 x 10 against 2 x 10."""
    data = load(tmp_path, contacts=[*contacts("Bins", 100), *contacts("Wills", 10, MONTHS[10:])])
    assert changes(data, *IN_2025, "--where", "service=Wills") == [
        "On the year before: no comparison: Wills has figures only since November 2024"
    ]
    assert changes(data, *IN_2025, "--where", "service=Bins") == ["On the year before: no change"]
    compared = compare(
        open_store(data),
        MEASURES["contacts"],
        Scope(Period(date(2025, 12, 1), date(2026, 1, 1))).with_choice("service", "Wills"),
    )
    assert compared is not None
    assert compared.then == Period(date(2025, 11, 1), date(2025, 12, 1)), "November against December is alike"


@pytest.mark.parametrize(("number", "named"), [(10, True), (4, False)])
def test_a_late_service_is_named_where_it_weighs_more_than_five_percent(
    number: int, named: bool, tmp_path: Path
) -> None:
    """10 of 110 contacts a month are 9 %, 4 of 104 are 4 %; 12 x 110 is 8.2 % more than 12 x 100 + 2 x 10."""
    data = load(tmp_path, contacts=[*contacts("Bins", 100), *contacts("Wills", number, MONTHS[10:])])
    (said,) = changes(data, *IN_2025)
    assert ("Wills has figures only since November 2024" in said) == named
    if named:
        assert said == "On the year before (Wills has figures only since November 2024): up 8.2%"


def headline(data: Path, tile: str, *words: str) -> dict:
    """One headline of the Overview, as a script reads it."""
    done = run(data, "overview", *words, "--format", "json")
    assert done.code == 0, done.err
    return next(one for one in json.loads(done.out)["tiles"] if one["id"] == tile)


def test_a_share_of_a_part_month_is_of_the_days_all_files_cover(sample_data: Path) -> None:
    """29.2% mixed 15 days of the online forms with 30 of the CRM: 45.6% in pandas, of 1 to 15 September alone."""
    rows = open_store(sample_data).rows("select received_at, channel::varchar as way, requester, count from contacts")
    rows = rows[rows["received_at"].between("2026-09-01", "2026-09-15 23:59:59") & (rows["requester"] != "staff")]
    known = rows[~rows["way"].isin(["partner", "other", "Not recorded"])]
    online = known.loc[known["way"].isin(["web", "app"]), "count"].sum() / known["count"].sum()
    tile = headline(sample_data, "online_share", "--from", "2026-09-01", "--to", "2026-09-30")
    assert tile["said"] == f"{online:.1%}"
    stops = "online_forms_and_app.csv.gz stops on 15 September 2026."
    days = "1 September 2026 to 15 September 2026"
    assert f"For {days}, the days that every file covers: {stops}" in tile["words"]
    late = headline(sample_data, "online_share", "--from", "2026-09-16", "--to", "2026-09-30")
    assert late["said"] == "–"
    assert late["words"][0] == f"No figure for 16 September 2026 to 30 September 2026: {stops}"


# The council's figure beside that of a selection


def test_the_council_beside_a_ward_keeps_the_service(sample_data: Path) -> None:
    """'The whole council: 200.5' stood beside one service's 5.9 of one ward."""
    ward = ("--where", "ward=Tannery", "--where", "service=Bins and recycling")
    council = headline(sample_data, "on_time", "--where", "service=Bins and recycling")
    words = headline(sample_data, "on_time", *ward)["words"]
    assert f"The whole council, same service: {council['said']}" in words
    assert not any("whole council" in line for line in headline(sample_data, "contacts", *ward)["words"])


# Reasons that are the reason, and titles that say of whom


def of_shares(*groups: tuple[str, float, float]) -> Answer:
    """Satisfied by service, from (service, satisfied, asked)."""
    columns = {
        "service": [name for name, _, _ in groups],
        "numerator": [part for _, part, _ in groups],
        "denominator": [whole for _, _, whole in groups],
    }
    frame = figures_with_ranges(MEASURES["satisfied"], ["service"], columns)
    return Answer(MEASURES["satisfied"], (DIMENSIONS["service"],), Scope(), frame, "", ())


def test_a_title_says_of_which_groups_it_speaks() -> None:
    """'Lowest for Roads' of two large groups, with a small one lower yet beside them in the chart."""
    few = findings.of_groups(of_shares(("Bins", 180, 200), ("Roads", 140, 200), ("Wills", 10, 40)))
    assert few == "Satisfied: worse than the rest for Wills and Roads; better for Bins"


def test_groups_that_are_alike_are_not_named_as_one() -> None:
    alike = of_shares(("Bins", 180, 200), ("Roads", 180, 200), ("Wills", 120, 200))
    counted = replace(alike, measure=MEASURES["contacts"], frame=alike.frame.assign(value=[180.0, 180.0, 120.0]))
    assert findings.of_groups(counted) == "Contacts: most for 2 of 3 alike, 180, which is 38% of all"


def test_all_or_none_has_no_range_that_is_one_figure() -> None:
    """'95% range 0.0% to 0.0%' of none in 100,000."""
    words = findings.headline(of_shares(("Bins", 0, 100_000)))
    assert words == "of 100,000 answers to the question"


def test_what_is_not_loaded_is_the_reason(tmp_path: Path) -> None:
    """'No whole month' was said of data that had never been loaded, and key measures without a figure were counted."""
    store = open_store(load(tmp_path, contacts=contacts("Bins", 100)))
    with pytest.raises(CxError, match=r"^'Satisfied' has no data yet: load an export of survey answers\.$"):
        series_of(store, MEASURES["satisfied"], Scope(), Council())
    found = key_measures(store, Scope(), Council())
    assert all(np.isfinite(one.series.values).any() for one in found.controls)
    assert f"of {len(found.controls)} key measure" in found.sentence


def test_a_definition_that_changed_after_the_data_is_not_told(sample_data: Path) -> None:
    """'Definition 2 since November 2026' stood beside data that end in September 2026."""
    assert definition_changes(open_store(sample_data), Scope(), Council()).changed == ()


# Forecasts


def test_a_band_narrower_than_its_own_record_is_called_too_narrow() -> None:
    """A band of 28 either way, and a record that was 419 out."""
    shown = Record(6, 20, 16, 419, 430)
    assert "Take the band as too narrow." in say_record(MEASURES["contacts"], shown, 6, half_width=28)
    assert "Take the band as too narrow." not in say_record(MEASURES["contacts"], shown, 6, half_width=500)


@pytest.mark.parametrize(
    ("needed", "base", "said"),
    [
        (0.0002, 5000, "needs less than 0.1 percentage points up every month"),
        (-0.1, 11, "is met by the latest figure, but that rests on 11; the question is whether it holds."),
        (-0.1, 5000, "is already met today; the question is whether it holds."),
    ],
)
def test_the_pace_is_never_nought_and_met_rests_on_a_base(needed: float, base: float, said: str) -> None:
    nan = float("nan")
    judged = Judged(
        Goal(0.9, True, "the target of 90.0%"), 0.5, "cannot say", Pace(needed, nan, nan, nan, nan, nan, 1), None
    )
    assert said in say_paces(MEASURES["satisfied"], [judged], "March 2027", base)


# Slips


def test_one_is_one_and_less_than_nought_has_a_minus() -> None:
    assert say_difference(MEASURES["satisfied"], 0.01) == "1.0 percentage point"
    assert say_value(MEASURES["days_to_close"], -3.0) == "−3.0 days"
    assert "added up" not in MEASURES["days_to_close"].counted
