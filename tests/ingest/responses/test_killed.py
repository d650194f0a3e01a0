"""A load of a response that is killed at any moment: nothing is lost, and loading it again brings what lacks, once."""

import csv
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from cxdata.lists import read_list
from cxdata.lists.tracker import TRACKER
from tests.effort import sample

ROWS = 30
LOADING = """
import sys
from datetime import datetime
from pathlib import Path
from cxdata.ingest.responses import load_response
print("ready", flush=True)
load_response(Path(sys.argv[1]), data=Path(sys.argv[2]), by="Clerk", now=datetime(2026, 11, 26))
"""


def response(path: Path, answer: str) -> Path:
    with path.open("w", newline="") as file:
        rows = [(f"That promise {number} is kept", answer, f"{answer} " * 200) for number in range(ROWS)]
        csv.writer(file).writerows([("Recommendation", "Agreed", "Comment"), *rows])
    return path


def load(path: Path, data: Path, *, kill_after: float | None = None) -> None:
    process = subprocess.Popen([sys.executable, "-c", LOADING, str(path), str(data)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    if kill_after is not None:
        time.sleep(kill_after)
        process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)


def texts(data: Path) -> list[str]:
    return [entry["text"] for entry in read_list(data, TRACKER).entries]


def test_loads_killed_at_any_moment_end_with_each_row_once(tmp_path: Path) -> None:
    chance = random.Random(3)
    first, second = response(tmp_path / "first.csv", "Yes"), response(tmp_path / "second.csv", "No")
    data = tmp_path / "data"
    data.mkdir()
    for path in [first, second] * sample(1, 10):
        load(path, data, kill_after=chance.uniform(0, 0.6))
        assert len(texts(data)) in (0, ROWS)
        load(path, data)
        assert sorted(texts(data)) == sorted(f"That promise {number} is kept" for number in range(ROWS))
    assert {entry["answer"] for entry in read_list(data, TRACKER).entries} == {"no"}
