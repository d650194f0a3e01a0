"""council.toml: what an officer may set is read as written, and what cannot be is refused in a sentence."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cxdata.council import Council, OtherCouncils, Provider, Redaction, SameDefinition, Tracking, read_council
from cxdata.council.form import SECTIONS
from cxdata.data_folder import write_name
from cxdata.errors import CxError
from cxdata.settings import read_settings
from tests.cli.terminal import run


def settings(folder: Path, text: str) -> Council:
    (folder / "council.toml").write_text(text, encoding="utf-8")
    return read_council(folder)


def test_references_and_names_of_the_councils_own(tmp_path: Path) -> None:
    assert settings(tmp_path, "").redaction == Redaction()
    own = settings(tmp_path, "[redaction]\nreferences = ['FS-Case-\\d+', 'CT\\d{8}']\nnames = ['Karen Ode']").redaction
    assert own == Redaction((r"FS-Case-\d+", r"CT\d{8}"), ("Karen Ode",))


def test_how_many_versions_are_kept(tmp_path: Path) -> None:
    assert settings(tmp_path, "").versions == 5
    assert settings(tmp_path, "[store]\nversions = 1\n").versions == 1


@pytest.mark.parametrize("written", ["versions = 0", "versions = 51"])
def test_a_number_of_versions_that_cannot_be_is_refused(tmp_path: Path, written: str) -> None:
    with pytest.raises(CxError, match="versions in .store. is a whole number from 1 to 50, and not"):
        settings(tmp_path, f"[store]\n{written}\n")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("references = ['FS-(']", r"the reference 'FS-\(' in \[redaction\] is no regular expression"),
        ("references = ['[0-9]*']", "fits an empty text, so it would be everywhere"),
        ("references = 'FS'", "references in .redaction. is a list of texts, none of them blank"),
        ("names = ['Karen', ' ']", "names in .redaction. is a list of texts, none of them blank"),
        ("names = [7]", "names in .redaction. is a list of texts"),
    ],
)
def test_what_cannot_be_looked_for_is_refused(tmp_path: Path, written: str, sentence: str) -> None:
    with pytest.raises(CxError, match=sentence):
        settings(tmp_path, f"[redaction]\n{written}\n")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("[disclosur]\nround_to = 10\n", "has no section [disclosur]. Did you mean disclosure?"),
        ("[[target]]\nmeasure = 'satisfied'\n", "has no section [[target]]. Did you mean targets"),
        ("round_to = 10\n", "has no setting 'round_to' outside a section. It belongs under [disclosure]."),
        ("[disclosure]\nround_too = 10\n", "[disclosure] has no setting 'round_too'. Did you mean round_to?"),
        ("[redaction]\npeople = ['Karen']\n", "[redaction] has no setting 'people'. There is references or names."),
        ("[opening_hours]\nmonnday = ['09:00', '17:00']\n", "has no setting 'monnday'. Did you mean monday"),
        ("[base]\nfone = 'calls'\n", "[base] has no setting 'fone'. Did you mean phone?"),
        ("[store]\nversions = true\n", "versions in [store] is a whole number, and not true."),
        ("[store]\nversions = '5'\n", 'versions in [store] is a whole number, and not "5".'),
        ("[disclosure]\nround_to = 5.5\n", "round_to in [disclosure] is a whole number, and not 5.5."),
        ("[[targets]]\nmeasure = 'satisfied'\n", "[[targets]] number 1 has no since, which is a date, such as"),
        (
            "[[targets]]\nmeasure = 'x'\nsince = 2026-04-01\n[[targets]]\nmeasure = 'y'\nsince = 'April'\n",
            'since in [[targets]] number 2 is a date, such as 2026-04-01, and not "April".',
        ),
        ("[[targets]]\nmeasure = 'satisfied'\nsince = 2026-04-01\nlow = nan\n", "is a number, and not nan."),
        (
            "[targets]\nmeasure = 'satisfied'\n",
            "each entry of targets begins with [[targets]], in two pairs of brackets.",
        ),
        (
            "[[providers]]\nname = 'A'\nkind = 'firm'\n",
            '"in_house", "company", "contractor" or "partner", and not "firm".',
        ),
        ("[[providers]]\nname = 'A'\n", "[[providers]] number 1 has no kind, which is"),
        ("[[same_definitions]]\nmeasure = 'satisfied'\n", "[[same_definitions]] number 1 has no definition"),
        ("council = 'Ambleford'\n", "[council] is a section of settings, each on a line of its own under it."),
        ("[[events]]\ndate = 2026-04-01\n", "[[events]] number 1 has no title, which is a text in quotation marks."),
        ("[opening_hours]\nmonday = ['9', '17']\n", 'monday in [opening_hours] is two times of day, such as ["09:00"'),
        ("[council]\nname = Ambleford\n", "cannot be read: what is wrong stands on line 2"),
    ],
)
def test_what_is_no_setting_is_refused_with_the_nearest_name(tmp_path: Path, written: str, sentence: str) -> None:
    """ "[disclosur]" would leave the threshold at 5 in silence."""
    with pytest.raises(CxError) as refusal:
        settings(tmp_path, written)
    assert sentence in str(refusal.value)
    assert not re.search(r"NoneType|object|KeyError|Error|\bstr\b|\bint\b", str(refusal.value)), "no Python in it"


def test_every_setting_of_the_documents_and_of_the_sample_is_known() -> None:
    """docs/council.md names each section and each setting that is read, and no other."""
    root = Path(__file__).parents[1]
    page = (root / "docs" / "council.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `\[+(\w+)\]+` \| (.*) \|$", page, re.MULTILINE))
    assert set(rows) == set(SECTIONS)
    for name, section in SECTIONS.items():
        told = set(section.settings) if name != "opening_hours" else {"monday", "bank_holidays"}
        assert {setting for setting in told if f"`{setting}" not in rows[name]} == set(), name
    sample = read_council(root / "sample_data")
    assert sample.round_to == 5
    assert len(sample.targets) == 8


def test_a_setting_that_means_nothing_any_more_breaks_nothing_and_is_told(tmp_path: Path) -> None:
    old = settings(tmp_path, "[disclosure]\nhide_below = 10\npercentage_base = 20\n")
    assert old.round_to == 10, "whoever hid counts under ten is told none nearer than to ten"
    assert old.outdated == (
        "council.toml: hide_below in [disclosure] means nothing any more: published counts are rounded and none is "
        "hidden; it is taken as round_to where it is more. Take the line out.",
        "council.toml: percentage_base in [disclosure] means nothing any more: a published percentage needs 30 people, "
        "a mean 100. Take the line out.",
    )
    said = run(tmp_path, "measures")
    assert said.code == 0
    assert said.err.count("means nothing any more") == 2
    with pytest.raises(CxError, match="round_to in .disclosure. is 3. It may be raised above 5, never lowered"):
        settings(tmp_path, "[disclosure]\nround_to = 3\n")


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    """Windows puts a mark of three bytes in front of UTF-8."""
    (tmp_path / "council.toml").write_bytes(b"\xef\xbb\xbf" + b'[council]\r\nname = "Ambleford"\r\n')
    assert read_council(tmp_path).name == "Ambleford"
    (tmp_path / "council.toml").write_bytes('[council]\nname = "Öst"\n'.encode("cp1252"))
    with pytest.raises(CxError, match="is not written in UTF-8. Save it again as UTF-8"):
        read_council(tmp_path)


def test_a_name_is_written_where_there_is_no_file(tmp_path: Path) -> None:
    write_name(tmp_path / "data", '  Town  of "Three Elms" \\ Ö ')
    assert read_council(tmp_path / "data") == Council(name='Town of "Three Elms" \\ Ö')


@pytest.mark.parametrize(
    "before",
    [
        "# ours\n[disclosure]\nround_to = 10\n",
        '# ours\n[disclosure]\nround_to = 10\n\n[council]  # who we are\ntimezone = "Europe/Dublin"\n[real_change]\n',
        "# ours\n[disclosure]\nround_to = 10\n[council]\n",
    ],
)
def test_a_name_is_added_to_a_file_and_all_else_stays(tmp_path: Path, before: str) -> None:
    path = tmp_path / "council.toml"
    path.write_text(before, encoding="utf-8")
    standing = read_council(tmp_path)
    write_name(tmp_path, "Ambleford")
    assert read_council(tmp_path) == replace(standing, name="Ambleford")
    assert path.read_text(encoding="utf-8").replace('name = "Ambleford"\n', "").replace("[council]\n\n#", "#") == before
    assert [found.name for found in tmp_path.iterdir()] == ["council.toml"], "no half of a file is left"


def test_a_name_that_stands_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "council.toml"
    path.write_text('[council]\nname = "Ambleford"\n', encoding="utf-8")
    write_name(tmp_path, "Ambleford")
    with pytest.raises(CxError, match="names the council Ambleford already. Change the name in that file"):
        write_name(tmp_path, "Elsewhere")
    assert path.read_text(encoding="utf-8") == '[council]\nname = "Ambleford"\n'


def test_a_file_that_cannot_be_added_to_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "council.toml"
    for text in ('council = { timezone = "Europe/Dublin" }\n', 'council.timezone = "Europe/Dublin"\n'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(CxError, match=r'Write name = "Ambleford" into \[council\]'):
            write_name(tmp_path, "Ambleford")
        assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["", "  ", "...", "A" * 81, "Amble\x00ford", "Amble\u202eford"])
def test_what_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CxError, match="name"):
        write_name(tmp_path, name)
    assert not (tmp_path / "council.toml").exists()


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            "[[targets]]\nmeasure = 'online_shre'\nsince = 2026-04-01\nlow = 0.8\n",
            "[[targets]] names the measure 'online_shre'. There is none of that name. Did you mean online_share",
        ),
        ("[real_change]\nwithout_season = ['wait']\n", "[real_change] names the measure 'wait'"),
        ("[[unit_costs]]\nchannel = 'telephone'\npounds = 3\nyear = 2024\n", "Did you mean phone"),
    ],
)
def test_a_name_of_no_measure_or_channel_is_refused_where_figures_are_asked_for(
    tmp_path: Path, written: str, sentence: str
) -> None:
    (tmp_path / "council.toml").write_text(written, encoding="utf-8")
    with pytest.raises(CxError) as refusal:
        read_settings(tmp_path)
    assert sentence in str(refusal.value)


def test_when_a_recommendation_is_late_is_set_in_days_and_months(tmp_path: Path) -> None:
    assert read_council(tmp_path).tracking == Tracking(reply_days=None, silent_months=6)
    set_so = settings(tmp_path, "[recommendations]\nreply_days = 28\nsilent_months = 3\n")
    assert set_so.tracking == Tracking(reply_days=28, silent_months=3)
    with pytest.raises(CxError, match=r"reply_days in \[recommendations\] is a whole number from 1, and not 0"):
        settings(tmp_path, "[recommendations]\nreply_days = 0\n")


def test_providers_and_other_councils_are_read_as_written(tmp_path: Path) -> None:
    written = (
        "[[providers]]\nname = 'Amble Homes'\nkind = 'company'\nservices = ['Repairs']\ncommissioner = 'Housing'\n"
        "until = 2026-03-31\n[other_councils]\nlike_us = ['Castle']\n"
        "[[same_definitions]]\nmeasure = 'satisfied'\ndefinition = 'Very or fairly satisfied'\n"
    )
    council = settings(tmp_path, written)
    until = date(2026, 3, 31)
    assert council.providers == (Provider("Amble Homes", "company", ("Repairs",), "Housing", None, until),)
    assert council.other_councils == OtherCouncils(like_us=("Castle",))
    assert council.same_definitions == (SameDefinition("satisfied", "Very or fairly satisfied"),)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("[[providers]]\nname = 'A'\nkind = 'partner'\n" * 2, "the provider 'A' stands in .* more than once"),
        (
            "[[providers]]\nname = 'A'\nkind = 'partner'\nsince = 2026-04-01\nuntil = 2026-03-31\n",
            "the provider 'A' ends before it begins",
        ),
        ("[other_councils]\nnearest = 0\n", "nearest in .other_councils. is a whole number from 1, and not 0"),
    ],
)
def test_providers_that_cannot_be_are_refused(tmp_path: Path, written: str, sentence: str) -> None:
    with pytest.raises(CxError, match=sentence):
        settings(tmp_path, written)


def test_a_definition_equal_to_no_measure_is_refused(tmp_path: Path) -> None:
    settings(tmp_path, "[[same_definitions]]\nmeasure = 'satisfed'\ndefinition = 'x'\n")
    with pytest.raises(CxError, match=r"\[\[same_definitions\]\] names the measure 'satisfed'. .* satisfied"):
        read_settings(tmp_path)
