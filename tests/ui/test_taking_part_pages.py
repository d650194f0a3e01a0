"""The pages on the residents' panel and on taking part: their sentences and figures are those of the commands."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.ingest.load.build import load_files
from tests.cli.terminal import run
from tests.ui.conftest import SAMPLE, OpenPage, tile_words_on, tiles_on, words_on
from tests.ui.sections import open_every_section, open_sections

WHOLE = {"period": "All dates"}


def alts_on(app: AppTest) -> list[str]:
    """The sentences that stand in for the drawings of the page, in order."""
    return [element.proto.alt for element in app.get("plotly_chart")]


@pytest.fixture(scope="module")
def panel_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the panel alone: no residents, no survey."""
    data = tmp_path_factory.mktemp("panel")
    assert load_files([SAMPLE / "residents_panel.csv"], data=data).files[0].loaded == 860
    return data


@pytest.fixture(scope="module")
def log_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the engagement log alone: no contacts."""
    data = tmp_path_factory.mktemp("log")
    assert load_files([SAMPLE / "engagement_log.csv"], data=data).files[0].loaded > 5000
    return data


def test_the_panel_is_headed_by_who_is_missing_and_how_many_more(open_page: OpenPage, sample_data: Path) -> None:
    app = open_page("panel")
    assert app.title[0].value == "Does the panel look like the borough?"
    assert app.header[0].value.replace("\\", "") == (
        "People aged 16 to 34 are 28 in 100 residents but 10 in 100 panel members: 160 too few."
    )
    told = json.loads(run(sample_data, "panel", "--format", "json").out)
    tiles = tiles_on(app)
    assert tiles["Members"] == "860"
    assert tiles["Active members"] == f"{told['active']:,}"
    assert tiles["To ask next"] == "160 more"
    assert ["To ask next", "160 more", "people aged 16 to 34"] in tile_words_on(app)


def test_every_age_band_is_drawn_beside_its_residents(open_page: OpenPage) -> None:
    (drawn,) = alts_on(open_page("panel"))
    assert "16-24 2%, residents 11%" in drawn
    assert "65-74 23%, residents 12%" in drawn


def test_the_sections_of_the_panel_say_whom_to_ask_and_how_answers_move(open_page: OpenPage, sample_data: Path) -> None:
    app = open_sections(open_page("panel", **WHOLE), "ask-next", "compared", "weighted", "sure")
    told = json.loads(run(sample_data, "panel", "--format", "json").out)
    words = words_on(app)
    assert "People aged 16 to 34: 160 more, most in University Quarter, Fuller Street and Beacon Fold." in words
    first = told["answers"]["questions"][0]
    assert f"satisfied is {first['weighted']:.0%}, not {first['share']:.0%}, of {first['answers']} answers" in words
    assert "Weighted by age, sex, ethnic group, disability and ward." in words
    assert "Left out, as the panel asks nobody so young: residents aged 0-15." in words


def test_a_panel_without_residents_says_what_to_load(open_page: OpenPage, panel_only: Path) -> None:
    app = open_every_section(open_page("panel", data=panel_only))
    assert not app.exception
    assert app.header[0].value.replace("\\", "").startswith("860 members on the panel. Load residents by age")
    assert "No residents by age are loaded." in words_on(app)
    assert alts_on(app) == []


def test_without_a_panel_or_a_log_each_page_names_the_file_that_fills_it(
    open_page: OpenPage, enquiries_only: Path
) -> None:
    for page, said in (
        ("panel", "No residents’ panel is loaded"),
        ("taking_part", "Nothing is loaded of who takes part"),
    ):
        app = open_page(page, data=enquiries_only)
        assert not app.exception
        assert app.header[0].value.replace("\\", "").startswith(said)
        assert alts_on(app) == []


def test_the_ladder_is_headed_by_the_step_at_which_most_are_lost(open_page: OpenPage, sample_data: Path) -> None:
    app = open_page("taking_part")
    assert app.title[0].value == "Who takes part, and where do we lose them?"
    assert app.header[0].value == "Of 100 contacts 11 are asked for their views: there the largest share is lost."
    told = json.loads(run(sample_data, "ladder", "--format", "json").out)
    tiles = tiles_on(app)
    for step in told["steps"][1:]:
        assert tiles[step["title"]] == f"{step['people']:,.0f}"
    assert tiles["Sources gone silent"] == "1"
    (drawn,) = alts_on(app)
    assert f"Asked for views {told['steps'][1]['people']:,.0f}" in drawn


def test_the_sections_of_the_ladder_say_by_whom_since_when_and_who_refers(open_page: OpenPage) -> None:
    app = open_sections(open_page("taking_part"), "groups", "course", "sources", "more")
    words = words_on(app)
    assert "Asked less often than the rest: Web, App, E-mail and 6 more" in words
    assert "Beacon Primary Care Network has referred nobody since September 2025." in words
    assert "there would be 397 voices" in words
    drawn = " ".join(alts_on(app))
    assert "Home Improvement Agency 154, was 61" in drawn
    assert "Lines over 9 quarters" in drawn


def test_a_ward_narrows_the_ladder_and_says_so(open_page: OpenPage, sample_data: Path) -> None:
    app = open_page("taking_part", ward="Tannery")
    told = json.loads(run(sample_data, "ladder", "--where", "ward=Tannery", "--format", "json").out)
    assert tiles_on(app)["Asked for views"] == f"{told['steps'][1]['people']:,.0f}"
    assert "This page is of ward Tannery only." in words_on(app)


def test_a_log_without_contacts_begins_at_its_own_first_step(open_page: OpenPage, log_only: Path) -> None:
    app = open_every_section(open_page("taking_part", data=log_only))
    assert not app.exception
    assert app.header[0].value == "Of 100 who attended 24 take part in design: there the largest share is lost."
    assert "Nothing can be said without contacts, or of fewer than 100 of them." in words_on(app)


def test_nothing_of_either_page_is_published(sample_data: Path) -> None:
    for command in ("panel", "ladder"):
        done = run(sample_data, command, "--publish", "--format", "json")
        assert done.code == 0, done.err
        assert json.loads(done.out)["parts"] == []
