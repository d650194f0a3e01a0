"""The residents' panel: figures counted again from the files by pandas, and small panels worked by hand."""

import json
import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from cxdata.analysis.panel.page import MOST_WORDS, NO_PANEL, NOT_SAID, Panel, panel
from cxdata.analysis.panel.weighted import BY_REFERENCE, BY_WORD, NONE, NONE_HERE, say_moved
from cxdata.council import Council
from cxdata.ingest.load.build import load_files
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.cli.terminal import run
from tests.conftest import ROOT

SAMPLE = ROOT / "sample_data"
HEADER = "Panel ID,Name,Email,Joined,Last took part,Age,Sex,Ethnic group,Disabled,Language,Ward"
RESIDENTS = "Ward code,Characteristic,Band,Residents"


@pytest.fixture(scope="module")
def sample_panel(store: Store) -> Panel:
    return panel(store, Scope(), Council())


@pytest.fixture(scope="module")
def members() -> pd.DataFrame:
    return pd.read_csv(SAMPLE / "residents_panel.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def adults() -> pd.DataFrame:
    """Residents of 16 and over by ward (rows) and age band (columns)."""
    found = pd.read_csv(SAMPLE / "population_by_ward.csv").set_index("Ward")
    return found.drop(columns=["Ward code", "All ages", "0-15"])


def load(tmp_path: Path, members: Sequence[str], residents: Sequence[str] = (), survey: Sequence[str] = ()) -> Store:
    """A store of a panel, residents and a survey, as rows of the sample's layouts; empty ones are not loaded."""
    files = []
    for name, header, rows in (
        ("panel.csv", HEADER, members),
        ("residents.csv", RESIDENTS, residents),
        ("survey.csv", (SAMPLE / "survey_answers.csv").read_text("utf-8-sig").splitlines()[0], survey),
    ):
        if rows:
            (tmp_path / name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
            files.append(tmp_path / name)
    assert not load_files(files, data=tmp_path / "data").refused
    return open_store(tmp_path / "data")


def member(number: int, age: str, sex: str = "Female", *, active: str = "01/09/2026") -> str:
    return f"M{number},,,01/01/2024,{active},{age},{sex},,,,"


def answer(number: int, score: int, *, who: str = "", age: str = "", how: str = "Text after call") -> str:
    return f"R{number},0{1 + number % 9}/09/2026,{score},,,,Phone,Benefits,RES,,,{age},,,{who},{how},,"


def test_every_band_is_as_counted_in_the_files(
    sample_panel: Panel, members: pd.DataFrame, adults: pd.DataFrame
) -> None:
    bands = {band.name: band for band in sample_panel.of("age_band").members.bands}
    counted = members["Age"].value_counts()
    there = adults.sum() / adults.to_numpy().sum()
    assert list(bands) == ["16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"]
    for name, band in bands.items():
        assert band.members == counted[name]
        assert band.residents == pytest.approx(there[name])
        assert band.ratio == pytest.approx(counted[name] / 860 / there[name])
        assert band.short == max(math.ceil(860 * there[name] - counted[name]), 0)
    assert [name for name, band in bands.items() if band.flag == "too few"] == ["16-24", "25-34"]


def test_active_are_those_who_took_part_in_the_last_twelve_months(sample_panel: Panel, members: pd.DataFrame) -> None:
    took_part = pd.to_datetime(members["Last took part"], format="%d/%m/%Y")
    since = took_part.max() - pd.DateOffset(months=12)
    active = members[took_part > since]
    assert (sample_panel.members, sample_panel.active) == (860, len(active))
    bands = {band.name: band.members for band in sample_panel.of("sex").active.bands}
    assert bands == active["Sex"].value_counts().drop("Prefer not to say").to_dict()


def test_ethnicity_and_disability_leave_out_who_prefers_not_to_say(sample_panel: Panel, members: pd.DataFrame) -> None:
    groups = pd.read_csv(SAMPLE / "population_by_group.csv")
    for column, head, name in (("ethnicity", "Ethnic group", "Ethnic group"), ("disability", "Disabled", "Disability")):
        row = sample_panel.of(column)
        told = members[head].value_counts()
        assert row.members.left_out == {"Prefer not to say": told["Prefer not to say"]}
        assert row.members.base == 860 - told["Prefer not to say"]
        there = groups[groups["Characteristic"] == name].groupby("Band")["Residents"].sum()
        for band in row.members.bands:
            assert band.members == told[band.name]
            assert band.residents == pytest.approx(there[band.name] / there.sum())


def test_wards_are_compared_by_their_adults(sample_panel: Panel, adults: pd.DataFrame) -> None:
    bands = {band.name: band.residents for band in sample_panel.of("ward").members.bands}
    assert bands == pytest.approx((adults.sum(axis=1) / adults.to_numpy().sum()).to_dict())


def test_whom_to_ask_next_and_where(sample_panel: Panel, members: pd.DataFrame, adults: pd.DataFrame) -> None:
    first = sample_panel.wanted[0]
    young = ["16-24", "25-34"]
    share = adults[young].to_numpy().sum() / adults.to_numpy().sum()
    here = members["Age"].isin(young)
    assert first.who == "People aged 16 to 34"
    assert first.short == math.ceil(860 * share - here.sum())
    codes = pd.read_csv(SAMPLE / "population_by_ward.csv").set_index("Ward code")["Ward"]
    per_ward = members[here]["Ward"].map(codes).value_counts()
    missing = 860 * adults[young].sum(axis=1) / adults.to_numpy().sum() - per_ward.reindex(adults.index).fillna(0)
    assert list(first.wards) == missing.sort_values(ascending=False).index[:3].tolist()


def test_the_finding_is_said_in_at_most_twenty_words(sample_panel: Panel) -> None:
    assert (
        sample_panel.finding == "People aged 16 to 34 are 28 in 100 residents but 10 in 100 panel members: 160 too few."
    )
    assert len(sample_panel.finding.split()) <= MOST_WORDS


def test_answers_are_known_by_reference_and_weighted_to_every_margin(
    sample_panel: Panel, members: pd.DataFrame
) -> None:
    survey = pd.read_csv(SAMPLE / "survey_answers.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    theirs = survey[survey["Customer Ref"].isin(members["Panel ID"])]
    theirs = theirs[theirs["Q1 Overall (1-5)"].isin(list("12345"))]
    first = sample_panel.answers.questions[0]
    assert sample_panel.answers.how == BY_REFERENCE
    assert (first.title, first.answers) == ("Satisfied", len(theirs))
    assert first.share == pytest.approx(theirs["Q1 Overall (1-5)"].astype(int).ge(4).mean())
    assert first.by == ("age", "sex", "ethnic group", "disability", "ward")
    assert 1 < first.design_effect < 2.5
    assert first.effective_base < first.answers


def test_a_choice_narrows_the_answers_and_not_the_members(store: Store, sample_panel: Panel) -> None:
    narrowed = panel(store, Scope().with_choice("channel", "phone"), Council())
    assert narrowed.compared == sample_panel.compared
    assert narrowed.answers.questions[0].answers < sample_panel.answers.questions[0].answers


def test_a_panel_by_hand_and_its_answers_weighted_by_hand(tmp_path: Path) -> None:
    """Of 100 members 20 are young, of residents half. 20 young answers, 6 satisfied, and 80 old ones, 72 satisfied: 78%
    as answered, (30% + 90%) / 2 weighted. Weights of 2.5 and 0.625 speak as 10,000 / (20 x 6.25 + 80 x 0.390625) = 64.
    """
    members = [member(n, "16-39" if n < 20 else "40+") for n in range(100)]
    residents = ["E05999001,age,16-24,300", "E05999001,age,25-39,200", "E05999001,age,40+,500", "E05999001,age,0-15,90"]
    survey = [answer(n, 4 if n < 6 or 20 <= n < 92 else 2, who=f"M{n}") for n in range(100)]
    result = panel(load(tmp_path, members, residents, survey), Scope(), Council())
    assert result.finding == "People aged 16 to 39 are 50 in 100 residents but 20 in 100 panel members: 30 too few."
    first = result.answers.questions[0]
    assert (round(first.share, 3), round(first.weighted, 3)) == (0.78, 0.6)
    assert first.effective_base == pytest.approx(64)
    assert first.design_effect == pytest.approx(100 / 64)
    assert say_moved(first) == "Weighted to the residents, satisfied is 60%, not 78%, of 100 answers that count as 64."
    assert "Left out, as the panel asks nobody so young: residents aged 0-15." in result.sentences


def test_answers_that_say_they_came_by_the_panel_stand_in_where_no_reference_is_shared(tmp_path: Path) -> None:
    members = [member(n, "16-39" if n < 20 else "40+") for n in range(60)]
    residents = ["E05999001,age,16-39,500", "E05999001,age,40+,500"]
    survey = [answer(n, 5, age="16-39" if n < 10 else "40+", how="Residents' panel") for n in range(40)]
    survey += [answer(100 + n, 1, age="40+") for n in range(40)]
    result = panel(load(tmp_path, members, residents, survey), Scope(), Council())
    assert result.answers.how == BY_WORD
    assert (result.answers.questions[0].answers, result.answers.questions[0].weighted) == (40, pytest.approx(1))


def test_how_answers_are_known_is_of_all_that_are_loaded_not_of_the_choice(tmp_path: Path) -> None:
    """Members answer with their reference about benefits; of parking some say alone that they came by the panel."""
    members = [member(n, "16-39" if n < 20 else "40+") for n in range(60)]
    survey = [answer(n, 5, who=f"M{n}") for n in range(40)]
    by_word = [answer(100 + n, 1, age="40+", how="Residents' panel").replace("Benefits", "Parking") for n in range(40)]
    store = load(tmp_path, members, survey=[*survey, *by_word])
    parking, benefits = (Scope().with_choice("service", name) for name in ("Parking", "Benefits"))
    for scope, how, has_any in ((parking, f"{BY_REFERENCE} {NONE_HERE}", False), (benefits, BY_REFERENCE, True)):
        told = panel(store, scope, Council()).answers
        assert (told.how, bool(told.questions)) == (how, has_any)
    nobody = panel(store, Scope(period=Period(date(2020, 1, 1), date(2020, 2, 1))), Council()).answers
    assert (nobody.how, nobody.questions) == (f"{BY_REFERENCE} {NONE_HERE}", ())


def test_a_margin_of_which_nobody_answered_is_left_out_and_said(tmp_path: Path) -> None:
    members = [member(n, "16-39" if n < 20 else "40+", "Female" if n % 2 else "Male") for n in range(100)]
    residents = [
        *("E05999001,age,16-39,500", "E05999001,age,40+,500"),
        *("E05999001,Sex,Female,500", "E05999001,Sex,Male,500"),
    ]
    survey = [answer(n, 4, who=f"M{n}") for n in range(20, 90)]
    first = panel(load(tmp_path, members, residents, survey), Scope(), Council()).answers.questions[0]
    assert first.by == ("sex",)
    assert "Not weighted by age: nobody of 16-39 answered." in first.notes


def test_without_any_answer_known_to_be_a_members_it_says_why(tmp_path: Path) -> None:
    members = [member(n, "16-39") for n in range(30)]
    result = panel(load(tmp_path, members, survey=[answer(n, 4, who=f"C{n}") for n in range(40)]), Scope(), Council())
    assert (result.answers.how, result.answers.questions) == (NONE, ())


def test_no_panel_no_residents_one_member(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("none", "alone", "one")]
    for folder in folders:
        folder.mkdir()
    none = panel(load(folders[0], [], ["E05999001,age,16-39,500"]), Scope(), Council())
    assert (none.finding, none.members, none.wanted, none.sentences) == (NO_PANEL, 0, (), ())
    alone = panel(load(folders[1], [member(n, "16-39") for n in range(30)]), Scope(), Council())
    assert alone.finding.startswith("30 members on the panel. Load residents by age")
    assert alone.of("age_band").why_not == "No residents by age are loaded."
    one = panel(
        load(folders[2], [member(1, "16-39")], ["E05999001,age,16-39,500", "E05999001,age,40+,500"]), Scope(), Council()
    )
    assert one.wanted == ()
    assert one.finding == "1 member on the panel: too few to be compared with residents."
    for result in (none, alone, one):
        json.dumps(result.as_dict(), allow_nan=False)


def test_nobody_active_all_active_and_nobody_knows(tmp_path: Path) -> None:
    residents = ["E05999001,age,16-39,500", "E05999001,age,40+,500"]
    for name, last, active in (("all", "01/09/2026", 40), ("nobody-said", "", None)):
        (tmp_path / name).mkdir()
        rows = [member(n, "16-39" if n < 20 else "40+", active=last) for n in range(40)]
        result = panel(load(tmp_path / name, rows, residents), Scope(), Council())
        assert result.active == active
        assert (NOT_SAID in result.sentences) is (active is None)
        assert result.of("age_band").active.base == (active or 0)
    (tmp_path / "old").mkdir()
    # All took part last two years before the newest member joined, and that one never did.
    rows = [member(n, "16-39", active="01/01/2024") for n in range(39)] + ["M99,,,01/09/2026,,40+,,,,,"]
    silent = panel(load(tmp_path / "old", rows, residents), Scope(), Council())
    assert silent.active == 0
    assert "0 of 40 members, 0 in 100, took part in the 12 months to 1 September 2026." in silent.sentences


def test_of_fewer_than_ten_members_no_number_leaves_in_a_script(tmp_path: Path) -> None:
    members = [member(n, "16-39" if n < 7 else "40+") for n in range(60)]
    load(tmp_path, members, ["E05999001,age,16-39,500", "E05999001,age,40+,500"])
    told = json.loads(run(tmp_path / "data", "panel", "--format", "json").out)
    (young, old) = next(row for row in told["compared"] if row["column"] == "age_band")["members"]["bands"]
    assert (young["fewer_than_10"], young["members"], young["share"], young["short"]) == (True, None, None, None)
    assert (old["fewer_than_10"], old["members"]) == (False, 53)
    assert told["wanted"][0]["say_short"] == "at least 21 more"
    words = run(tmp_path / "data", "panel").out
    assert "fewer than 10" in words
    assert " 7 " not in words
    assert "23 more" not in words


def test_of_fewer_than_ten_active_or_silent_members_no_number_is_said(tmp_path: Path) -> None:
    """Of 200 members 3 took part, and of 4 the sex is not known."""
    members = [
        member(n, "16-39" if n < 90 else "40+", "" if n < 4 else "Male" if n % 2 else "Female") for n in range(3)
    ]
    members += [
        member(n, "16-39" if n < 90 else "40+", "Prefer not to say" if n < 7 else "Male", active="01/01/2024")
        for n in range(3, 200)
    ]
    rows = ["age,16-39,500", "age,40+,500", "Sex,Male,500", "Sex,Female,500"]
    store = load(tmp_path, members, [f"E05999001,{row}" for row in rows])
    result = panel(store, Scope(), Council())
    assert "Fewer than 10 of 200 members took part in the 12 months to 1 September 2026." in result.sentences
    assert any("sex fewer than 10" in line for line in result.sentences)
    told = json.loads(run(tmp_path / "data", "panel", "--format", "json").out)
    assert (told["active"], told["active_fewer_than_10"], told["members"]) == (None, True, 200)
    assert [row["active"]["base"] for row in told["compared"] if row["column"] == "age_band"] == [None]


def test_residents_that_are_loaded_and_fit_no_band_are_not_asked_for_again(tmp_path: Path) -> None:
    members = [member(n, "18-34" if n < 20 else "35+", "") for n in range(40)]
    result = panel(load(tmp_path, members, ["E05999001,age,16-24,500", "E05999001,age,25+,500"]), Scope(), Council())
    assert result.finding == "40 members on the panel. Age cannot be compared."
    assert any(line.startswith("Age cannot be compared: the panel’s bands") for line in result.sentences)
