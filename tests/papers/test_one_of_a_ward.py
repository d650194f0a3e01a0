"""A ward's sheet where there is one of a thing, and where nearly all are: in words of one, and never as everybody."""

import gzip
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from cxdata.analysis.asking import FromStore
from cxdata.analysis.recommendations.item import Item
from cxdata.council import Council
from cxdata.documents import Bullets, Document, Paragraph
from cxdata.ingest.load.build import load_files
from cxdata.papers.ward import ward_sheets
from cxdata.papers.ward.people import say_part
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.conftest import ROOT

SAMPLE = ROOT / "sample_data" / "crm_cases.csv.gz"


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Document]]:
    """The sheets of the first sixty contacts alone, with four recommendations for each ward."""
    data = tmp_path_factory.mktemp("few")
    with gzip.open(SAMPLE, "rb") as packed:
        (data / "cases.csv").write_bytes(b"".join(islice(packed, 61)))
    assert not load_files([data / "cases.csv"], data=data / "data").refused
    store = open_store(data / "data")
    codes = store.tuples("select distinct ward::varchar from contacts where ward::varchar <> 'Not recorded'")
    items = [
        Item(id=f"{ward}{n}", reference=f"{ward} {n}", text=f"That {ward} has a desk.", made=date(2026, 9, n))
        for (ward,) in codes
        for n in range(1, 5)
    ]
    return data / "data", dict(ward_sheets(FromStore(store, Council(), Scope()), items=items))


def words(sheet: Document) -> str:
    said = [block.words for block in sheet.blocks if isinstance(block, Paragraph)]
    return " ".join([*said, *(item for block in sheet.blocks if isinstance(block, Bullets) for item in block.items)])


def test_who_got_in_touch_once_did_so_one_time(few: tuple[Path, dict[str, Document]]) -> None:
    data, sheets = few
    counted = open_store(data).tuples(
        "select ward::varchar, sum(count)::int from contacts where requester <> 'staff' group by all"
    )
    once = [ward for ward, number in counted if number == 1 and ward in sheets]
    twice = [ward for ward, number in counted if number == 2 and ward in sheets]
    assert once
    assert twice
    assert all(f"People of {ward} got in touch 1 time." in words(sheets[ward]) for ward in once)
    assert all(f"People of {ward} got in touch 2 times." in words(sheets[ward]) for ward in twice)


def test_one_more_recommendation_stands_elsewhere(few: tuple[Path, dict[str, Document]]) -> None:
    for sheet in few[1].values():
        assert "1 more stands on the pages Targets and Recommendations." in words(sheet)


def test_nearly_all_contacts_are_not_all_of_them() -> None:
    assert say_part(1_995, 2_000) == "more than 99 in 100 of 2,000 contacts"
    assert say_part(2_000, 2_000) == "100 in 100 of 2,000 contacts"
    assert say_part(5, 9) == ""
