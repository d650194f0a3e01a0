"""Acts on a data folder, killed at random moments: afterwards the store is the old or the new one, whole, and right.

`python -m tests.kept.killing ROUNDS [SEED]` prints what was killed and exits 1 at the first store that is neither. Each
act runs in a process of its own that is killed (SIGKILL) after a random part of the time that such an act takes. Rows
are known by their files, so what must be there is counted from nothing but the names of the files in use.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROWS = 20
LAYOUT = """
name = "desk"
title = "The desk's list"
system = "desk"
[recognise]
headers = ["Case ID", "Date Logged"]
[[table]]
table = "contacts"
[table.fields.contact_id]
from = "Case ID"
[table.fields.received_at]
from = "Date Logged"
[table.fields.channel]
from = "Channel"
values = { "Telephone" = "phone" }
[table.fields.service]
from = "Topic"
[table.fields.customer_key]
from = "Customer"
"""


def references_of(name: str) -> list[str]:
    """The references of all rows of a file, from its name alone."""
    return [f"{Path(name).stem.upper()}-{number}" for number in range(ROWS)]


class Killing:
    """A data folder, the acts done to it, and what must be true of it."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.data, self.random = root, root / "data", random.Random(seed)
        self.made, self.killed, self.took = 0, Counter[str](), dict[str, float]()
        (self.data / "profiles").mkdir(parents=True)
        (self.data / "profiles" / "desk.toml").write_text(LAYOUT, encoding="utf-8")

    def file(self, topic: str = "Bins") -> Path:
        """A new export; a topic that is new makes the store be built anew."""
        self.made += 1
        path = self.root / f"f{self.made}.csv"
        lines = [f"{name},2026-03-05,Telephone,{topic},C-{name}" for name in references_of(path.name)]
        path.write_text("\n".join(["Case ID,Date Logged,Channel,Topic,Customer", *lines]) + "\n", encoding="utf-8")
        return path

    def apart(self, act: Callable[[], object], *, kill_after: float | None = None) -> tuple[str, float]:
        """Run an act in a process of its own; what it returned as JSON ("" where it was killed), and its seconds."""
        reader, writer = os.pipe()
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            os.close(reader)
            try:
                os.write(writer, json.dumps(act()).encode())
                os._exit(0)
            except BaseException as fault:
                os.write(writer, json.dumps(f"FAULT {type(fault).__name__}: {fault}").encode())
                os._exit(1)
        os.close(writer)
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(child, signal.SIGKILL)
        with os.fdopen(reader, "rb") as said:
            words = said.read().decode()
        os.waitpid(child, 0)
        return words, time.monotonic() - began

    def state(self) -> dict[str, list[str]]:
        """The files in use, and the files of every version that is kept; read, and checked, in a process of its own."""
        words, _ = self.apart(lambda: look(self.data))
        found = json.loads(words)
        if not isinstance(found, dict):
            raise SystemExit(f"NOT WHOLE: {found}")
        return found

    def one_round(self) -> None:
        """Choose an act, run it, kill it, and look at what stands."""
        before = self.state()
        name, act, after = self.choose(before)
        if name not in self.took:
            _, self.took[name] = self.apart(act)
            self.must_be(name, self.state(), [after])
            return
        self.apart(act, kill_after=self.random.uniform(0, 1.1 * self.took[name]))
        self.must_be(name, self.state(), [before["in use"], after])
        self.killed[name] += 1

    def must_be(self, name: str, state: dict[str, list[str]], allowed: list[list[str]]) -> None:
        """Raises SystemExit where the files in use are none of those allowed."""
        if state["in use"] not in allowed:
            raise SystemExit(f"NEITHER OLD NOR NEW after {name}: {state['in use']}, and not {allowed}")

    def choose(self, state: dict[str, list[str]]) -> tuple[str, Callable[[], object], list[str]]:
        """An act that is possible, with its name and the files in use after it."""
        used, versions = state["in use"], [key for key in state if key not in ("in use", "version")]
        acts = (
            ["load", "load anew", "backup"]
            + ["undo"] * (len(versions) > 1)
            + ["erase", "erase", "remove"] * (len(used) > 2)
        )
        name = self.random.choice(acts)
        if name in ("load", "load anew"):
            path = self.file("Bins" if name == "load" else f"Topic {self.made}")
            return name, lambda: load(self.data, path), sorted([*used, path.name])
        if name == "backup":
            target = self.root / f"backup-{self.made}-{self.random.random()}.zip"
            return name, lambda: backup(self.data, target), used
        if name == "undo":
            version = self.random.choice(versions)
            return name, lambda: put_back(self.data, version), state[version]
        gone = self.random.choice(used)
        left = [file for file in used if file != gone]
        return name, (lambda: erase(self.data, gone)) if name == "erase" else (lambda: remove(self.data, gone)), left


def load(data: Path, path: Path) -> None:
    """Load one file; a refusal is a fault."""
    from cxdata.ingest.load.build import load_files

    receipt = load_files([path], data=data)
    assert not receipt.refused, receipt.text()


def put_back(data: Path, version: str) -> None:
    """Put a version back into use."""
    from cxdata.ingest.history import undo

    undo.put_back(data, version)


def remove(data: Path, name: str) -> None:
    """Take a file out."""
    from cxdata.ingest.history.remove import remove_files

    remove_files(data, number_of(data, name))


def erase(data: Path, name: str) -> None:
    """Erase a file."""
    from cxdata.ingest.history.erase import erase_files

    erase_files(data, number_of(data, name))


def number_of(data: Path, name: str) -> list[int]:
    """The number of a file in use."""
    from cxdata.ingest.history.find import find_files
    from cxdata.ingest.history.versions import current_version

    current = current_version(data)
    assert current is not None
    return find_files([name], current.files)


def backup(data: Path, target: Path) -> None:
    """Write a backup."""
    from cxdata.ingest.history.backup import back_up

    back_up(data, target)


def look(data: Path) -> dict[str, list[str]]:
    """Tidy up as a start does, then read everything: the files of each version, each with all of its rows and no other.

    Raises AssertionError where something is not whole or not right.
    """
    from cxdata.council import Council
    from cxdata.ingest.history.backup import verify
    from cxdata.ingest.history.versions import read_versions
    from cxdata.ingest.load.store_folder import tidy
    from cxdata.measures.query import query
    from cxdata.scope import Scope
    from cxdata.store import Store
    from cxdata.store_files import find_standing
    from cxdata.store_files.seal import is_broken

    tidy(data)
    standing = find_standing(data)
    assert standing.said == "", standing.said
    left = [path.name for path in (data / "store").iterdir() if path.suffix not in (".duckdb", ".seal")]
    assert set(left) <= {"lock", "current"}, left
    versions, troubles = read_versions(data)
    assert not troubles, troubles
    found = {}
    for version in versions:
        assert not is_broken(version.path)
        store = Store(version.path)
        files = sorted(file.name for file in version.files)
        rows = sorted(name for (name,) in store.tuples("select contact_id from contacts"))
        assert rows == sorted(reference for name in files for reference in references_of(name)), version.version
        if version.in_use:
            total = query(store, "contacts", (), Scope(), council=Council()).frame["numerator"].sum()
            assert total == ROWS * len(files), (total, files)
            found |= {"in use": files, "version": [version.version]}
        found[version.version] = files
        store.close()
    for path in data.parent.glob("backup-*.zip"):
        verify(path)
        path.unlink()
    return found


def run(rounds: int, seed: int) -> Counter[str]:
    """So many kills in a data folder of their own; how often each act was killed."""
    # Imported before a process is forked, and no database opened: threads do not live on in a child.
    import cxdata.ingest.history.backup
    import cxdata.ingest.history.erase
    import cxdata.ingest.history.undo
    import cxdata.measures.query  # noqa: F401

    with tempfile.TemporaryDirectory() as folder:
        killing = Killing(Path(folder), seed)
        for _ in range(2):
            path = killing.file()
            words, _ = killing.apart(lambda path=path: load(killing.data, path))
            assert words == "null", words
        while killing.killed.total() < rounds:
            killing.one_round()
        return killing.killed


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    began = time.monotonic()
    kills = run(given[0], given[1] if len(given) > 1 else 1)
    sys.stdout.write(
        f"{kills.total()} kills, {dict(kills)}, {time.monotonic() - began:.0f} s: old or new, whole, right\n"
    )
