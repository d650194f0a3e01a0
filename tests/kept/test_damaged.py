"""A store that is cut, overwritten, no database, newer or closed: it is kept, and the one before it is opened."""

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from cxdata.cli.main import main
from cxdata.errors import CxError
from cxdata.form import FORM
from cxdata.ingest.history.undo import put_back
from cxdata.ingest.history.versions import list_versions
from cxdata.store import current_path, open_store
from cxdata.store_files import find_standing
from cxdata.store_files.seal import is_broken
from tests.ingest.loading import HEADER
from tests.kept.conftest import C, references


def used(data: Path) -> Path:
    path = current_path(data)
    assert path is not None
    return path


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def no_database(path: Path) -> None:
    path.write_text("Not a database.\n" * 1000, encoding="utf-8")


def nothing_in_it(path: Path) -> None:
    os.truncate(path, 0)


def zeroed(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(12288)
        file.write(bytes(path.stat().st_size - 12288))


@pytest.mark.parametrize("damage", [cut, no_database, nothing_in_it, zeroed], ids=lambda damage: damage.__name__)
def test_a_damaged_store_is_set_aside_and_the_one_before_it_opened(folder, damage):
    path, before = used(folder.data), list_versions(folder.data)[1].version
    damage(path)
    open_store(folder.data).rows("select * from contacts")
    assert references(folder) == ["A1"]
    said = find_standing(folder.data).said
    assert f"The version {path.stem.removeprefix('cx-')} of the store is damaged." in said
    assert f"Opened in its place is {before}, made " in said
    assert "what was loaded since is not in it" in said
    assert not path.exists()
    assert (path.parent / f"damaged-{path.name}").is_file()


def test_damage_in_the_middle_is_met_by_a_load_before_it_builds_on_it(folder):
    """The rows of a load were copied with the holes in them, and five loads later the last whole version was gone."""
    path = used(folder.data)
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xa5" * 8)
    assert is_broken(path)
    receipt = folder.load(folder.file("c.csv", HEADER, C))
    assert "is damaged." in receipt.said
    assert references(folder) == ["A1", "A3"]
    assert (path.parent / f"damaged-{path.name}").is_file()


def test_where_none_is_whole_the_next_load_begins_anew_and_keeps_them_all(folder):
    for version in list_versions(folder.data):
        nothing_in_it(version.path)
    with pytest.raises(CxError, match=r"No other whole version is beside it, so nothing is loaded now"):
        open_store(folder.data)
    folder.load_one("c.csv", HEADER, C)
    assert references(folder) == ["A3"]
    assert len([path for path in (folder.data / "store").iterdir() if path.suffix == ".duckdb"]) == 3


def test_an_older_version_that_is_damaged_costs_only_itself(folder, capsys):
    older = list_versions(folder.data)[1]
    nothing_in_it(older.path)
    assert references(folder) == ["A1", "A2"]
    assert main(["--data", str(folder.data), "versions"]) == 0
    assert f"The version {older.version} of the store is damaged." in capsys.readouterr().out
    with pytest.raises(CxError, match="not kept any more"):
        put_back(folder.data, older.version)


def test_a_version_set_aside_comes_back_where_its_file_is_whole_after_all(folder):
    path = used(folder.data)
    whole = path.read_bytes()
    cut(path)
    open_store(folder.data)
    aside = path.parent / f"damaged-{path.name}"
    with pytest.raises(CxError, match=rf"was set aside as damaged: {aside.name} does not match the seal beside it"):
        put_back(folder.data, path.stem.removeprefix("cx-"))
    aside.write_bytes(whole)
    put_back(folder.data, path.stem.removeprefix("cx-"))
    assert references(folder) == ["A1", "A2"]


def newer(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute(f"update meta set value = '{FORM + 1}' where key = 'form'")
    path.with_suffix(".seal").unlink()


def test_a_store_of_a_newer_form_keeps_its_place_and_nothing_is_built_on_the_one_before(folder):
    path = used(folder.data)
    newer(path)
    assert references(folder) == ["A1"]
    assert "was made by a newer version of this program" in find_standing(folder.data).said
    with pytest.raises(CxError, match=r"To go on from an earlier version all the same: python -m cxdata undo"):
        folder.load_one("c.csv", HEADER, C)
    assert path.is_file()
    put_back(folder.data, list_versions(folder.data)[0].version)
    folder.load_one("c.csv", HEADER, C)
    assert references(folder) == ["A1", "A3"]
    assert path.is_file()


def test_a_store_that_another_program_writes_to_keeps_its_place(folder, monkeypatch):
    path = used(folder.data)

    def held(*given, **named):
        raise duckdb.IOException(f'Could not set lock on file "{path}": Conflicting lock is held')

    with monkeypatch.context() as patched:
        patched.setattr("cxdata.store.duckdb.connect", held)
        with pytest.raises(CxError, match=r"or another program holds it\. .* Until then nothing is shown"):
            open_store(folder.data)
    assert path.is_file()
    shutil.copystat(__file__, path)  # changed since, so it is looked at anew
    assert references(folder) == ["A1", "A2"]


def test_a_version_of_an_earlier_program_that_is_damaged_is_met_by_a_load_too(folder):
    """It has no seal, so all that can be told is whether it opens."""
    path = used(folder.data)
    path.with_suffix(".seal").unlink()
    no_database(path)
    assert "is damaged." in folder.load(folder.file("c.csv", HEADER, C)).said
    assert references(folder) == ["A1", "A3"]


def test_a_store_of_an_earlier_program_that_a_page_holds_open_is_loaded_into(folder):
    for seal in (folder.data / "store").glob("*.seal"):
        seal.unlink()
    held = open_store(folder.data)
    assert folder.load(folder.file("c.csv", HEADER, C)).said == ""
    assert references(folder) == ["A1", "A2", "A3"]
    assert held.tuples("select count(*) from contacts") == [(2,)]
