"""Sections of the Channels page on both sides: figures by another route, and the verdict."""

from pathlib import Path

import pytest

from cxdata.store import open_store
from tests.ui.conftest import OpenPage, words_on
from tests.ui.exhibits import table_of_exhibit
from tests.ui.sections import open_sections
from tests.ui.statistics import table_with

pytestmark = pytest.mark.pages
YEAR = "received_at >= date '2025-09-01' and received_at < date '2026-09-01' and requester <> 'staff'"


def test_key_services_stand_first_in_both_definitions_beside_their_band(open_page: OpenPage, sample_data: Path) -> None:
    app = open_sections(open_page("channels"), "take-up")
    rows = table_of_exhibit(app, "take-up", "As GOV.UK defines it")
    assert [row["Key service"] for row in rows[:5]] == ["yes"] * 4 + ["no"]
    garden = next(row for row in rows if row["Service"] == "Garden waste")
    assert garden["Target"] == "80% to 85%"
    [[own, nation]] = open_store(sample_data).tuples(
        "select count(*) filter (where channel in ('web', 'app')) / count(*), "
        "count(*) filter (where channel in ('web', 'app') and coalesce(completed, closed_at is not null)) "
        "/ count(*) filter (where coalesce(completed, closed_at is not null)) from contacts "
        f"where {YEAR} and service = 'Garden waste' and channel not in ('partner', 'other', 'Not recorded')"
    )
    assert (garden["Online"], garden["As GOV.UK defines it"]) == (f"{own:.0%}", f"{nation:.0%}")
    assert "below" in words_on(app)


def test_what_has_no_online_way_stands_by_volume(open_page: OpenPage, sample_data: Path) -> None:
    app = open_sections(open_page("channels"), "no-way")
    [[service, many]] = open_store(sample_data).tuples(
        f"select service::varchar, count(*) from contacts where {YEAR} and digital_available = false "
        "group by 1 order by 2 desc limit 1"
    )
    assert f"{service} is asked for most without an online way: {many:,} contacts" in words_on(app)


def test_the_committees_claim_has_its_verdict(open_page: OpenPage) -> None:
    app = open_sections(open_page("channels"), "complexity")
    words = words_on(app)
    assert "That complex matters need people is not supported: within a service, they come online as often" in words
    assert "all services taken together 1.4" in words


def test_forms_stand_step_by_step(open_page: OpenPage, sample_data: Path) -> None:
    app = open_sections(open_page("channels"), "forms")
    steps = {row["Step"]: row["How many"] for row in table_with(app, "Step")}
    [[begun, finished]] = open_store(sample_data).tuples(
        "select sum(starts)::bigint, sum(completions)::bigint from web where starts is not null and completions is not "
        "null and day >= date '2025-09-01' and day < date '2026-09-01'"
    )
    assert (steps["Online forms begun"], steps["Online forms finished"]) == (f"{begun:,}", f"{finished:,}")
    assert f"{1 - finished / begun:.0%} were given up" in words_on(app)
