"""What leaves the officer's screen: every artefact made of a published answer is searched for the true small counts."""

import csv
import io
import json
import math
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from cxdata import findings
from cxdata.charts.dots import dots
from cxdata.charts.drawing.on_screen import figure_of
from cxdata.charts.satisfaction import levels
from cxdata.council import Council, read_council
from cxdata.errors import CxError
from cxdata.export.download import OFFICERS, to_csv
from cxdata.export.publish import ALSO_HIDDEN, VERSION, publish
from cxdata.export.tables import download_of, in_words
from cxdata.export.workbook import to_xlsx
from cxdata.stats.disclosure.rules import DisclosureRules
from tests.charts.answers import answer
from tests.conftest import ROOT
from tests.disclosure.planted import CONTACTS, SATISFIED, contacts, contacts_by_ward, satisfied_by_ward

COUNCIL = Council()


def numbers_in(text: str) -> set[float]:
    """Every number that is written in a text, and every percentage as it is and as a fraction."""
    return {float(found.replace(",", "")) for found in re.findall(r"(?<![\w.#])\d[\d,]*(?:\.\d+)?(?![\w])", text)}


def cells(data: bytes) -> list[object]:
    """Every figure of a workbook's first sheet."""
    return [value for row in list(openpyxl.load_workbook(io.BytesIO(data))["Figures"].values)[1:] for value in row]


def test_counts_of_one_to_four_are_c_and_others_to_the_nearest_five() -> None:
    shown = publish(contacts(), COUNCIL)
    displayed = dict(zip(CONTACTS, in_words(shown)["Contacts"], strict=True))
    assert displayed["Abbey", "web"] == displayed["Bede", "email"] == "[c]"
    assert displayed["Abbey", "phone"] == "25"
    assert displayed["Dene", "email"] == "10"
    assert shown.rules.startswith(VERSION)
    assert shown.published
    assert publish(shown, COUNCIL) is shown


def test_percentages_need_ten_people_and_enough_on_both_sides() -> None:
    shown = publish(satisfied_by_ward(), COUNCIL)
    told = dict(zip(SATISFIED, in_words(shown)["Satisfied"], strict=True))
    # 42 of 56 are published as 40 of 55: 73 %.
    assert told == {"Abbey": "[c]", "Bede": "[c]", "Castle": "[c]", "Dene": "73%"}
    for column in ("numerator", "denominator", "value", "lower", "upper"):
        assert shown.frame[column].notna().tolist() == [False, False, False, True], column


@pytest.mark.parametrize("ward", ["Abbey", "Bede", "Castle"])
def test_no_artefact_holds_a_hidden_count(ward: str) -> None:
    shown = publish(satisfied_by_ward(), COUNCIL)
    part, base = SATISFIED[ward]
    secret = {part, base, base - part, round(100 * part / base, 1), part / base}
    chart = dots(shown)
    download = download_of(shown)
    lines = list(csv.reader(io.StringIO(to_csv(download).decode("utf-8-sig"))))
    row = next(dict(zip(lines[0], line, strict=True)) for line in lines[1:] if line[0] == ward)
    of_ward = [row[name] for name in lines[0][1 : lines[0].index("Note")]]
    assert of_ward == ["[c]"] * 5, "counted, of how many, value and both limits"
    drawn = json.dumps(figure_of(chart.drawing).to_dict()["data"], default=list)
    for name, text in {
        "hover text and dots": drawn,
        "alternative text": chart.alt,
        "title": findings.of_groups(shown),
        "table": in_words(shown).drop(columns="95% range").to_csv(),
    }.items():
        assert not secret - {3, 4, 6, 9} & numbers_in(text), name
    assert not secret & {value for value in cells(to_xlsx(download)) if isinstance(value, float | int)}
    (note,) = (note for note in chart.notes if ward in note)
    assert note.startswith("No figure for")
    assert "[c] too few to show" in note


def test_all_levels_of_an_answer_are_safe_beside_their_total() -> None:
    # 7 + 7 + 4 of 18: published as 5, 5 and [c] of 20, where only 7 + 7 + 4 reach the 18 that 20 stands for.
    rows = [("phone", "1", 7, 18), ("phone", "2", 7, 18), ("phone", "5", 4, 18)]
    shown = publish(answer("answer_share", ["channel", "score"], rows), COUNCIL)
    assert shown.frame["suppressed"].sum() >= 2, "the 4 alone would be told"
    assert ALSO_HIDDEN in shown.notes
    assert not {0.22, 4 / 18} & numbers_in(repr(levels(shown)))


def test_two_small_parts_are_safe_beside_their_total_elsewhere() -> None:
    # 4 and 4: the headline of all wards shows 10, which stands for no less than 8.
    shown = publish(contacts_by_ward({"Abbey": 4, "Bede": 4, "Dene": 5}), COUNCIL)
    assert shown.frame["suppressed"].tolist()[:2] == [True, True]
    few = publish(contacts_by_ward({"Abbey": 4, "Bede": 4}), COUNCIL)
    assert few.frame["suppressed"].all()
    assert few.notes[0] == "Fewer than 10 people are in this selection, so it is not shown by group."


def test_seven_fours_and_nothing_else_are_given_no_reason() -> None:
    # 28 of 30: the least that reads 30, so seven groups of 1 to 4 would be seven fours.
    shown = publish(contacts_by_ward({f"Ward {number}": 4 for number in range(7)}), COUNCIL)
    assert shown.frame["suppressed"].all()
    assert ALSO_HIDDEN in shown.notes


def test_a_percentile_needs_as_many_people_beyond_it_as_a_percentage() -> None:
    def days(closed: int):
        rows = [("phone", 3.0 * closed, closed)]
        return publish(answer("days_to_close", ["channel"], rows, value=[3.0], p90=[9.0]), COUNCIL).frame.iloc[0]

    assert days(17)["suppressed"], "15 as published: 7 beyond the middle"
    assert days(20)["value"] == 3.0
    assert math.isnan(days(97)["p90"]), "95 as published: 9 beyond the slowest tenth"
    assert days(100)["p90"] == 9.0


def test_a_sentence_of_a_hidden_figure_says_c() -> None:
    now = publish(answer("contacts", [], [(3,)]), COUNCIL)
    then = publish(answer("contacts", [], [(40,)]), COUNCIL)
    assert findings.of_change(now, then)[0] == "[c] too few people to show a change"
    assert findings.of_change(then, now)[0] == "[c] too few people to show a change"
    assert findings.headline(now) == "[c] too few people to show"


def test_a_change_is_between_the_figures_shown() -> None:
    # 52 against 41 is up 26.8 %; published, 50 against 40 is up 25 %.
    now, then = (publish(answer("contacts", [], [(count,)]), COUNCIL) for count in (52, 41))
    assert findings.of_change(now, then)[0] == "up 25.0%"


def test_a_workbook_says_what_it_is() -> None:
    about = dict(
        openpyxl.load_workbook(io.BytesIO(to_xlsx(download_of(publish(satisfied_by_ward(), COUNCIL)))))["About"].values
    )
    assert about["Measure"] == "Satisfied"
    assert about["Rules"].startswith("Disclosure rules v1 applied. [c] is a figure on 1 to 4 people")
    officer = dict(openpyxl.load_workbook(io.BytesIO(to_xlsx(download_of(satisfied_by_ward()))))["About"].values)
    assert officer["Rules"] == OFFICERS


def test_text_out_of_the_data_is_no_formula_in_a_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(download_of(contacts_by_ward({"=1+1": 20, "Dene": 30})))))
    assert (book["Figures"]["A2"].value, book["Figures"]["A2"].data_type) == ("=1+1", "s")


def test_raised_thresholds_hold_everywhere(tmp_path: Path) -> None:
    (tmp_path / "council.toml").write_text("[disclosure]\nhide_below = 15\npercentage_base = 60\nround_to = 10\n")
    council = read_council(tmp_path)
    assert council.disclosure == DisclosureRules(15, 60, 10)
    shown = publish(contacts(), council)
    told = dict(zip(CONTACTS, in_words(shown)["Contacts"], strict=True))
    assert told["Dene", "email"] == "[c]", "12 is below 15"
    assert told["Abbey", "phone"] in ("20", "[c]")
    assert publish(satisfied_by_ward(), council).frame["suppressed"].all(), "56 is below 60"
    assert "on 1 to 14 people" in shown.rules


@pytest.mark.parametrize(("name", "value"), [("hide_below", 4), ("percentage_base", 9), ("round_to", 1)])
def test_lowered_thresholds_are_refused_in_words(tmp_path: Path, name: str, value: int) -> None:
    (tmp_path / "council.toml").write_text(f"[disclosure]\n{name} = {value}\n")
    with pytest.raises(CxError, match=rf"council.toml: Disclosure rules: {name} is {value}. It may be raised above"):
        read_council(tmp_path)


@pytest.mark.parametrize("value", ["4.9", "true", '"5"'])
def test_a_threshold_that_is_no_whole_number_is_refused(tmp_path: Path, value: str) -> None:
    (tmp_path / "council.toml").write_text(f"[disclosure]\nhide_below = {value}\n")
    with pytest.raises(CxError, match="hide_below in .disclosure. is a whole number, and not"):
        read_council(tmp_path)


def test_a_table_too_fine_to_check_is_refused() -> None:
    with pytest.raises(CxError, match="A table of 1,501 rows is too fine to be checked for publishing"):
        publish(contacts_by_ward({f"Ward {number}": 20 for number in range(1501)}), COUNCIL)


def test_show_publish_on_the_command_line(sample_data: Path) -> None:
    command = [sys.executable, "-m", "cxdata", "--data", str(sample_data), "show", "complaints", "--by", "ward"]
    run = [*command, "--from", "2026-08-01", "--to", "2026-08-31", "--publish", "--format"]
    officer = [*run[:-2], "--format", "json"]
    exact = json.loads(subprocess.run(officer, cwd=ROOT, capture_output=True, check=True).stdout)
    document = json.loads(subprocess.run([*run, "json"], cwd=ROOT, capture_output=True, check=True).stdout)
    truth = {row["ward"]: row["numerator"] for row in exact["rows"]}
    assert any(1 <= (count or 0) <= 4 for count in truth.values())
    for row in document["rows"]:
        true = truth[row["ward"]]
        if true and true < 5:
            assert (row["numerator"], row["value"], row["suppressed"], row["display"]) == (None, None, True, "[c]")
        elif true and not row["suppressed"]:
            assert row["numerator"] % 5 == 0
            assert abs(row["numerator"] - true) <= 2
    assert document["published"] is True
    assert any(note.startswith("Disclosure rules v1 applied.") for note in document["notes"])
    table = subprocess.run([*run, "table"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    assert "[c]" in table
    assert "Disclosure rules v1 applied." in table
