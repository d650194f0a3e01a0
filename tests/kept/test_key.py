"""The key for customer references: a load without it, or with another, is refused with the way back."""

import stat

import pytest

from cxdata.cli.main import main
from cxdata.errors import CxError
from cxdata.ingest.profile.keys import CUSTOMER_KEY
from tests.ingest.loading import HEADER
from tests.kept.conftest import C

CUSTOMERS = "select count(distinct customer_key) from contacts"


def test_without_the_key_nothing_is_loaded_and_with_it_the_customer_is_the_same(folder, capsys):
    """C-1001 is in a.csv and in c.csv: two customers stay two. Without the key it was a third."""
    key = folder.data / "customer.key"
    copy = folder.root / "key-copy.txt"
    assert main(["--data", str(folder.data), "key", "save", str(copy)]) == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    key.unlink()
    assert main(["--data", str(folder.data), "key", "save", str(folder.root / "none.txt")]) == 1
    assert "is missing, with which the customers of this store were made unknown" in capsys.readouterr().err
    with pytest.raises(CxError, match=r"is missing, with which the customers .* python -m cxdata key restore FILE"):
        folder.load_one("c.csv", HEADER, C)
    assert not key.exists()
    assert main(["--data", str(folder.data), "key", "restore", str(copy)]) == 0
    folder.load_one("c.csv", HEADER, C)
    assert folder.rows(CUSTOMERS) == [(2,)]
    capsys.readouterr()
    assert main(["--data", str(folder.data), "key", "save", str(copy)]) == 1
    assert "is there already, and nothing is written over it" in capsys.readouterr().err


def test_another_key_is_refused_and_so_is_the_copy_of_another_store(folder, capsys):
    other = folder.root / "other.txt"
    other.write_text("ab" * 32 + "\n", encoding="ascii")
    assert main(["--data", str(folder.data), "key", "restore", str(other)]) == 1
    assert "holds another key than that of this store. Nothing was changed." in capsys.readouterr().err
    (folder.data / "customer.key").write_text("ab" * 32 + "\n", encoding="ascii")
    with pytest.raises(CxError, match="holds another key than the one with which this store was made"):
        folder.load_one("c.csv", HEADER, C)


def test_where_the_key_is_lost_for_good_loads_go_on_with_a_new_one(folder, capsys):
    (folder.data / "customer.key").unlink()
    assert main(["--data", str(folder.data), "key", "new"]) == 0
    assert "a customer of theirs who is also in what was loaded before is counted as another" in capsys.readouterr().out
    folder.load_one("c.csv", HEADER, C)
    folder.load_one("d.csv", HEADER, C.replace("A3", "A4"))
    assert folder.rows(CUSTOMERS) == [(3,)]


def test_a_store_from_before_there_were_marks_is_not_loaded_into_without_its_key(folder):
    import duckdb

    for path in (folder.data / "store").glob("cx-*.duckdb"):
        path.with_suffix(".seal").unlink()
        with duckdb.connect(str(path)) as con:
            con.execute("delete from meta where key = 'key_mark'")
    (folder.data / "customer.key").unlink()
    with pytest.raises(CxError, match="is missing, with which the customers"):
        folder.load_one("c.csv", HEADER, C)


def test_a_mark_gives_nothing_of_the_key_away():
    mark = CUSTOMER_KEY.mark("0" * 63 + "1")
    assert len(mark) == 16
    assert mark != CUSTOMER_KEY.mark("0" * 63 + "2")
    assert mark not in "0" * 63 + "1"
