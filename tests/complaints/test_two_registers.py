"""The same cases in two registers whose columns differ are one; where nobody can tell, it is said and asked."""

from pathlib import Path

import pytest

from cxdata.analysis.complaints.doubts import doubts
from cxdata.measures.query import query
from cxdata.store import Store, open_store
from tests.cli.terminal import run

FIRST = """Complaint ref,Date received,Stage,Date acknowledged,Date responded,Outcome,Service
C1,01/06/2026,Stage 1,08/06/2026,22/06/2026,Upheld,Parking
C2,02/06/2026,Stage 1,09/06/2026,24/06/2026,Not upheld,Parking
C2,25/06/2026,Stage 2,26/06/2026,24/07/2026,Upheld,Parking
C3,22/05/2026,1,,,,Housing
"""
WIDE = """Complaint ref,Date received,Stage 1 Acknowledged Date,Stage 1 Response Date,Stage 1 Outcome,\
Stage 2 Request Date,Stage 2 Response Date,Stage 2 Outcome,Service
C1,01/06/2026,08/06/2026,22/06/2026,Upheld,,,,Parking
C2,02/06/2026,09/06/2026,24/06/2026,Not upheld,25/06/2026,24/07/2026,Upheld,Parking
C3,22/05/2026,,,,,,,Housing
C20,03/07/2026,06/07/2026,17/07/2026,Not upheld,,,,Housing
"""
OTHER_WORDS = """Case No,Received Date,Complaint Stage,Acknowledgement Sent,Reply Sent,Decision,Department
C1,01/06/2026,Stage 1,08/06/2026,22/06/2026,Upheld,Parking
C2,02/06/2026,Stage 1,09/06/2026,24/06/2026,Not upheld,Parking
C3,22/05/2026,Stage 1,26/05/2026,05/10/2026,Upheld,Housing
C30,30/10/2026,Stage 1,,,,Housing
"""
NO_REFERENCE = "\n".join(line.split(",", 1)[1] for line in OTHER_WORDS.splitlines())
NOBODY_CAN_TELL = "has a reference, so nobody can tell them from those of other registers"


def _load(folder: Path, *, together: bool, **files: str) -> tuple[Store, str]:
    paths = []
    for name, text in files.items():
        paths.append(folder / f"{name}_complaints.csv")
        paths[-1].write_text(text, encoding="utf-8")
    said = ""
    for some in [paths] if together else [[path] for path in paths]:
        done = run(folder / "data", "load", "--suggested", *some)
        assert done.code == 0, done.out + done.err
        said += done.out
    return open_store(folder / "data"), said


def _cases(store: Store) -> float:
    return float(query(store, "complaints").frame["value"].iloc[0])


@pytest.mark.parametrize("together", [True, False], ids=["in one load", "one after the other"])
def test_a_case_in_three_registers_is_one(tmp_path: Path, together: bool) -> None:
    """C1, C2, C3 in all three, C20 in the second and C30 in the third: five cases, and C2 at two stages."""
    store, said = _load(tmp_path, together=together, first=FIRST, wide=WIDE, other=OTHER_WORDS)
    assert said.count("is read as a newer form of the export 'first-complaints'") == 2
    assert _cases(store) == 5
    assert float(query(store, "complaint_stages").frame["value"].iloc[0]) == 6
    assert store.tuples("select responded_at::date::varchar from complaints where complaint_id = 'C3'") == [
        ("2026-10-05",)
    ]
    assert doubts(store) == ()


def test_references_of_other_days_are_other_cases(tmp_path: Path) -> None:
    """Two systems count from C1: the days tell that they are not the same cases."""
    store, _ = _load(tmp_path, together=False, first=FIRST, wide=WIDE.replace("/06/2026", "/03/2026"))
    assert _cases(store) == 3 + 4


def test_a_register_without_references_says_that_its_cases_cannot_be_told(tmp_path: Path) -> None:
    """C1, C2 and C3 are in both, by day, service and stage: asked about, in the receipt and on the page."""
    store, said = _load(tmp_path, together=False, first=FIRST, other=NO_REFERENCE)
    assert f"None of its 4 complaints {NOBODY_CAN_TELL}" in said
    asked = "first_complaints.csv and other_complaints.csv have 3 complaints of the same day, service and stage"
    assert asked in said
    assert _cases(store) == 7
    assert [NOBODY_CAN_TELL in doubts(store)[0], asked in doubts(store)[1]] == [True, True]
    shown = run(tmp_path / "data", "complaints").out
    assert asked in shown
