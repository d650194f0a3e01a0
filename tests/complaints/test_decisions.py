"""A decision in the register's own words is counted as what it says, and none is left out without a word."""

from pathlib import Path

from cxdata.measures.query import query
from tests.complaints.registers import store_of

FIELDS = ("complaint_id", "stage", "received_at", "acknowledged_at", "responded_at", "outcome")
UPHELD = (
    "Upheld",
    "Fully upheld",
    "Partially upheld",
    "Part Upheld",
    "Upheld in part",
    "Justified",
    "Partly justified",
    "Upheld: maladministration and injustice",
    "Yes",
)
NOT_UPHELD = ("Not Upheld - no fault", "Not justified", "Unfounded", "No", "Not upheld: no maladministration")
NEITHER = ("Withdrawn", "Closed after initial enquiries", "Not recorded")


def test_decisions_in_other_words_are_decisions(tmp_path: Path) -> None:
    """14 of 17 cases are decided, nine of them upheld in full or in part."""
    rows = [
        (f"C{number}", "Stage 1", "2026-03-02", "2026-03-03", "2026-03-10", words)
        for number, words in enumerate((*UPHELD, *NOT_UPHELD, *NEITHER))
    ]
    upheld = query(store_of(tmp_path, FIELDS, rows), "complaints_upheld").frame.iloc[0]
    assert (upheld["numerator"], upheld["denominator"]) == (9, 14)


def test_the_last_decision_counts_in_whatever_words(tmp_path: Path) -> None:
    """Not upheld at stage 1, 'Partially upheld' at stage 2: upheld. Decided without a day of reply: not open."""
    rows = (
        ("A", "Stage 1", "2026-03-02", "2026-03-03", "2026-03-10", "Not upheld"),
        ("A", "Stage 2", "2026-03-16", "2026-03-17", "2026-04-01", "Partially upheld"),
        ("B", "Stage 1", "2026-03-05", "2026-03-06", "", "Partially upheld"),
    )
    store = store_of(tmp_path, FIELDS, rows)
    assert query(store, "complaints_found_upheld").frame["value"].iloc[0] == 2
    assert query(store, "complaints_open").frame["value"].iloc[0] == 0
