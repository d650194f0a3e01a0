"""What an edition's figures depend on: the records and the key, and nothing else."""

import random
from pathlib import Path

import numpy as np
import pytest

from cxdata.export.edition.making import CELLS
from tests.export.edition.conftest import OTHER_KEY, a_year, contacts, load
from tests.ingest.loading import CRM, HEADER, Folder


def figures(made, measure: str = "contacts", **where: str) -> dict[tuple[str, ...], int]:
    """The shown counts of a measure, by what names them."""
    cells = made.cells[made.cells["measure"] == measure].astype({name: str for name in CELLS})
    for name, value in where.items():
        cells = cells[cells[name] == value]
    return {tuple(row[:-1]): int(row[-1]) for row in cells.itertuples(index=False)}


def one(made, period: str, measure: str = "contacts", **by: str) -> int:
    """One shown count of a way by one thing at most; 0 where it is not in the edition."""
    [(name, level)] = by.items() or [("", "")]
    return sum(figures(made, measure, by_1=name, level_1=level, by_2="", period=period).values())


def test_each_count_is_within_4_of_the_exact_one(loaded, made_of):
    made = made_of(loaded)
    assert abs(one(made, "2025/26 Q1") - (3 * 50 + 1)) <= 4
    assert abs(one(made, "2025/26") - 601) <= 4
    for ward, number in (("Abbey", 40), ("Castle", 7), ("Dale", 3)):
        exact = number * 3 + (ward == "Dale")
        assert abs(one(made, "2025/26 Q1", ward=ward) - exact) <= 4
        assert abs(one(made, "July 2025", ward=ward) - number) <= 4
    assert not (made.cells["shown"] % 5).any()
    assert one(made, "July 2025", ward="Abbey") == 40  # a multiple of 5 stays as it is


def test_only_what_is_shown_as_more_than_0_is_in_it(loaded, made_of):
    assert made_of(loaded).cells["shown"].min() == 5


def test_a_quarter_that_is_not_over_is_not_in_it(loaded, made_of):
    from datetime import date

    assert "2025/26 Q4" in made_of(loaded).periods
    early = made_of(loaded, today=date(2026, 3, 20))
    assert "2025/26 Q4" not in early.periods
    assert "2025/26" not in early.periods
    assert "February 2026" in early.periods


@pytest.mark.parametrize("way", ["rows in another order", "two files", "files in another order", "loaded again"])
def test_however_it_is_loaded_no_figure_changes(way, loaded, made_of, tmp_path):
    lines = a_year()
    shuffled = random.Random(1).sample(lines, len(lines))
    files = {
        "rows in another order": [shuffled],
        "two files": [lines[::2], lines[1::2]],
        "files in another order": [lines[1::2], lines[::2]],
        "loaded again": [lines[::2], lines, [*lines[::-1], lines[0]]],
    }[way]
    again = made_of(load(tmp_path, files))
    assert figures(again) == figures(made_of(loaded))


def test_another_key_gives_other_figures(loaded, made_of):
    mine, others = figures(made_of(loaded)), figures(made_of(loaded, OTHER_KEY))
    both = sorted({*mine, *others})
    differing = sum(mine.get(name, 0) != others.get(name, 0) for name in both)
    assert differing > 100
    assert max(abs(mine.get(name, 0) - others.get(name, 0)) for name in both) == 5


def test_a_late_record_changes_only_the_cells_that_it_is_in(loaded, made_of, tmp_path):
    late = made_of(load(tmp_path, [a_year(), contacts("Abbey", "2025-06", 1, service="Parks")]))
    before = made_of(loaded)
    changed = {
        name for name in {*figures(before), *figures(late)} if figures(before).get(name) != figures(late).get(name)
    }
    assert {name[-1] for name in changed} <= {"June 2025", "2025/26 Q1", "2025/26"}
    assert not any("Castle" in name or "Dale" in name for name in changed)


def test_no_rate_is_made_without_residents(loaded, made_of):
    assert figures(made_of(loaded), "contacts_per_1000") == {}


def test_a_year_that_is_also_the_latest_four_quarters_is_in_it_once(loaded, made_of):
    """April 2025 to March 2026 is both: one period, one name, one figure."""
    made = made_of(loaded)
    year = made.periods["2025/26"]
    assert [name for name, period in made.periods.items() if period == year] == ["2025/26"]


def test_months_are_not_worked_out_by_two_things(loaded, made_of):
    cells = made_of(loaded).cells
    months = {name for name in cells["period"].astype(str) if name.split()[0] in ("July", "May") and "to" not in name}
    assert months
    assert set(cells.loc[cells["period"].isin(months), "by_2"]) == {""}


def test_what_few_people_did_often_is_not_told(made_of, tmp_path):
    """In Castle 30 contacts of 3 customers in a quarter, in Dale 30 of as many."""
    often = [line for month in ("04", "05", "06") for line in contacts("Castle", f"2025-{month}", 10, customers=3)]
    many = [line for month in ("04", "05", "06") for line in contacts("Dale", f"2025-{month}", 10)]
    others = [line for month in ("04", "05", "06") for line in contacts("Abbey", f"2025-{month}", 30)]
    made = made_of(load(tmp_path, [often + many + others]))
    assert one(made, "2025/26 Q1", ward="Castle") == 0
    assert one(made, "2025/26 Q1", ward="Dale") == 30
    assert one(made, "2025/26 Q1") == 150


def test_a_named_group_is_counted_as_one_value(made_of, tmp_path):
    folder = load(tmp_path, [a_year()])
    (folder.data / "council.toml").write_text(
        '[[groups]]\ndimension = "ward"\nname = "The hills"\nmembers = ["Castle", "Dale"]\n', encoding="utf-8"
    )
    made = made_of(folder)
    assert abs(one(made, "2025/26 Q2", ward="The hills") - 30) <= 4
    assert dict(zip(made.levels["level"], made.levels["is_group"], strict=True))["The hills"]


def test_a_group_with_the_name_of_a_ward_is_refused(made_of, tmp_path):
    folder = load(tmp_path, [a_year()])
    (folder.data / "council.toml").write_text(
        '[[groups]]\ndimension = "ward"\nname = "Abbey"\nmembers = ["Castle", "Dale"]\n', encoding="utf-8"
    )
    with pytest.raises(Exception, match="the group 'Abbey' in .* has the name of a ward"):
        made_of(folder)


def test_the_sums_of_keys_are_exact_beyond_what_a_float_holds():
    from cxdata.export.edition.counting import _sum_of_keys

    keys = np.random.default_rng(3).integers(0, 2**64, size=5000, dtype=np.uint64)
    at = np.arange(5000) % 7
    found = _sum_of_keys(at, keys, (7,))
    assert found.tolist() == [sum(int(key) for key in keys[at == place]) % 2**64 for place in range(7)]


def test_the_frame_is_named_by_its_columns(loaded, made_of):
    assert list(made_of(loaded).cells.columns) == [*CELLS, "shown"]


def test_a_table_whose_every_row_stands_for_five_people_is_left_out(made_of, tmp_path):
    """Every count would be a multiple of 5, and shown as it is: a single row is seen. Of mixed numbers it is in."""
    lines = a_year()
    of_five, mixed = [5] * len(lines), [1 + place % 3 for place in range(len(lines))]
    made = made_of(counted(tmp_path / "five", lines, of_five))
    assert made.left_out == {"contacts": 5}
    assert not len(made.cells)
    made = made_of(counted(tmp_path / "mixed", lines, mixed))
    assert made.left_out == {}
    july = sum(people for line, people in zip(lines, mixed, strict=True) if line.split(",")[1].startswith("2025-07"))
    assert abs(one(made, "July 2025") - july) <= 4


def counted(root: Path, lines: list[str], people: list[int]) -> Folder:
    """The contacts in a file that says for how many people each line stands."""
    folder = Folder(root)
    folder.profile("crm", f'{CRM}[table.fields.count]\nfrom = "Number"\n')
    rows = [f"{line},{number}" for line, number in zip(lines, people, strict=True)]
    folder.load_one("contacts.csv", f"{HEADER},Number", *rows)
    return folder
