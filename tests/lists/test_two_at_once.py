"""Several who change a list at once, and one who is stopped at any moment: nothing that was said to be kept is lost."""

import csv
import random
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

from cxdata.lists import add_entry, history, read_list
from cxdata.lists.tracker import TRACKER
from tests.effort import sample

ADDING = """
import sys
from datetime import datetime
from pathlib import Path
from cxdata.lists import add_entry
from cxdata.lists.tracker import TRACKER
for number in range(int(sys.argv[3])):
    text = f"{sys.argv[2]}-{number} " + "and so on " * 200
    entry = add_entry(Path(sys.argv[1]), TRACKER, {"text": text}, by=sys.argv[2], now=datetime(2026, 11, 26))
    print(entry.id, text.split()[0], flush=True)
"""


def adding(data: Path, who: str, many: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ADDING, str(data), who, str(many)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kept(data: Path) -> dict[str, str]:
    """Every entry by its id, read without the product's reader."""
    with (data / TRACKER.file_name).open(encoding="utf-8-sig", newline="") as file:
        return {row["Id"]: row["Text"].split()[0] for row in csv.DictReader(file)}


def test_of_three_who_add_at_once_nobody_loses_a_row_and_no_id_is_given_twice(tmp_path: Path) -> None:
    writers = [adding(tmp_path, who, 15) for who in ("a", "b", "c")]
    said = [line.split() for writer in writers for line in writer.communicate(timeout=120)[0].splitlines()]
    assert len(said) == 45
    assert kept(tmp_path) == dict(said)


def test_a_writer_killed_at_any_moment_leaves_a_whole_file_with_all_that_was_said_to_be_kept(tmp_path: Path) -> None:
    chance = random.Random(7)
    said: dict[str, str] = {}
    for _ in range(sample(5, 60)):
        writer = adding(tmp_path, "w", 1000)
        assert writer.stdout is not None
        # It takes a while to start; from its first word on it writes all the time.
        first = writer.stdout.readline()
        time.sleep(chance.random() / 10)
        writer.send_signal(signal.SIGKILL)
        lines = [first, *writer.communicate()[0].splitlines(keepends=True)]
        said |= dict(line.split() for line in lines if line.endswith("\n"))
        now = kept(tmp_path)
        assert said.items() <= now.items()
        # The one in hand may be kept without a word.
        assert len(now) <= len(said) + 1
        said = now
    assert [entry.id for entry in read_list(tmp_path, TRACKER).entries] == list(said)
    last = add_entry(tmp_path, TRACKER, {"text": "after all"}, by="w", now=datetime(2026, 11, 27))
    assert last.id not in said
    assert [version.what for version in history(tmp_path, TRACKER, last.id)] == ["added"]
