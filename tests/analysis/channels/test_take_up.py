"""Take-up in two definitions: the minutes' garden waste, a form given up, help by staff, and the band by hand."""

from datetime import date
from pathlib import Path

import pytest

from cxdata.analysis.channels.take_up import BELOW, NO_BAND, WITHIN, say_take_up, take_up_of
from cxdata.cli.main import main
from cxdata.council import Council, Target
from cxdata.measures.query import Answer, query
from cxdata.scope import Scope
from cxdata.store import Store, open_store

HEAD = "Reference,Date received,Date closed,Channel,Service,Transaction completed,Assisted digital\n"
DAY = date(2026, 3, 31)


def answers(tmp_path: Path, text: str) -> tuple[Store, Answer, Answer]:
    file = tmp_path / "contacts.csv"
    file.write_text(text, encoding="utf-8")
    assert main(["--data", str(tmp_path / "data"), "load", str(file), "--suggested"]) == 0
    store = open_store(tmp_path / "data")
    own, nation = (query(store, name, ("service",), Scope()) for name in ("online_share", "digital_take_up"))
    return store, own, nation


def test_a_form_given_up_is_no_take_up_and_help_with_a_form_is(tmp_path: Path) -> None:
    """100 by web, of which 80 were finished; 100 calls, all closed, 20 of them put in the form by staff: 100 of 180."""
    lines = [f"W{n},2026-03-02,,Web,Permits,{'yes' if n < 80 else 'no'},no" for n in range(100)]
    lines += [f"P{n},2026-03-02,2026-03-03,Phone,Permits,,{'yes' if n < 20 else 'no'}" for n in range(100)]
    _, own, nation = answers(tmp_path, HEAD + "\n".join(lines) + "\n")
    assert own.frame["value"].tolist() == [0.5]
    assert (nation.frame["numerator"].tolist(), nation.frame["denominator"].tolist()) == ([100], [180])
    (row,) = take_up_of(own, nation, Council(), DAY)
    assert (row.own, row.nation) == (0.5, pytest.approx(100 / 180))


def test_the_minutes_garden_waste_is_below_its_band(tmp_path: Path) -> None:
    """25,000 renewals: 70 % online, 16 % by automated phone, which is not digital; 80 to 85 % was the target."""
    text = "Month,Service,Channel,Contacts\n" + "".join(
        f"2026-03-01,Garden waste,{channel},{many}\n"
        for channel, many in (("Web", 17_500), ("Automated phone", 4_000), ("Phone", 3_500))
    )
    _, own, nation = answers(tmp_path, text)
    council = Council(
        key_services=("Garden waste",),
        targets=(Target("online_share", date(2024, 4, 1), low=0.8, high=0.85, services=("Garden waste",)),),
    )
    (row,) = rows = take_up_of(own, nation, council, DAY)
    assert (row.own, row.low, row.high, row.standing) == (0.7, 0.8, 0.85, BELOW)
    assert row.key
    assert say_take_up(rows) == "All 1 key services are below their target bands; Garden waste is lowest, at 70%"


def test_within_the_band_and_without_one(tmp_path: Path) -> None:
    text = "Month,Service,Channel,Contacts\n2026-03-01,Bins,Web,8250\n2026-03-01,Bins,Phone,1750\n"
    _, own, nation = answers(tmp_path, text)
    target = Target("online_share", date(2024, 4, 1), low=0.8, high=0.85)
    (banded,) = take_up_of(own, nation, Council(targets=(target,)), DAY)
    (without,) = take_up_of(own, nation, Council(), DAY)
    assert (banded.standing, without.standing) == (WITHIN, NO_BAND)
    assert say_take_up([banded]) == "None of 1 services is below its target band; Bins is lowest, at 82%"
    assert say_take_up([without]) == "No service has a target band; Bins is lowest, at 82%"
    assert say_take_up([]) == "Too few contacts to say how much of any service is online"
