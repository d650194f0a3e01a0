"""A register of one row a case, in the headings that officers use."""

from pathlib import Path

from cxdata.measures.query import query
from cxdata.store import open_store
from tests.cli.terminal import run

HEADINGS = (
    "Case Ref,Date Received,Acknowledged,Stage 1 Response Due,Stage 1 Response Date,Stage 1 Outcome,Service,Ward,"
    "Upheld?,Escalated to Stage 2"
)
ROWS = (
    "W1,02/03/2026,04/03/2026,18/03/2026,18/03/2026,Not upheld,Waste,Abbey,No,Yes",
    "W2,03/03/2026,04/03/2026,18/03/2026,25/03/2026,Upheld,Waste,Abbey,Yes,No",
    "W3,04/03/2026,05/03/2026,19/03/2026,19/03/2026,Not upheld,Housing,Brook,No,No",
    "W4,28/04/2026,29/04/2026,14/05/2026,,,Housing,Brook,,No",
)


def test_outcome_of_a_stage_is_no_stage_and_its_reply_is_read(tmp_path: Path) -> None:
    """Three of four are answered, two of them within 10 working days; one waits, and is not late."""
    file = tmp_path / "register.csv"
    file.write_text("\n".join([HEADINGS, *ROWS]) + "\n", encoding="utf-8")
    done = run(tmp_path / "data", "load", "--suggested", file)
    assert done.code == 0, done.err
    store = open_store(tmp_path / "data")
    assert query(store, "complaints_open").frame["value"].iloc[0] == 1
    assert query(store, "complaints_overdue").frame["value"].iloc[0] == 0
    stage_1 = query(store, "stage_1_in_time").frame.iloc[0]
    assert (stage_1["numerator"], stage_1["denominator"]) == (2, 3)
    assert query(store, "complaints_upheld").frame["numerator"].iloc[0] == 1
    assert store.tuples("select distinct stage::varchar from complaints") == [("Not recorded",)]
