"""The bands of a panel beside those of the residents: ages as they are written, and names that are one thing."""

from pathlib import Path

import pytest

from cxdata.analysis.panel.bands import AGE, CHARACTERISTICS, WARD, ages_of, line_up
from cxdata.analysis.panel.page import panel
from cxdata.council import Council
from cxdata.scope import Scope
from tests.analysis.test_panel import load, member

SEX = CHARACTERISTICS[1]


@pytest.mark.parametrize(
    ("name", "ages"),
    [
        *(("16-24", (16, 24)), ("16 to 24", (16, 24)), ("Aged 16–24", (16, 24)), ("under 16", (0, 15))),
        *(("75+", (75, 200)), ("75 and over", (75, 200)), ("Over 75", (75, 200)), ("Not known", None)),
        *(("16 and under 25", (16, 24)), ("0 to under 5", (0, 4)), ("16 years to 24 years", (16, 24))),
        *(("Aged 16", (16, 16)), ("16", (16, 16)), ("Aged 16 years", (16, 16)), ("75 years and over", (75, 200))),
        *(("Aged 4 years and under", (0, 4)), ("4 or younger", (0, 4)), ("All ages", None), ("Wave 2", None)),
    ],
)
def test_age_bands_are_read_as_they_are_written(name: str, ages: tuple[int, int] | None) -> None:
    assert ages_of(name) == ages


def test_bands_that_do_not_fit_are_not_compared() -> None:
    assert line_up(AGE, ["18-34", "35+"], ["16-24", "25+"]).why_not.startswith(
        "Age cannot be compared: the panel’s bands"
    )
    fine = line_up(AGE, ["18-34", "35+"], ["18-24", "25-34", "35-44", "45+", "0-17"])
    assert fine.of_residents == {"18-24": "18-34", "25-34": "18-34", "35-44": "35+", "45+": "35+"}
    assert fine.too_young == ("0-17",)


def test_residents_counted_twice_are_not_compared_and_a_total_is_no_group() -> None:
    twice = line_up(AGE, ["16-24", "25+"], ["16-24", "16-64", "65+"])
    assert twice.why_not == "Age cannot be compared: residents’ bands “16-24” and “16-64” count some people twice."
    assert line_up(SEX, ["Female", "Male"], ["All persons", "Female", "Male"]).names == ("Female", "Male")


def test_bands_that_end_under_an_age_count_nobody_twice_and_what_cannot_be_read_is_said() -> None:
    residents = ["Aged 4 years and under", "5 and under 16", "16 and under 25", "25 and over", "All ages", "Pensioners"]
    found = line_up(AGE, ["16-24", "25+"], residents)
    assert found.why_not == ""
    assert found.of_residents == {"16 and under 25": "16-24", "25 and over": "25+"}
    assert found.too_young == ("Aged 4 years and under", "5 and under 16")
    assert found.not_read == ("Pensioners",)


def test_wards_are_told_by_those_old_enough_without_a_total_or_an_unread_band(tmp_path: Path) -> None:
    """Abbey has 300 adults and 700 children, Castle 600 adults and none: one in three, not 1,000 or more of 1,900."""
    residents = [
        *("E05999001,age,16-39,100", "E05999001,age,40+,200", "E05999001,age,Aged 15 years and under,700"),
        *("E05999001,age,All ages,1000", "E05999001,age,Pensioners,50"),
        *("E05999002,age,16-39,300", "E05999002,age,40+,300", "E05999002,age,All ages,600"),
    ]
    members = [f"{member(n, '16-39' if n < 20 else '40+')[:-1]},E0599900{1 + n % 2}" for n in range(40)]
    result = panel(load(tmp_path, members, residents), Scope(), Council())
    assert [round(band.residents, 4) for band in result.of("ward").members.bands] == [0.3333, 0.6667]
    assert "Left out, as the panel asks nobody so young: residents aged 15 years and under." in result.sentences
    assert "Counted nowhere, as no age can be read of them: residents of “Pensioners”." in result.sentences


def test_one_thing_by_two_names_is_not_taken_for_a_group_that_is_missing() -> None:
    ethnicity = CHARACTERISTICS[2]
    clash = line_up(ethnicity, ["White", "Asian"], ["White", "Asian or Asian British"])
    assert clash.why_not.startswith(
        "Ethnic group cannot be compared: the panel’s file says “Asian”, the residents’ file"
    )
    missing = line_up(ethnicity, ["White", "Prefer not to say"], ["White", "Mixed"])
    assert (missing.why_not, missing.names) == ("", ("White", "Mixed"))
    assert line_up(SEX, ["F", "Men"], ["Female", "Male"]).of_residents == {"Female": "F", "Male": "Men"}
    assert line_up(WARD, ["Abbey"], ["Castle"]).names == ("Castle",)
