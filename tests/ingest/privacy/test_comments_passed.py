"""A comment is shown only after a person has looked at a sample of its file; nothing else shows one at all."""

import json
import re
from pathlib import Path

import pytest

from cxdata.analysis.comments.page import comments
from cxdata.analysis.comments.search import search
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.export.comments import (
    comment_files,
    find_file,
    passed_answers,
    passed_comments,
    record_verdict,
    sample_comments,
)
from cxdata.ingest.history.erase import erase_all, erase_files
from cxdata.measures import MEASURES
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.cli.terminal import run
from tests.conftest import ROOT
from tests.ingest.loading import Folder
from tests.ui.conftest import OpenPage, open_page, words_on
from tests.ui.sections import open_sections

__all__ = ["open_page"]


@pytest.fixture
def sample_data(tmp_path: Path) -> Path:
    """The pages of this module are opened with data of their own."""
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Two surveys with comments: 60 in the one, 3 in the other. Every comment has the word 'marmalade' in it."""
    folder = Folder(tmp_path)
    for name, count in (("spring.csv", 60), ("autumn.csv", 3)):
        month = 4 if name == "spring.csv" else 9
        rows = [f"2025-{month:02d}-{n % 28 + 1:02d},Very good,{name[:6]} marmalade number {n}" for n in range(count)]
        folder.load_one(name, "Answered,Rating,Comment", *rows)
    return folder


def test_nothing_is_shown_before_somebody_looked(folder: Folder) -> None:
    gate = passed_comments(open_store(folder.data), folder.data)
    assert gate.shown == ()
    assert gate.hidden == (
        "The 3 comments of autumn.csv are not shown: nobody has looked at a sample of them yet (Data page).",
        "The 60 comments of spring.csv are not shown: nobody has looked at a sample of them yet (Data page).",
    )


def test_the_sample_is_twenty_by_chance_and_the_same_until_the_store_changes(folder: Folder) -> None:
    store = open_store(folder.data)
    spring = find_file(store, folder.data, "spring.csv")
    first = sample_comments(store, spring)
    assert len(set(first)) == 20
    assert sample_comments(open_store(folder.data), spring) == first
    numbers = [int(re.findall(r"\d+", text)[0]) for text in first]
    assert numbers != sorted(numbers)
    assert len(sample_comments(store, find_file(store, folder.data, "autumn.csv"))) == 3
    folder.load_one("winter.csv", "Answered,Rating,Comment", "2025-12-01,Poor,marmalade in winter")
    later = open_store(folder.data)
    assert sample_comments(later, find_file(later, folder.data, "spring.csv")) != first


def test_a_file_that_was_passed_is_shown_and_one_that_was_not_says_why(folder: Folder) -> None:
    store = open_store(folder.data)
    record_verdict(folder.data, find_file(store, folder.data, "spring.csv"), passed=True, by=" A  B ")
    record_verdict(folder.data, find_file(store, folder.data, "autumn.csv"), passed=False, by="CD")
    comments = passed_comments(store, folder.data)
    assert len(comments.shown) == 60
    assert {comment.text[:6] for comment in comments.shown} == {"spring"}
    assert [comment.day for comment in comments.shown] == sorted((c.day for c in comments.shown), reverse=True)
    assert comments.hidden == ("The 3 comments of autumn.csv are not shown: a reader did not pass them.",)
    written = (folder.data / "comments.toml").read_text(encoding="utf-8")
    assert 'name = "spring.csv"' in written
    assert 'by = "A B"' in written
    assert "marmalade" not in written
    record_verdict(folder.data, find_file(store, folder.data, "spring.csv"), passed=False, by="AB")
    assert passed_comments(store, folder.data).shown == ()


def test_a_file_read_by_other_rules_is_looked_at_again(folder: Folder) -> None:
    store = open_store(folder.data)
    record_verdict(folder.data, find_file(store, folder.data, "autumn.csv"), passed=True, by="AB")
    (folder.data / "council.toml").write_text("[redaction]\nnames = ['marmalade']\n", encoding="utf-8")
    folder.load(folder.root / "autumn.csv")
    again = open_store(folder.data)
    assert find_file(again, folder.data, "autumn.csv").verdict == ""
    assert sample_comments(again, find_file(again, folder.data, "autumn.csv"))[0].startswith("autumn [name]")


def test_without_initials_or_with_a_broken_file_nothing_is_passed(folder: Folder) -> None:
    store = open_store(folder.data)
    with pytest.raises(CxError, match="Say who has looked"):
        record_verdict(folder.data, find_file(store, folder.data, "autumn.csv"), passed=True, by="  ")
    (folder.data / "comments.toml").write_text("[[file]]\nname = 'autumn.csv'\n", encoding="utf-8")
    with pytest.raises(CxError, match="cannot be read, so no comment is shown"):
        passed_comments(store, folder.data)


def test_the_command_line_lists_samples_and_passes(folder: Folder) -> None:
    listed = json.loads(run(folder.data, "comments", "list", "--format", "json").out)
    assert [(entry["file"], entry["comments"], entry["verdict"]) for entry in listed] == [
        ("autumn.csv", 3, "not looked at"),
        ("spring.csv", 60, "not looked at"),
    ]
    sample = json.loads(run(folder.data, "comments", "sample", "spring.csv", "--format", "json").out)["sample"]
    assert len(sample) == 20
    done = run(folder.data, "comments", "pass", "spring.csv", "--by", "AB")
    assert done.code == 0
    assert re.fullmatch(r"spring\.csv: Passed by AB on \d{4}-\d\d-\d\d\.\n", done.out)
    assert run(folder.data, "comments", "hide", "nowhere.csv", "--by", "AB").err == (
        "cxdata: No file 'nowhere.csv' with comments is loaded. Files with comments: autumn.csv, spring.csv.\n"
    )
    assert [file.verdict for file in comment_files(open_store(folder.data), folder.data)] == ["", "passed"]


def test_no_figure_and_no_list_prints_a_comment(folder: Folder) -> None:
    commands = [[name] for name in ("status", "measures", "profiles", "checks", "overview", "satisfaction-bounds")]
    commands += [
        ["show", measure.id, "--format", form]
        for measure in MEASURES.values()
        if measure.table == "responses"
        for form in ("csv", "json")
    ]
    printed = [run(folder.data, *words) for words in commands]
    assert sum(done.code == 0 for done in printed) > 10
    assert [done.out for done in printed if "marmalade" in done.out + done.err] == []


def test_only_the_gate_and_the_sample_ask_for_comments() -> None:
    asking = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "cxdata").rglob("*.py")
        if re.search(r"\.comments\(\)|sample_comments\(|passed_comments\(", path.read_text(encoding="utf-8"))
    }
    # Two ask the gate itself, for the cases of complaints in words: what it lets through is all they see.
    behind_the_gate = {"cxdata/cli/promises/complaints.py", "cxdata/ui/complaints/cases.py"}
    for path in behind_the_gate:
        assert re.findall(r"\.comments\(\)|sample_comments\(", (ROOT / path).read_text(encoding="utf-8")) == []
    asking_for_all = {"cxdata/export/comments.py", "cxdata/cli/comments/commands.py", "cxdata/ui/data/comments.py"}
    assert asking == asking_for_all | behind_the_gate
    rooms = [ROOT / "cxdata" / room for room in ("measures", "analysis", "overview", "charts")]
    paths = [path for room in rooms for path in room.rglob("*.py")]
    named = {
        path.relative_to(ROOT / "cxdata").as_posix() for path in paths if re.search(r"\bcomment\b", path.read_text())
    }
    # The first is handed what the gate let through; the next two speak of an executive's comment on a recommendation.
    others = {f"analysis/recommendations/{name}.py" for name in ("item", "words")} | {"charts/dots/of_themes.py"}
    themes = {path for path in named if path.startswith("analysis/comments/")}
    assert named - themes - others == {"analysis/complaints/learning.py"}
    # Of the room of themes two read the column, and are told which files the gate has let through.
    reading = {path for path in themes if " comment" in "".join(_sql_of(ROOT / "cxdata" / path))}
    assert reading == {"analysis/comments/search.py", "analysis/comments/written.py"}


def _sql_of(path: Path) -> list[str]:
    return re.findall(r'^.*"select .*$', path.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("passed", [False, True])
def test_themes_and_search_show_single_comments_of_passed_files_only(folder: Folder, passed: bool) -> None:
    said = (("Poor", "The marmalade spoon was missing again"), ("Very good", "The marmalade came at once"))
    rows = [f"2025-06-{n % 28 + 1:02d},{said[n % 2][0]},{said[n % 2][1]}. Case {n}" for n in range(300)]
    folder.load_one("summer.csv", "Answered,Rating,Comment", *rows)
    store = open_store(folder.data)
    if passed:
        record_verdict(folder.data, find_file(store, folder.data, "summer.csv"), passed=True, by="AB")
    gate = passed_answers(store, folder.data)
    assert (len(gate.files), gate.loaded) == (int(passed), 363)
    result = comments(store, Scope(), Council(), passed=gate)
    assert [(theme.phrase, theme.here) for theme in result.themes] == [("marmalade spoon was missing again", 150)]
    assert any(theme.quotes for theme in result.themes) is passed
    found = search(store, Scope(), Council(), wanted="MARMALADE  spoon", passed=gate)
    assert (found.found, len(found.newest)) == ((150, 20) if passed else (0, 0))


def test_the_page_shows_the_sample_and_keeps_what_was_said(folder: Folder, open_page: OpenPage) -> None:
    app = open_sections(open_page("data", data=folder.data), "comments")
    assert "Comments are shown nowhere until somebody has read a sample" in words_on(app)
    (initials,) = [box for box in app.text_input if box.key.startswith("comments_by_1_")]
    initials.set_value("AB")
    (button,) = [button for button in app.button if button.key.startswith("comments_pass_1_")]
    button.click()
    app.run()
    assert not app.exception
    assert find_file(open_store(folder.data), folder.data, "spring.csv").verdict == "passed"
    for page in ("overview", "satisfaction"):
        assert "marmalade" not in words_on(open_page(page, data=folder.data))


def test_what_was_said_of_an_erased_file_is_erased_with_it(folder: Folder) -> None:
    store = open_store(folder.data)
    for name in ("spring.csv", "autumn.csv"):
        record_verdict(folder.data, find_file(store, folder.data, name), passed=True, by="AB")
    kept = folder.data / "comments.toml"
    assert kept.read_text("utf-8").count("[[file]]") == 2
    erase_files(folder.data, [find_file(store, folder.data, "spring.csv").file_id])
    assert "spring.csv" not in kept.read_text("utf-8")
    assert "autumn.csv" in kept.read_text("utf-8")
    erase_all(folder.data)
    assert not kept.exists()
