"""Named links: kept, put in order, taken off; and files that are none."""

import json
from pathlib import Path

import pytest

from cxdata.errors import CxError
from cxdata.export.links import FILE, LONGEST, MOST, Link, keep_link, move_link, read_links, remove_link

WAITS = Link("Waits in Abbey", "phones", {"ward": ["Abbey"], "service": ["Parks", "Waste"]})
SIGNS = Link("What changed", "change")


def test_links_are_kept_in_order_and_read_back(tmp_path: Path) -> None:
    assert read_links(tmp_path) == []
    keep_link(tmp_path, WAITS)
    keep_link(tmp_path, Link("  What   changed ", "change"))
    assert read_links(tmp_path) == [WAITS, SIGNS]
    assert WAITS.words == "ward: Abbey; service: Parks or Waste"
    written = json.loads((tmp_path / FILE).read_text("utf-8"))
    assert written[0] == {
        "name": "Waits in Abbey",
        "page": "phones",
        "query": {"ward": ["Abbey"], "service": ["Parks", "Waste"]},
    }


def test_they_are_moved_as_far_as_there_is_room_and_taken_off(tmp_path: Path) -> None:
    third = Link("Third", "ward")
    for link in (WAITS, SIGNS, third):
        keep_link(tmp_path, link)
    move_link(tmp_path, "Third", -1)
    assert [link.name for link in read_links(tmp_path)] == ["Waits in Abbey", "Third", "What changed"]
    move_link(tmp_path, "Third", -9)
    move_link(tmp_path, "Waits in Abbey", 9)
    assert [link.name for link in read_links(tmp_path)] == ["Third", "What changed", "Waits in Abbey"]
    remove_link(tmp_path, "Third")
    # In another tab it was taken off already.
    remove_link(tmp_path, "Third")
    move_link(tmp_path, "Third", 1)
    assert read_links(tmp_path) == [SIGNS, WAITS]


def test_a_name_is_one_and_there_is_room_for_it(tmp_path: Path) -> None:
    keep_link(tmp_path, WAITS)
    with pytest.raises(CxError, match="“waits IN abbey” is kept already"):
        keep_link(tmp_path, Link("waits  IN abbey", "ward"))
    with pytest.raises(CxError, match="Give the view a name"):
        keep_link(tmp_path, Link(" ", "ward"))
    with pytest.raises(CxError, match=f"The name has {LONGEST + 1} letters"):
        keep_link(tmp_path, Link("x" * (LONGEST + 1), "ward"))
    for number in range(MOST - 1):
        keep_link(tmp_path, Link(f"View {number}", "ward"))
    with pytest.raises(CxError, match="it takes 60"):
        keep_link(tmp_path, SIGNS)
    assert len(read_links(tmp_path)) == 60


@pytest.mark.parametrize(
    "written",
    [
        "no list",
        "{}x",
        '{"name": "A"}',
        '[{"name": "A"}]',
        '[{"name": 1, "page": "ward"}]',
        '[{"name": "A", "page": "ward", "query": {"ward": "Abbey"}}]',
        '[{"name": "A", "page": "ward", "query": ["Abbey"]}]',
        '[{"name": "A", "page": "ward", "query": {"ward": [3]}}]',
        '[{"name": "A", "page": "ward", "figure": 7}]',
    ],
)
def test_a_file_that_is_no_list_of_links_is_refused_and_left(tmp_path: Path, written: str) -> None:
    (tmp_path / FILE).write_text(written)
    for act in (lambda: read_links(tmp_path), lambda: keep_link(tmp_path, WAITS)):
        with pytest.raises(CxError, match="is no list of links"):
            act()
    assert (tmp_path / FILE).read_text() == written
