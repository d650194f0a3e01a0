"""Real exports of three cities: their coded columns keep their words, and none of their columns is called people."""

from pathlib import Path

import duckdb
import pytest

from cxdata.ingest.load.build import load_files
from cxdata.ingest.privacy.people import looks_personal
from cxdata.store import open_store

FILES = ("boston311_2015/boston311_2015_all_types.csv.gz", "sf311/vintage_b.csv", "baltimore311/311_sample.csv")
CODED = ("service", "reason", "site", "provider", "outcome", "ward_code")


def test_at_most_one_coded_row_in_a_thousand_is_lost(tmp_path: Path, shared_real: Path) -> None:
    receipt = load_files([shared_real / name for name in FILES], data=tmp_path)
    assert not receipt.refused
    changed = " or ".join(f"{name}::varchar like 'Other (%'" for name in CODED)
    rows, lost = open_store(tmp_path).tuples(f"select count(*), count(*) filter ({changed}) from contacts")[0]
    assert rows > 130_000
    assert lost <= rows / 1000
    assert [p for file in receipt.files for p in file.problems if p.code == "personal_column"] == []


@pytest.mark.parametrize("name", FILES)
def test_no_real_column_is_called_people(shared_real: Path, name: str) -> None:
    rows = duckdb.execute(
        "select * from read_csv($file, all_varchar = true, ignore_errors = true) limit 20000",
        {"file": str(shared_real / name)},
    )
    headings = [column[0] for column in rows.description or ()]
    values = zip(*rows.fetchall(), strict=True)
    called = [
        heading for heading, column in zip(headings, values, strict=True) if looks_personal(column, heading).personal
    ]
    assert called == []
