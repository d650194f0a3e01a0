"""Costs a contact in a list: how they are written, what is refused, and which of several counts."""

from datetime import datetime
from pathlib import Path

import pytest

from cxdata.errors import CxError
from cxdata.lists import add_entry, read_list
from cxdata.lists.unit_costs import UNIT_COSTS
from cxdata.settings import read_settings

NOW = datetime(2026, 11, 26, 14)
PHONE = {"channel": "Phone", "pounds": "£2.83", "low": "1.28", "high": "5.57", "year": "2011", "source": "Socitm"}


def test_a_cost_is_written_in_one_way(tmp_path: Path) -> None:
    entry = add_entry(tmp_path, UNIT_COSTS, PHONE, by="Finance", now=NOW)
    assert (entry.id, entry["channel"], entry["pounds"]) == ("C1", "phone", "2.83")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"channel": "telephone"}, "Did you mean phone"),
        ({"pounds": "-1"}, "no sum of pounds"),
        ({"pounds": "5%"}, "no sum of pounds"),
        ({"low": "3"}, "does not lie between the low"),
        ({"year": "last year"}, "is no year"),
    ],
)
def test_what_cannot_be_is_refused_in_words(tmp_path: Path, change: dict[str, str], words: str) -> None:
    with pytest.raises(CxError, match=words):
        add_entry(tmp_path, UNIT_COSTS, {**PHONE, **change}, by="Finance", now=NOW)
    assert not (tmp_path / "unit_costs.csv").exists()


def test_the_list_takes_the_place_of_the_settings_channel_by_channel(tmp_path: Path) -> None:
    (tmp_path / "council.toml").write_text(
        '[[unit_costs]]\nchannel = "phone"\npounds = 4\nyear = 2025\n'
        '[[unit_costs]]\nchannel = "web"\npounds = 0.2\nlow = 0.1\nhigh = 0.3\nyear = 2024\n'
        '[[unit_costs]]\nchannel = "web"\npounds = 0.5\nyear = 2020\n'
    )
    (tmp_path / "unit_costs.csv").write_text("Channel,Pounds,Year\nphone,2.83,2011\nphone,3.1,2015\nfax,1,2000\n")
    costs = {cost.channel: cost for cost in read_settings(tmp_path).unit_costs}
    assert (costs["phone"].pounds, costs["phone"].year, costs["phone"].reference) == (3.1, 2015, "C2")
    assert (costs["web"].range, costs["web"].year) == ((0.1, 0.2, 0.3), 2024)
    assert len(read_list(tmp_path, UNIT_COSTS).faults) == 1


def test_a_range_the_wrong_way_round_in_the_settings_is_refused(tmp_path: Path) -> None:
    (tmp_path / "council.toml").write_text('[[unit_costs]]\nchannel = "phone"\npounds = 4\nlow = 5\nyear = 2025\n')
    with pytest.raises(CxError, match="lie between low and high"):
        read_settings(tmp_path)
