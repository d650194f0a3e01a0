"""A backup brings everything back, is its owner's alone, and what is no whole backup is refused."""

import hashlib
import json
import os
import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from cxdata.cli.main import main
from cxdata.errors import CxError
from cxdata.ingest.history.backup import CONTENTS, back_up
from cxdata.ingest.history.restore import restore
from cxdata.ingest.history.undo import undo
from cxdata.ingest.history.versions import list_versions
from cxdata.ingest.load.store_folder import lock_folder
from cxdata.store import current_path, open_store
from cxdata.store_files.restoring import ready_folder
from tests.ingest.loading import HEADER
from tests.kept.conftest import C, references


def digests(data: Path) -> dict[str, str]:
    """Every file of a data folder but the lock, with its SHA-256."""
    return {
        path.relative_to(data).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(data.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def test_everything_comes_back_byte_for_byte(folder, capsys):
    (folder.data / "council.toml").write_text("[council]\nname = 'Quarnmere'\n", encoding="utf-8")
    (folder.data / "pockets").mkdir()
    (folder.data / "pockets" / "list.json").write_text("{}", encoding="utf-8")
    (folder.data / "sample" / "store").mkdir(parents=True)
    (folder.data / "sample" / "store" / "current").write_text("nothing\n", encoding="utf-8")
    kept = folder.root / "backup.zip"
    assert main(["--data", str(folder.data), "backup", str(kept)]) == 0
    assert "and read again" in capsys.readouterr().out
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    before = {name: digest for name, digest in digests(folder.data).items() if not name.startswith("sample/")}
    assert {"customer.key", "council.toml", "profiles/crm.toml", "pockets/list.json", "store/current"} <= set(before)
    elsewhere = folder.root / "elsewhere"
    assert main(["--data", str(elsewhere), "restore", str(kept)]) == 0
    assert digests(elsewhere) == before
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o700
    folder.data = elsewhere
    assert references(folder) == ["A1", "A2"]
    undo(elsewhere)
    assert references(folder) == ["A1"]
    folder.load_one("c.csv", HEADER, C)
    assert folder.rows("select count(distinct customer_key) from contacts") == [(1,)]


def test_what_was_there_is_kept_beside_and_said(folder, capsys):
    kept = folder.root / "backup.zip"
    back_up(folder.data, kept)
    folder.load_one("c.csv", HEADER, C)
    now = digests(folder.data)
    assert main(["--data", str(folder.data), "restore", str(kept)]) == 0
    assert references(folder) == ["A1", "A2"]
    (beside,) = folder.root.glob("data-before-*")
    assert str(beside) in capsys.readouterr().out
    assert digests(beside) == now


def test_nothing_is_written_over(folder):
    kept = folder.file("backup.zip", "mine")
    with pytest.raises(CxError, match="is there already, and nothing is written over it"):
        back_up(folder.data, kept)
    assert kept.read_text(encoding="utf-8") == "mine\n"


def test_while_a_load_runs_the_version_in_use_is_kept_whole(folder):
    kept = folder.root / "backup.zip"
    with lock_folder(folder.data):
        done = back_up(folder.data, kept)
        with pytest.raises(CxError, match="Another load is running"):
            restore(kept, folder.data)
    assert not done.whole
    restore(kept, folder.root / "elsewhere")
    assert [version.in_use for version in list_versions(folder.root / "elsewhere")] == [True]


def test_a_damaged_version_is_left_out_and_named(folder):
    used = current_path(folder.data)
    assert used is not None
    os.truncate(used, 20000)
    done = back_up(folder.data, folder.root / "backup.zip")
    assert done.damaged == (used.name,)


def made_of(path: Path, files: dict[str, bytes], *, form: int = 1, link: str = "") -> Path:
    """An archive that lists what it holds."""
    listed = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()
    ]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o120777 if name == link else 0o100600) << 16
            archive.writestr(entry, data)
        archive.writestr(CONTENTS, json.dumps({"form": form, "files": listed}))
    return path


REFUSED = [
    ({"files": {"../escaped.txt": b"x"}}, "holds a link, or a path out of the data folder"),
    ({"files": {"/escaped.txt": b"x"}}, "holds a link, or a path out of the data folder"),
    ({"files": {"C:/escaped.txt": b"x"}}, "holds a link, or a path out of the data folder"),
    ({"files": {"store\\..\\..\\escaped.txt": b"x"}}, "holds a link, or a path out of the data folder"),
    ({"files": {"council.toml": b"/etc/passwd"}, "link": "council.toml"}, "holds a link, or a path out of"),
    ({"files": {"council.toml": b""}, "form": 2}, "was made by a newer version of this program"),
    ({"files": {"store/current": b"cx-0.duckdb\n", "store/cx-0.duckdb": b"no"}}, "holds a store that"),
]


@pytest.mark.parametrize(("given", "said"), REFUSED)
def test_what_is_no_backup_is_refused_and_nothing_is_changed(folder, given, said):
    before = digests(folder.data)
    with pytest.raises(CxError, match=said):
        restore(made_of(folder.root / "made.zip", **given), folder.data)
    assert digests(folder.data) == before
    assert not list(folder.root.rglob("escaped.txt"))
    assert sorted(path.name for path in folder.root.iterdir()) == ["data", "made.zip"]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_cut_archive_is_refused(folder, share):
    kept = folder.root / "backup.zip"
    back_up(folder.data, kept)
    os.truncate(kept, int(kept.stat().st_size * share))
    with pytest.raises(CxError, match="is cut, damaged or no backup"):
        restore(kept, folder.data)


def test_a_changed_byte_is_refused(folder):
    kept = folder.root / "backup.zip"
    back_up(folder.data, kept)
    with kept.open("r+b") as file:
        file.seek(kept.stat().st_size // 2)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 0xFF]))
    with pytest.raises(CxError, match=r"is cut, damaged or no backup|is damaged at"):
        restore(kept, folder.root / "elsewhere")
    assert not (folder.root / "elsewhere").exists()


def test_links_in_the_folder_are_not_followed(folder):
    secret = folder.file("secret.txt", "secret")
    (folder.data / "profiles" / "link.toml").symlink_to(secret)
    shutil.copytree(folder.data / "profiles", folder.root / "others")
    (folder.data / "pockets").symlink_to(folder.root / "others")
    done = back_up(folder.data, folder.root / "backup.zip")
    assert not [member.name for member in done.members if "link" in member.name or member.name.startswith("pockets")]


@pytest.mark.parametrize("name", ["store", "customer.key"])
def test_a_store_or_a_key_behind_a_link_is_not_left_out_in_silence(folder, name):
    (folder.data / name).rename(folder.root / "moved")
    (folder.data / name).symlink_to(folder.root / "moved")
    with pytest.raises(CxError, match=f"{name} is a link, which a backup does not follow"):
        back_up(folder.data, folder.root / "backup.zip")
    assert not (folder.root / "backup.zip").exists()


def test_a_backup_is_not_put_into_what_it_keeps(folder):
    with pytest.raises(CxError, match="Keep a backup elsewhere: what is erased stays in it"):
        back_up(folder.data, folder.data / "store" / "backup.zip")


def test_it_is_said_whether_the_key_is_in_it(folder, capsys):
    assert main(["--data", str(folder.data), "backup", str(folder.root / "with.zip")]) == 0
    assert "The key for customer references is in it." in capsys.readouterr().out
    (folder.data / "customer.key").unlink()
    assert main(["--data", str(folder.data), "backup", str(folder.root / "without.zip")]) == 0
    assert "The key for customer references is not in it" in capsys.readouterr().out


def test_a_name_that_no_archive_can_hold_is_said_and_leaves_nothing(folder):
    (Path(os.fsdecode(os.fsencode(folder.data) + b"/caf\xe9.csv"))).write_text("x", encoding="utf-8")
    with pytest.raises(CxError, match="has a name that no archive can hold"):
        back_up(folder.data, folder.root / "backup.zip")
    assert not list(folder.root.glob("backup.zip*"))


def test_a_restore_killed_between_its_two_renames_is_finished_by_whoever_looks_next(folder):
    kept = folder.root / "backup.zip"
    back_up(folder.data, kept)
    elsewhere = folder.root / "elsewhere"
    restore(kept, elsewhere)
    elsewhere.rename(ready_folder(elsewhere))  # as it stands at that moment
    assert open_store(elsewhere).row_counts["contacts"] == 2
    assert not ready_folder(elsewhere).exists()


def test_a_link_to_the_folder_stays_one(folder):
    kept = folder.root / "backup.zip"
    back_up(folder.data, kept)
    (folder.root / "link").symlink_to(folder.data)
    before = restore(kept, folder.root / "link").before
    assert (folder.root / "link").is_symlink()
    assert before is not None
    assert before.parent == folder.data.parent
