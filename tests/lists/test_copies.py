"""A row that was copied in Excel is one promise: named, and neither counted twice nor added again."""

from datetime import datetime
from pathlib import Path

import pytest

from cxdata.analysis.savings.promises import read_promises
from cxdata.errors import CxError
from cxdata.lists import add_entry, change_entry, read_list
from cxdata.lists.tracker import TRACKER

NOW = datetime(2026, 11, 27, 9, 30)
HEAD = "Id,Reference,Date,Meeting,Text,Answer,Pounds promised,Status"
SAVED = "R1,4,2026-02-04,Scrutiny,Move calls online,yes,465000,"


def _write(data: Path, *rows: str) -> None:
    (data / "recommendations.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")


@pytest.mark.parametrize("number", ["R1", "", "R9"])
def test_copied_row_promises_once_and_is_named(tmp_path: Path, number: str) -> None:
    """465,000 pounds stood twice in the file, and the page said 930,000."""
    copy = f"{number},4,04/02/2026,scrutiny,Move  calls online,yes,465000,done"
    _write(tmp_path, SAVED, copy, "R2,5,2026-02-04,Scrutiny,Answer letters,yes,,")
    promises = read_promises(tmp_path)
    assert promises.promised == 465_000
    assert promises.faults == (
        "recommendations.csv, line 3: it has the reference and text of line 2. Only line 2 counts: change it there, or "
        "give this one a reference of its own.",
    )
    assert [entry["text"] for entry in read_list(tmp_path, TRACKER).entries] == ["Move calls online", "Answer letters"]


def test_copy_stays_in_the_file_when_another_row_is_changed(tmp_path: Path) -> None:
    _write(tmp_path, SAVED, SAVED)
    [entry] = read_list(tmp_path, TRACKER).entries
    change_entry(tmp_path, TRACKER, entry, {"status": "done"}, by="Clerk", now=NOW)
    text = (tmp_path / "recommendations.csv").read_text(encoding="utf-8-sig")
    assert text.count("Move calls online") == 2
    assert [one["status"] for one in read_list(tmp_path, TRACKER).entries] == ["done"]


def test_the_same_words_at_another_meeting_are_another_recommendation(tmp_path: Path) -> None:
    _write(tmp_path, SAVED, "R2,4,2027-02-04,Scrutiny,Move calls online,yes,100000,")
    assert read_promises(tmp_path).promised == 565_000


def test_two_promises_of_one_reference_are_counted_and_said(tmp_path: Path) -> None:
    _write(tmp_path, SAVED, "R2,4,2026-02-04,Scrutiny,Move calls and visits online,yes,465000,")
    promises = read_promises(tmp_path)
    assert promises.promised == 930_000
    assert promises.faults == (
        "Reference 4 promises pounds in 2 rows (R1 and R2), each counted: where one is a copy, withdraw it.",
    )


def test_nobody_adds_a_copy_in_the_app_or_makes_one(tmp_path: Path) -> None:
    _write(tmp_path, SAVED, "R2,5,2026-02-04,Scrutiny,Answer letters,yes,,")
    again = {"reference": "4", "text": "move calls online", "date": "2026-02-04", "meeting": "Scrutiny"}
    with pytest.raises(CxError, match="R1 has this reference and text already"):
        add_entry(tmp_path, TRACKER, again, by="Clerk", now=NOW)
    other = read_list(tmp_path, TRACKER).entries[1]
    with pytest.raises(CxError, match="R1 has this reference and text already"):
        change_entry(tmp_path, TRACKER, other, again, by="Clerk", now=NOW)
    assert add_entry(tmp_path, TRACKER, again | {"reference": "6"}, by="Clerk", now=NOW).id == "R3"
