"""What adds up to what in the sample council's data, as its registry means it."""

import pytest

from cxdata.export.edition.cells.names import name_cells
from cxdata.export.edition.cells.relations import relations_of
from cxdata.export.edition.counting import read_rows
from cxdata.export.edition.making import _called, _is_recorded, _unnamed
from cxdata.export.edition.offered import offered
from tests.export.edition.conftest import KEY


@pytest.fixture(scope="module")
def sums(store, council):
    """By clean table: (whole, its parts, whether there may be more), each as `measure.part`."""

    def of(name: str) -> set:
        tables = [table for table in offered(council) if _is_recorded(store, table)]
        tables = [table for table in tables if any(part.table == name for part in table.parts)]
        called = _called(name, tables)
        rows = read_rows(store, name, list(called), [], council, KEY)
        naming = name_cells(name, rows, called)
        parts = {naming.parts[part].part: part for part in reversed(list(called))}
        measures = [
            tuple(naming.parts[_unnamed(part)].part for part in table.parts if part.table == name) for table in tables
        ]
        found = relations_of(rows, naming, parts, measures).sums
        return {(whole, frozenset(some), more) for whole, some, more in found}

    return of


def test_answers_are_yes_and_no_and_levels(sums):
    found = sums("responses")
    levels = [f"satisfaction_mean_score.level_{level}" for level in range(1, 6)]
    answers = "answer_share.n"  # the first of the list that counts all answers
    assert (answers, frozenset({"satisfied.yes", "satisfied.others"}), False) in found
    assert (answers, frozenset(levels), False) in found
    assert ("satisfied.yes", frozenset(levels[3:]), False) in found
    assert ("dissatisfied.yes", frozenset(levels[:2]), False) in found
    assert (answers, frozenset({"easy.yes", "easy.others"}), True) in found


def test_contacts_online_by_automated_phone_and_by_staff_are_all_that_are_in_a_group(sums):
    found = sums("contacts")
    groups = frozenset(f"{group}_share.yes" for group in ("online", "automated_phone", "assisted"))
    assert any(some == groups and not more for _, some, more in found)
    within = [some for whole, some, more in found if whole == "closed_over_limit.yes" and more]
    assert any("days_to_close.days_14" in some and "days_to_close.days_10" not in some for some in within)
