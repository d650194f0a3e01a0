"""A load of a response that is killed at any moment: nothing is lost, and loading it again brings what lacks, once."""

import csv
import random
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

from cxdata.ingest.responses import load_response
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


def response(path: Path, word: str) -> Path:
    with path.open("w", newline="") as file:
        rows = [(f"That promise {number} is kept", "Yes", f"{word} " * 200) for number in range(ROWS)]
        csv.writer(file).writerows([("Recommendation", "Agreed", "Comment"), *rows])
    return path


def load_and_kill(path: Path, data: Path, after: float) -> None:
    process = subprocess.Popen([sys.executable, "-c", LOADING, str(path), str(data)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)


def comments(data: Path) -> dict[str, str]:
    """The first word of each comment, by the text of its row."""
    return {entry["text"]: entry["comment"].split()[0] for entry in read_list(data, TRACKER).entries}


def test_loads_killed_at_any_moment_end_with_each_row_once(tmp_path: Path) -> None:
    chance, data = random.Random(3), tmp_path / "data"
    data.mkdir()
    before = ""
    for word in [f"round{number}" for number in range(sample(2, 20))]:
        path = response(tmp_path / f"{word}.csv", word)
        load_and_kill(path, data, chance.uniform(0, 0.6))
        after_kill = comments(data)
        assert len(after_kill) in ((0, ROWS) if not before else (ROWS,))
        assert set(after_kill.values()) <= {before, word}
        load_response(path, data=data, by="Clerk", now=datetime(2026, 11, 26))
        assert comments(data) == {f"That promise {number} is kept": word for number in range(ROWS)}
        assert len(read_list(data, TRACKER).entries) == ROWS
        before = word
