"""The list for a meeting: kept whole, put in order, and refused in a sentence where it is none."""

from pathlib import Path

import pytest

from cxdata.errors import CxError
from cxdata.export.exhibit.meeting import FILE, MOST, Item, move, read_items, write_items

PHONES = Item("satisfaction", "dissatisfied-channel", "Dots: dissatisfied, by channel")
WARD = Item("satisfaction", "dissatisfied-ward", section="five", query={"ward": ["St Wendra's"]}, own={"by": "ward"})
MAP = Item("hotspots", "map")


def test_a_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_items(tmp_path) == []
    write_items(tmp_path, [PHONES, WARD])
    assert read_items(tmp_path) == [PHONES, WARD]
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_the_file_holds_no_figure(tmp_path: Path) -> None:
    write_items(tmp_path, [PHONES])
    assert not any(letter.isdigit() for letter in (tmp_path / FILE).read_text("utf-8"))


@pytest.mark.parametrize(
    ("number", "by", "order"),
    [(0, 1, [WARD, PHONES, MAP]), (2, -1, [PHONES, MAP, WARD]), (0, -1, [PHONES, WARD, MAP])],
)
def test_an_exhibit_moves_by_one_place_and_never_off_the_list(number: int, by: int, order: list[Item]) -> None:
    assert move([PHONES, WARD, MAP], number, by) == order


@pytest.mark.parametrize("text", ["", "no list", '{"page": 1}', '[{"page": "satisfaction"}]', "[3]"])
def test_a_file_that_is_no_list_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(CxError, match="meeting.json in the data folder is no list for a meeting"):
        read_items(tmp_path)


def test_a_full_list_takes_no_more(tmp_path: Path) -> None:
    with pytest.raises(CxError, match=f"it takes {MOST} exhibits"):
        write_items(tmp_path, [PHONES] * (MOST + 1))
    assert read_items(tmp_path) == []
