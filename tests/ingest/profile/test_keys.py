"""Customer references become keyed hashes, recounted here with the standard library."""

import hashlib
from pathlib import Path

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.profile.keys import CUSTOMER_KEY, customer_key, hash_sql, reference_sql


def hash_of(reference: str, key: str) -> int:
    """What DuckDB makes of a reference with the product's SQL."""
    sql = f"select {hash_sql('$reference')}"
    found = duckdb.connect().execute(sql, {"reference": reference, "customer_key": key}).fetchone()
    assert found is not None
    return found[0]


@pytest.mark.parametrize("reference", ["C-1001", "zoë-12", "0", "a" * 200])
def test_the_hash_is_sha256_of_the_key_and_the_reference_in_capitals(reference: str, tmp_path: Path) -> None:
    key = customer_key(tmp_path)
    expected = hashlib.sha256(bytes.fromhex(key) + reference.upper().encode()).hexdigest()[:16]
    assert hash_of(reference, key) == int(expected, 16)


def test_another_folder_has_another_key_and_so_another_hash(tmp_path: Path) -> None:
    one, other = customer_key(tmp_path / "one"), customer_key(tmp_path / "other")
    assert hash_of("C-1001", one) != hash_of("C-1001", other)
    assert customer_key(tmp_path / "one") == one
    assert (tmp_path / "one" / CUSTOMER_KEY.file).stat().st_mode & 0o077 == 0


def test_a_damaged_key_is_refused_in_a_sentence_without_being_shown(tmp_path: Path) -> None:
    (tmp_path / CUSTOMER_KEY.file).write_text("not a key", encoding="ascii")
    with pytest.raises(CxError, match="does not hold a key of 64 hexadecimal digits") as refusal:
        customer_key(tmp_path)
    assert "not a key" not in str(refusal.value)


@pytest.mark.parametrize("reference", ["7", "123456789", "F1000001", "x000000001", "C-1001", "ID 123", "0012345678"])
def test_a_systems_own_reference_is_kept_as_it_stands(reference: str) -> None:
    assert _kept(reference) == reference


@pytest.mark.parametrize("reference", ["07700900123", "QQ123456C", "AB1 2CD", "NHS 4010232137", "Ann Other", "UPRN 5"])
def test_a_reference_that_may_be_somebodys_is_hashed(reference: str) -> None:
    expected = hashlib.sha256(bytes(32) + reference.upper().encode()).hexdigest()[:16]
    assert _kept(reference) == f"h{int(expected, 16)}"


def _kept(reference: str) -> str:
    query = f"select {reference_sql('said')} from (select $said as said)"
    return duckdb.connect().execute(query, {"said": reference, "customer_key": "00" * 32}).fetchall()[0][0]
