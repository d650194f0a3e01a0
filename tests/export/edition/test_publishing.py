"""Editions one after another: what changed, the fifth that is refused, the key that is lost, and the command."""

import json
import shutil
import stat
from datetime import date

import pytest

from cxdata.cli.main import main
from cxdata.council import read_council
from cxdata.errors import CxError
from cxdata.export.edition.file import Edition
from cxdata.export.edition.kept import editions_in, newest_edition
from cxdata.export.edition.publishing import publish_edition
from cxdata.store import open_store
from tests.export.edition.conftest import TODAY, contacts
from tests.ingest.loading import HEADER, Folder


@pytest.fixture
def folder(loaded, tmp_path) -> Folder:
    shutil.copytree(loaded.data, tmp_path / "data")
    whole = Folder.__new__(Folder)
    whole.root, whole.data = tmp_path, tmp_path / "data"
    return whole


def publish(folder: Folder, today: date = TODAY):
    return publish_edition(folder.data, open_store(folder.data), read_council(folder.data), today)


def add(folder: Folder, number: int) -> None:
    """Thirty late contacts of Abbey in June 2025, one a day, of a service of their own."""
    lines = contacts("Abbey", "2025-06", 30, service=f"{'ABCDEFGH'[number]}service")
    folder.load_one(f"late-{number}.csv", HEADER, *lines)


def ledger(folder: Folder) -> dict[str, int]:
    edition = newest_edition(folder.data)
    assert edition is not None
    rows = edition.rows("select period, editions from periods")
    return dict(zip(rows["period"], rows["editions"].tolist(), strict=True))


def cells(edition: Edition, period: str) -> list[tuple]:
    rows = edition.rows("select * from cells where period = $period order by all", {"period": period})
    return list(rows.itertuples(index=False, name=None))


def test_the_file_holds_shown_counts_and_nothing_else(folder):
    path = publish(folder).path
    assert path is not None
    assert path.name == "edition-0001-2026-04-10.duckdb"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    edition = Edition(path)
    tables = edition.rows("select table_name, column_name from information_schema.columns order by 1, 2")
    counts, public = ("cells", "tables", "periods"), ("areas", "tracker", "recommendations", "benchmarks")
    assert set(tables["table_name"]) == {*counts, "levels", "residents", "meta", *public}
    assert sorted(tables.loc[tables["table_name"] == "cells", "column_name"]) == [
        *("by_1", "by_2", "level_1", "level_2", "measure", "part", "period", "shown")
    ]
    assert not edition.rows("select shown from cells where shown % 5 <> 0 or shown <= 0")["shown"].any()
    raw = path.read_bytes()
    assert (folder.data / "publish.key").read_text().strip().encode() not in raw
    assert b"Abbey-Waste-0" not in raw


def test_the_key_is_made_with_the_first_edition_and_is_its_owners_alone(folder):
    assert not (folder.data / "publish.key").exists()
    publish(folder)
    assert stat.S_IMODE((folder.data / "publish.key").stat().st_mode) == 0o600


def test_where_nothing_differs_no_edition_is_made(folder):
    publish(folder)
    again = publish(folder)
    assert again.path is None
    assert len(editions_in(folder.data)) == 1


def test_a_fifth_set_of_figures_of_a_quarter_is_refused_and_the_others_go_on(folder):
    publish(folder)
    for number in range(3):
        add(folder, number)
        done = publish(folder)
        assert done.path is not None
        assert done.settled.changed["2025/26 Q1"] > 0
        assert "2025/26 Q2" not in done.settled.changed
    assert ledger(folder)["2025/26 Q1"] == 4
    assert ledger(folder)["2025/26 Q2"] == 1
    fourth = newest_edition(folder.data)
    add(folder, 3)
    folder.load_one("more.csv", HEADER, *contacts("Abbey", "2025-07", 30, service="Roads"))
    fifth = publish(folder)
    assert fifth.settled.finished["2025/26 Q1"] > 0
    assert fifth.settled.changed["2025/26 Q2"] > 0
    assert ledger(folder)["2025/26 Q1"] == 4
    assert fifth.path is not None
    assert cells(Edition(fifth.path), "2025/26 Q1") == cells(fourth, "2025/26 Q1")
    assert cells(Edition(fifth.path), "2025/26 Q2") != cells(fourth, "2025/26 Q2")


def test_a_lost_key_is_refused_in_words_while_an_edition_exists(folder):
    publish(folder)
    key = folder.data / "publish.key"
    kept = key.read_bytes()
    key.unlink()
    with pytest.raises(CxError, match=r"publish.key is missing, by which the counts .* were rounded. Put the key back"):
        publish(folder)
    assert not key.exists()
    key.write_text("ab" * 32 + "\n", encoding="ascii")
    with pytest.raises(CxError, match="holds another key than the one with which the newest edition was made"):
        publish(folder)
    key.write_bytes(kept)
    assert publish(folder).path is None


def test_the_key_is_copied_and_put_back_by_the_command(folder, capsys):
    publish(folder)
    data, copy = str(folder.data), folder.root / "copy.txt"
    assert main(["--data", data, "key", "save", str(copy), "--of", "publishing"]) == 0
    (folder.data / "publish.key").unlink()
    (folder.root / "other.txt").write_text("ab" * 32 + "\n", encoding="ascii")
    assert main(["--data", data, "key", "restore", str(folder.root / "other.txt"), "--of", "publishing"]) == 1
    assert "holds another key than that of the newest edition. Nothing was changed." in capsys.readouterr().err
    assert main(["--data", data, "key", "restore", str(copy), "--of", "publishing"]) == 0
    assert "The key is put back: editions can be made again." in capsys.readouterr().out
    assert publish(folder).path is None


def test_after_a_new_key_what_was_published_stays_as_it_is(folder, capsys):
    first = publish(folder).path
    assert first is not None
    (folder.data / "publish.key").unlink()
    assert main(["--data", str(folder.data), "key", "new", "--of", "publishing"]) == 0
    assert "What was published stays as it is in every later edition" in capsys.readouterr().out
    months = [line for month in ("04", "05", "06") for line in contacts("Castle", f"2026-{month}", 30)]
    folder.load_one("later.csv", HEADER, *months)
    second = publish(folder, date(2026, 7, 2)).path
    assert second is not None
    assert cells(Edition(second), "2025/26") == cells(Edition(first), "2025/26")
    assert cells(Edition(second), "2026/27 Q1")


def test_a_backup_holds_the_key_and_the_editions(folder):
    from cxdata.ingest.history.backup import back_up

    publish(folder)
    names = {member.name for member in back_up(folder.data, folder.root / "backup.zip").members}
    assert {"publish.key", "customer.key", "editions/edition-0001-2026-04-10.duckdb"} <= names


def test_the_command_says_that_the_key_and_the_editions_are_in_a_backup(folder, capsys):
    data = str(folder.data)
    assert main(["--data", data, "backup", str(folder.root / "none.zip")]) == 0
    assert "published" not in capsys.readouterr().out, "there is no such key yet"
    publish(folder)
    assert main(["--data", data, "backup", str(folder.root / "one.zip")]) == 0
    assert (
        "The key by which published counts are rounded is in it, with the one edition there is."
        in capsys.readouterr().out
    )


def test_the_command_says_what_was_made_and_what_changed(folder, capsys):
    data = str(folder.data)
    out = folder.root / "for-the-paper.duckdb"
    assert main(["--data", data, "publish", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "Edition 1 is written to" in said
    assert "each within 4 of the exact count" in said
    assert "at most 4 times: 2025/26 Q1 1, 2025/26 Q2 1, 2025/26 Q3 1, 2025/26 Q4 1." in said
    assert Edition(out).about.number == 1
    assert main(["--data", data, "publish", "--out", str(out)]) == 1
    assert "is there already, and nothing is written over it" in capsys.readouterr().err
    assert main(["--data", data, "publish"]) == 0
    assert "Nothing differs from edition 1, so no further one was made." in capsys.readouterr().out
    for number in range(4):
        add(folder, number)
        assert main(["--data", data, "publish"]) == 0
    said = capsys.readouterr().out
    assert "Since the last edition" in said
    assert "2025/26 Q1 stays as it was put out before" in said
    assert "a fifth time would let single people be worked out" in said
    assert main(["--data", data, "publish", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["file"] is None
    assert document["editions"]["2025/26 Q1"] == 4


def test_a_file_that_is_no_edition_is_said_so(tmp_path):
    path = tmp_path / "edition-0001-2026-04-10.duckdb"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(CxError, match=r"is no edition, or damaged\. Put it back from a backup, or move it out of"):
        Edition(path)
