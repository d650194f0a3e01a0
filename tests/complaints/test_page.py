"""The complaints page and its command: what waits, the Code's report, another procedure, and cases in words."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.analysis.complaints.procedure import newest_procedure
from cxdata.council import read_council
from cxdata.export.comments import find_file, record_verdict
from cxdata.measures.query import query
from cxdata.store import open_store
from tests.cli.terminal import run
from tests.complaints.registers import load
from tests.conftest import ROOT
from tests.ui.conftest import tile_words_on, unescaped, words_on
from tests.ui.sections import open_sections

PROCEDURE = """
[[events]]
date = 2015-07-01
title = "New complaints procedure"
kind = "procedure change"
measure = "complaints"
"""
WORDS = ("complaint_id", "received_at", "acknowledged_at", "responded_at", "outcome")
TOLD = ("what_went_wrong", "what_we_did", "did_it_stop")


def _open(data: Path, monkeypatch: pytest.MonkeyPatch, **query_params: str) -> AppTest:
    monkeypatch.setenv("CX_DATA", str(data))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query_params.items():
        app.query_params[name] = value
    return app.switch_page("pages/complaints.py").run()


def test_the_first_screen_says_what_waits_and_how_late(sample_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """22 of 60, counted in the register by hand of the clocks (tests/measures/clocks.py)."""
    app = _open(sample_data, monkeypatch)
    assert not app.exception
    said = "22 of 60 open complaints are past the day for their answer, as of 30 September 2026"
    assert app.header[0].value == said
    tiles = {words[0]: words[1:] for words in tile_words_on(app)}
    assert list(tiles) == [
        "Complaints",
        "Complaints acknowledged in time",
        "Stage 1 answered in time",
        "Stage 2 answered in time",
        "Complaints upheld",
        "Overdue now",
    ]
    assert tiles["Overdue now"] == ["22", "of 60 open"]


def test_the_page_and_the_command_line_say_the_same(sample_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Another period than the page opens on: all dates, as the command line has it.
    app = open_sections(_open(sample_data, monkeypatch, period="All dates"), "report")
    rows = [[unescaped(cell) for cell in row] for row in app.table[-1].value.to_numpy().tolist()]
    done = json.loads(run(sample_data, "complaints", "--format", "json").out)
    assert [[line["heading"], line["line"], line["figure"], line["of"]] for line in done["report"]] == rows
    assert ["Complaint handling performance", "Complaints", "1,180", ""] in rows
    assert ["Types of complaints refused", "Complaints refused, why it was refused: Out of time", "16", ""] in rows
    assert done["overdue"][0]["value"] == 22
    assert len(done["waiting"]["cases"]) == 50
    assert done["waiting"]["all"] == 60


def _months(first: int, last: int, each: int, year: int = 2015) -> list[tuple[str, str]]:
    """So many complaints in each month, one a day or two."""
    return [
        (f"{year}-{month}-{number}", f"{year}-{month:02d}-{1 + number % 28:02d}")
        for month in range(first, last + 1)
        for number in range(each)
    ]


def test_another_procedure_starts_a_new_series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """43 a month in the half-year to June 2015, 69 since: the worked example of the minutes."""
    rows = [*_months(1, 6, 43), *_months(7, 12, 69), ("last", "2015-12-31")]
    data = load(tmp_path, ("complaint_id", "received_at"), rows, council=PROCEDURE)
    store = open_store(data)
    procedure = newest_procedure(query(store, "complaints", ("month",)), read_council(data))
    assert procedure is not None
    assert (procedure.before, procedure.first) == (43, "2015-07")
    assert procedure.since == pytest.approx((69 * 6 + 1) / 6)
    assert "43 complaints a month before, 69 since" in procedure.sentence
    app = open_sections(_open(data, monkeypatch), "course")
    assert "New complaints procedure (1 July 2015): 43 complaints a month before, 69 since." in words_on(app)
    # On Real change, and for every measure of complaints: the old months are in no limit.
    for measure in ("complaints", "complaint_stages"):
        said = run(data, "spc", measure).out
        assert "A new average starts on 1 July 2015: New complaints procedure." in said
        assert "43 a month until June 2015, 69 since" in said


def test_cases_in_words_are_redacted_and_wait_for_an_officer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = ("2026-03-02", "2026-03-03", "2026-03-10", "Upheld")
    rows = [
        (f"X-{number}", *plain, f"Bin {number} was missed. Ring 07700 900{number:03d}", "Put on the list", "Yes")
        for number in range(100, 106)
    ]
    data = load(tmp_path, (*WORDS, *TOLD), rows)
    hidden = words_on(open_sections(_open(data, monkeypatch), "words"))
    assert "The 18 comments of register.csv are not shown: nobody has looked at a sample of them yet" in hidden
    assert "was missed" not in hidden
    assert json.loads(run(data, "complaints", "--format", "json").out)["cases_in_words"] == []
    record_verdict(data, find_file(open_store(data), data, "register.csv"), passed=True, by="AB")
    shown = words_on(open_sections(_open(data, monkeypatch), "words"))
    assert "What went wrong: Bin 100 was missed. Ring [phone]" in shown
    assert "What we did: Put on the list" in shown
    assert "Did it stop? Yes" in shown
    assert "07700" not in shown
    done = json.loads(run(data, "complaints", "--publish", "--format", "json").out)
    assert done["cases_in_words"] == []
    assert len(json.loads(run(data, "complaints", "--format", "json").out)["cases_in_words"]) == 6


def test_a_store_loaded_for_another_nation_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = load(tmp_path, WORDS, [("X-100", "2026-03-02", "2026-03-03", "2026-03-10", "Upheld")])
    assert "worked out anew" not in words_on(_open(data, monkeypatch))
    (data / "council.toml").write_text('[council]\nnation = "scotland"\n', encoding="utf-8")
    assert "load any file, and their clocks are worked out anew" in words_on(_open(data, monkeypatch))
