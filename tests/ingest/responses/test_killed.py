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
from cxdata.lists import CUT_OFF, history, read_list
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


def test_a_change_that_was_cut_off_between_the_log_and_the_list_is_made_by_loading_again(tmp_path: Path) -> None:
    """The log is written first: what it says and the list never did is no word that an officer took back."""
    data, now = tmp_path / "data", datetime(2026, 11, 26)
    data.mkdir()
    load_response(response(tmp_path / "first.csv", "round0"), data=data, by="Clerk", now=now)
    before = (data / TRACKER.file_name).read_bytes()
    second = response(tmp_path / "second.csv", "round1")
    load_response(second, data=data, by="Clerk", now=now)
    (data / TRACKER.file_name).write_bytes(before)

    assert [version.what for version in history(data, TRACKER, "R1")][-2:] == [CUT_OFF, "otherwise in the file now"]
    load_response(second, data=data, by="Clerk", now=now)
    assert set(comments(data).values()) == {"round1"}


def test_a_comment_put_back_in_the_list_by_an_officer_stays(tmp_path: Path) -> None:
    data, now = tmp_path / "data", datetime(2026, 11, 26)
    data.mkdir()
    load_response(response(tmp_path / "first.csv", "round0"), data=data, by="Clerk", now=now)
    second = response(tmp_path / "second.csv", "round1")
    load_response(second, data=data, by="Clerk", now=datetime(2026, 11, 27))
    file = data / TRACKER.file_name
    file.write_text(file.read_text(encoding="utf-8-sig").replace("round1", "round0"), encoding="utf-8-sig")
    load_response(second, data=data, by="Clerk", now=datetime(2026, 11, 28))
    assert set(comments(data).values()) == {"round0"}
