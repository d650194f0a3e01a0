"""Counts of the very same rows go by one name, whatever the measures call them; all others by another."""

from itertools import combinations

import numpy as np
import pytest

from cxdata.contract import TABLES
from cxdata.council import Council, read_council
from cxdata.export.edition.cells.names import name_cells
from cxdata.export.edition.counting import read_rows
from cxdata.export.edition.making import _called, _is_recorded
from cxdata.export.edition.offered import offered
from cxdata.measures.registry.dimensions import fill, parts_of
from cxdata.store import Store, open_store
from tests.export.edition.conftest import KEY, load_every_kind


@pytest.fixture(scope="module", params=["small", "sample"])
def council_and_store(request, tmp_path_factory) -> tuple[Council, Store]:
    if request.param == "small":
        data = load_every_kind(tmp_path_factory.mktemp("names")).data
    else:
        data = request.getfixturevalue("sample_data")
    return read_council(data), open_store(data)


def seen_in_sql(store: Store, table: str, amount: str, settings) -> tuple:
    """Which rows a part counts and how much, as the store says: a number for all of them together, and their sum."""
    text = fill(amount, time=TABLES[table].time, parts=settings)
    outside = "requester <> 'staff'" if "requester" in TABLES[table].names else "true"
    (found,) = store.tuples(
        f"select sum(hash(rowid, amount)::hugeint), sum(amount) from "
        f"(select rowid, coalesce({text}, 0)::bigint as amount from {table} where {outside}) where amount <> 0"
    )
    return found


def test_parts_of_the_same_rows_are_named_alike_and_no_others(council_and_store):
    council, store = council_and_store
    tables = [table for table in offered(council) if _is_recorded(store, table)]
    compared, alike = 0, []
    for name in dict.fromkeys(part.table for table in tables for part in table.parts):
        called = _called(name, tables)
        naming = name_cells(name, read_rows(store, name, list(called), [], council, KEY), called)
        rows = {part: seen_in_sql(store, name, part.amount, parts_of(council)) for part in called}
        for one, other in combinations(called, 2):
            compared += 1
            same = naming.parts[one].part == naming.parts[other].part
            assert same == (rows[one] == rows[other]), (called[one], called[other])
            if same and rows[one][1]:
                alike.append((called[one], called[other]))
    assert compared > 500
    if store.row_counts["complaints"]:
        assert ("complaints_upheld.yes", "complaints_found_upheld.n") in alike
        assert ("answer_share.n", "answers.n") in alike
        assert ("abandoned_share.yes", "abandoned_wait.base") in alike


def test_a_part_that_is_a_level_of_a_wider_one_has_its_name(sample_data):
    """Routine contacts are contacts whose complexity is routine; answers of 5 are answers by answer, of 5."""
    council, store = read_council(sample_data), open_store(sample_data)
    tables = [table for table in offered(council) if _is_recorded(store, table)]
    called = _called("contacts", tables)
    ways = ["channel", "channel_group", "complexity", "ward"]
    naming = name_cells("contacts", read_rows(store, "contacts", list(called), ways, council, KEY), called)
    by_name = {name: part for part, name in called.items()}
    span = [next(iter(_periods()))]

    def names(part: str, *by: str) -> np.ndarray:
        return naming.of_cells(by_name[part], by, span)[0]

    routine = naming.levels["complexity"].names.index("routine")
    assert names("routine_contacts.n") == names("contacts.n", "complexity")[routine]
    assert (names("routine_contacts.n", "ward")[:, 0] == names("contacts.n", "complexity", "ward")[routine]).all()
    assert (names("contacts.n", "complexity", "ward") == names("contacts.n", "ward", "complexity").T).all()
    wards = naming.parts[by_name["contacts_per_1000.n"]].levels
    assert len(wards) == 24  # those of which the residents are known
    known = [naming.levels["ward"].names.index(ward) for ward in wards]
    assert (names("contacts_per_1000.n", "ward")[known] == names("contacts.n", "ward")[known]).all()
    assert names("contacts_per_1000.n") != names("contacts.n")
    group = naming.levels["channel_group"].names.index("automated_phone")
    channel = naming.levels["channel"].names.index("automated_phone")
    assert names("contacts.n", "channel_group")[group] == names("contacts.n", "channel")[channel]
    assert names("automated_phone_share.yes") == names("contacts.n", "channel")[channel]
    assert len(np.unique(names("contacts.n", "ward", "channel"))) == names("contacts.n", "ward", "channel").size


def _periods():
    from datetime import date

    from cxdata.periods import Period

    yield Period(date(2025, 4, 1), date(2025, 7, 1))


def test_figures_of_one_name_are_one_figure(edition):
    """Answers are satisfied and others, and levels; satisfied here are those of 5: two measures, the same rows."""
    rows = edition.rows(
        "select a.shown as one, b.shown as other from cells a "
        "join cells b using (by_1, level_1, by_2, level_2, period) where a.measure = 'satisfied' and a.part = 'yes' "
        "and b.measure = 'satisfaction_mean_score' and b.part = 'level_5'"
    )
    assert len(rows) >= 5
    assert (rows["one"] == rows["other"]).all()
