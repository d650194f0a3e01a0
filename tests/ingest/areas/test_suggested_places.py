"""Columns that say where something is are suggested as places, marked personal, and loaded as wards."""

import json
import random
from pathlib import Path

import pytest

from cxdata.ingest.plan.trial import look_at_file, trial_of
from cxdata.ingest.suggest.suggestion import suggest_profile
from cxdata.store import open_store
from tests.cli.terminal import run
from tests.ingest.areas.town import CODES, SOUTH, WEST, write_lookup, write_wards


def export(folder: Path, heading: str, *cells: str) -> Path:
    """Enquiries with one more column or two."""
    lines = [f"Enquiry ref,Date received,Contact method,Service,{heading}"]
    lines += [f"Q{n:04d},{n % 28 + 1:02d}/03/2025,Phone,Waste,{cell}" for n, cell in enumerate(cells)]
    path = folder / "enquiries.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def postcodes(count: int) -> list[str]:
    random_ = random.Random(5)
    return [f"OX{random_.randrange(1, 9)} {random_.randrange(10)}{random_.choice(['AB', 'XY'])}" for _ in range(count)]


@pytest.mark.parametrize("heading", ["Postcode", "Customer Post Code", "Site postcode", "post_code"])
def test_postcodes_are_turned_into_a_ward_and_dropped(tmp_path: Path, heading: str) -> None:
    suggestion = suggest_profile(export(tmp_path, heading, *postcodes(50)))
    guess = suggestion.guess("postcode")
    assert guess is not None
    assert guess.columns == (heading,)
    assert f": {heading} is turned into a ward and then dropped." in suggestion.words()


def test_halves_of_postcodes_are_postcodes_too(tmp_path: Path) -> None:
    suggestion = suggest_profile(export(tmp_path, "Postcode", *[f"OX{n % 9 + 1}" for n in range(50)]))
    assert suggestion.guess("postcode") is not None


def test_uprn_easting_and_northing(tmp_path: Path) -> None:
    cells = [f"{100_012_000_000 + n},{451_000 + n * 13},{205_000 + n * 17}" for n in range(60)]
    suggestion = suggest_profile(export(tmp_path, "UPRN,Easting,Northing", *cells))
    found = {guess.field: guess.columns for guess in suggestion.fields}
    assert (found["uprn"], found["easting"], found["northing"]) == (("UPRN",), ("Easting",), ("Northing",))
    assert {"UPRN", "Easting", "Northing"} <= set(suggestion.personal)
    assert (suggestion.grid, suggestion.questions) == (None, ())


def test_x_and_y_in_degrees_are_no_grid_and_one_half_is_none(tmp_path: Path) -> None:
    cells = [f"-1.2{n:03d},51.7{n:03d}" for n in range(60)]
    fields = {guess.field for guess in suggest_profile(export(tmp_path, "X,Y", *cells)).fields}
    assert not {"easting", "northing"} & fields
    half = suggest_profile(export(tmp_path, "Easting", *[str(451_000 + n) for n in range(60)]))
    assert half.guess("easting") is None


def test_a_grid_that_the_heading_names_and_one_that_must_be_asked(tmp_path: Path) -> None:
    cells = [f"{715_000 + n},{734_000 + n}" for n in range(60)]
    assert suggest_profile(export(tmp_path, "ITM Easting,ITM Northing", *cells)).grid == "Irish Transverse Mercator"
    path = export(tmp_path, "Easting,Northing", *cells)
    (question,) = suggest_profile(path).questions
    assert (question.id, question.choices[0]) == ("grid", "Irish Transverse Mercator")
    answered = suggest_profile(path, answers={"grid": "Irish Transverse Mercator"})
    assert answered.to_profile("x").grid == "Irish Transverse Mercator"


def test_from_the_command_line_to_the_ward(tmp_path: Path) -> None:
    data = tmp_path / "data"
    cells = ["OX4 1AB,,", "ox41ac,,", f",{WEST + 2500},{SOUTH + 2500}", "OX4,,"] * 10
    path = export(tmp_path, "Postcode,Easting,Northing", *cells)
    lookup = write_lookup(tmp_path, [("OX4 1AB", CODES[0]), ("OX4 1AC", CODES[1])])
    done = run(data, "load", write_wards(tmp_path), lookup, path, "--suggested", "--format", "json")
    assert done.code == 0, done.out + done.err
    counted = open_store(data).tuples("select ward::varchar, count(*) from contacts group by 1 order by 1")
    assert counted == [("Abbey", 10), ("Brook", 10), ("Isle", 10), ("Not recorded", 10)]
    messages = [problem["message"] for problem in json.loads(done.out)["files"][2]["problems"]]
    assert any("10 have a part of a postcode only" in message for message in messages)
    assert "OX4" not in done.out.upper()


def test_the_page_looks_at_a_lookup_and_its_trial_says_nothing_of_lookups(tmp_path: Path) -> None:
    lookup = write_lookup(tmp_path, [("OX4 1AB", CODES[0]), ("OX4 1AC", CODES[1])])
    assert look_at_file(lookup).lookup == "A postcode lookup of 2 postcodes in 2 wards."
    path = export(tmp_path, "Postcode", *postcodes(30))
    look = look_at_file(path)
    with trial_of(look, suggest_profile(path).to_profile("trial"), data=tmp_path) as trial:
        assert [problem.message for problem in trial.receipt.problems if "lookup" in problem.message] == []
    assert set(look.first_rows()["Postcode"]) == {"personal, not shown"}
