"""SPSS files, written here by pyreadstat: labels become words, what is missing stays blank."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pyreadstat
import pytest

from cxdata.errors import CxError
from cxdata.ingest.read.readers import preview, read_raw
from cxdata.store import open_store
from tests.cli.terminal import run

LABELS = {
    "resp": "",
    "made": "Date of interview",
    "sat": "Overall, how satisfied were you?",
    "nps": "How likely are you to recommend us?",
    "chan": "How did you contact us?",
    "hours": "",
}
VALUES: dict[str, dict[float | str, str]] = {
    "sat": {1.0: "Very dissatisfied", 2.0: "Dissatisfied", 3.0: "Neither", 4.0: "Satisfied", 5.0: "Very satisfied"},
    "nps": {0.0: "Not at all likely", 10.0: "Extremely likely"},
    "chan": {1.0: "Phone", 2.0: "Web form", 99.0: "Not stated"},
}
ROWS = {
    "resp": ["R1", "R2", "R3", "R4"],
    "made": [date(2026, 4, 14), date(2026, 4, 15), None, date(2026, 4, 30)],
    "sat": [5.0, 2.0, 3.0, None],
    "nps": [9.0, 0.0, 99.0, 7.0],
    "chan": [1.0, 99.0, 2.0, 1.0],
    "hours": [1.5, 2.0, None, 0.25],
}
MISSING = {"nps": [99.0], "chan": [{"lo": 90, "hi": 99}]}
NPS = "How likely are you to recommend us? (0 = Not at all likely, 10 = Extremely likely)"


def _write(path: Path, rows: dict[str, list[Any]] | None = None, **more: Any) -> Path:
    frame = pandas.DataFrame(rows or ROWS)
    labels = {name: LABELS[name] for name in frame.columns if LABELS.get(name)}
    values = {name: VALUES[name] for name in frame.columns if name in VALUES}
    missing = {name: MISSING[name] for name in frame.columns if name in MISSING}
    pyreadstat.write_sav(
        frame, str(path), column_labels=labels, variable_value_labels=values, missing_ranges=missing, **more
    )
    return path


def _read(path: Path) -> tuple[tuple[str, ...], list[tuple]]:
    con = duckdb.connect()
    raw = read_raw(con, path)
    assert raw.format == "sav"
    return raw.columns, [row[:-1] for row in con.execute("select * from raw order by row_number").fetchall()]


@pytest.mark.parametrize(("name", "compress"), [("survey.sav", False), ("survey.zsav", True)])
def test_labels_are_the_words_and_what_is_missing_is_blank(tmp_path: Path, name: str, compress: bool) -> None:
    columns, rows = _read(_write(tmp_path / name, compress=compress))
    question = ("Date of interview", "Overall, how satisfied were you?", NPS, "How did you contact us?")
    assert columns == ("resp", *question, "hours")
    assert rows == [
        ("R1", "2026-04-14", "Very satisfied", "9", "Phone", "1.5"),
        ("R2", "2026-04-15", "Dissatisfied", "0", None, "2"),
        ("R3", None, "Neither", None, "Web form", None),
        ("R4", "2026-04-30", None, "7", "Phone", "0.25"),
    ]


def test_a_preview_shows_the_first_rows_as_they_are_read(tmp_path: Path) -> None:
    path = _write(tmp_path / "survey.sav")
    shown = preview(path, limit=2)
    assert (shown.columns, list(shown.rows)) == (_read(path)[0], _read(path)[1][:2])
    assert shown.notes == (
        "Columns are called by their questions (variable labels), values by their words (value labels).",
    )


def test_moments_and_a_value_without_a_label(tmp_path: Path) -> None:
    moments = [datetime(2026, 4, 14, 9, 30), datetime(2026, 4, 15, 17, 5, 30)]
    columns, rows = _read(_write(tmp_path / "a.sav", {"at": moments, "sat": [5.0, 6.0]}))
    # 6 has no label, so that the words cannot be the values: the numbers stay.
    assert columns == ("at", "Overall, how satisfied were you? (1 = Very dissatisfied, 5 = Very satisfied)")
    assert rows == [("2026-04-14 09:30:00", "5"), ("2026-04-15 17:05:30", "6")]


def test_two_questions_of_one_wording_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    frame = pandas.DataFrame({"q1": [1.0, 2.0], "q2": [3.0, 4.0]})
    pyreadstat.write_sav(frame, str(path), column_labels={"q1": "How easy was it?", "q2": "How easy was it?"})
    columns, rows = _read(path)
    assert len(set(columns)) == 2
    assert rows == [("1", "3"), ("2", "4")]


def test_a_survey_in_spss_is_loaded_by_a_suggested_layout(tmp_path: Path) -> None:
    count = 40
    rows = {
        "resp": [f"R{number}" for number in range(count)],
        "made": [date(2026, 4, 1 + number % 28) for number in range(count)],
        "sat": [float(1 + number % 5) for number in range(count)],
        "chan": [float(1 + number % 2) for number in range(count)],
    }
    path = _write(tmp_path / "interviews.sav", rows)
    done = run(tmp_path / "data", "load", path, "--suggested", "--format", "json")
    assert done.code == 0, done.out + done.err
    file = json.loads(done.out)["files"][0]
    assert (file["read"], file["loaded"], file["set_aside"]) == (count, count, 0)
    store = open_store(tmp_path / "data")
    rated = dict(store.tuples("select score, count(*) from responses group by 1"))
    assert rated == {score: count // 5 for score in (1, 2, 3, 4, 5)}
    assert store.tuples("select min(responded_at)::date, max(responded_at)::date from responses") == [
        (date(2026, 4, 1), date(2026, 4, 28))
    ]


def test_what_cannot_be_read_is_said_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _write(tmp_path / "whole.sav").read_bytes()
    (tmp_path / "cut.sav").write_bytes(whole[:400])
    (tmp_path / "locked.sav").write_bytes(b"ENCRYPTEDSAV" + b"\0" * 500)
    (tmp_path / "survey.csv").write_bytes(whole)
    _write(tmp_path / "none.sav", {"sat": [], "nps": []})
    for name, words in {
        "cut.sav": "it is damaged or cut short. Save it again in SPSS, or export it as CSV",
        "locked.sav": "is an SPSS file with a password. Open it in SPSS, save it without one",
        "survey.csv": "is named like a CSV file but is an SPSS file. Rename it so that it ends in .sav",
        "none.sav": "has 2 columns but no rows. Check the cases chosen",
    }.items():
        with pytest.raises(CxError) as refused:
            _read(tmp_path / name)
        assert words in str(refused.value)
    monkeypatch.setattr("cxdata.ingest.read.sav.MOST_CELLS", 20)
    with pytest.raises(
        CxError, match="24 values, which is more than this dashboard opens. Save fewer cases or variables"
    ):
        _read(tmp_path / "whole.sav")
