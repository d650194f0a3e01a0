"""The bench times loading at any size, and the store it visits holds every table of the sample."""

from pathlib import Path

from cxdata.cli.bench.loading import time_loading
from cxdata.store import open_store


def test_a_size_is_timed_and_loaded_whole(tmp_path: Path) -> None:
    loading, data = time_loading(tmp_path, 3000)
    rows = {table: count for table, count in open_store(data).row_counts.items() if count}
    assert 2500 < loading.rows < 3500  # Cases and forms are nearly all of the contacts.
    assert loading.share_of_bare_rate == loading.bare_seconds / loading.seconds > 0
    assert {"contacts", "responses", "invitations", "calls", "complaints", "web"} <= set(rows), rows
    assert rows["contacts"] > loading.rows
