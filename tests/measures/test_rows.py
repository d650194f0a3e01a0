"""Which rows of an answer are shown: chosen, joined and sorted, never computed."""

import pytest

from cxdata.errors import CxError
from cxdata.measures import MEASURES, rows
from cxdata.measures.per_head import per_1000
from cxdata.measures.query import query
from cxdata.store import Store


def test_a_provider_nobody_was_asked_about_gets_a_row_that_says_no_data(store: Store) -> None:
    answered, known = query(store, "satisfied", ("provider",)), query(store, "contacts", ("provider",))
    assert "Pellmark Street Services" not in set(answered.frame["provider"])
    shown = rows.add_silent_groups(answered, known).frame.set_index("provider")
    assert shown.loc["Pellmark Street Services", "base_note"] == "no data"
    assert len(shown) == len(answered.frame) + 1
    assert rows.silent_groups(rows.add_silent_groups(answered, known)) == ("Pellmark Street Services",)


def test_ranked_is_worst_first_and_recorded_leaves_out_not_recorded(store: Store) -> None:
    answer = query(store, "contacts", ("ward",))
    ranked = rows.rank_groups(rows.drop_not_recorded(answer)).frame
    assert list(ranked["value"]) == sorted(ranked["value"], reverse=True)
    assert set(answer.frame["ward"]) - set(ranked["ward"]) == {"Not recorded"}
    satisfied = rows.rank_groups(query(store, "satisfied", ("channel",))).frame["value"].dropna()
    assert list(satisfied) == sorted(satisfied), "the worst first: of a measure that should be high the lowest"
    unplaced = rows.count_without_ward(answer)
    assert unplaced is not None
    assert unplaced[1] == pytest.approx(unplaced[0] / answer.frame["numerator"].sum())


def test_any_count_can_be_read_per_head_by_the_same_residents_as_contacts(store: Store) -> None:
    rate = query(store, per_1000(MEASURES["answers"]), ("ward",)).frame.set_index("ward")
    count = query(store, "answers", ("ward",)).frame.set_index("ward")
    residents = query(store, "residents", ("ward",)).frame.set_index("ward")
    ward = "St Wendra's"
    assert rate.loc[ward, "value"] == pytest.approx(1000 * count.loc[ward, "value"] / residents.loc[ward, "value"])
    assert per_1000(MEASURES["contacts"]) is MEASURES["contacts_per_1000"]


@pytest.mark.parametrize("measure", ["satisfied", "residents", "days_to_close"])
def test_what_is_no_count_has_no_rate(measure: str) -> None:
    with pytest.raises(CxError, match="is no count"):
        per_1000(MEASURES[measure])
