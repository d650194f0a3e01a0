"""A store as an earlier version could make it: files of the sample council among one's own. No load makes one today."""

import hashlib
from pathlib import Path

import duckdb

from cxdata.ingest.checks import run_checks
from cxdata.store import current_path
from tests.conftest import ROOT


def make_mixed(data: Path, name: str, sample_name: str) -> None:
    """Let the file `name` of the store in use be the sample's `sample_name`, and check the store as a load does."""
    digest = hashlib.sha256((ROOT / "sample_data" / sample_name).read_bytes()).hexdigest()
    path = current_path(data)
    assert path is not None
    path.with_suffix(".seal").unlink()  # an earlier version made none
    with duckdb.connect(str(path)) as con:
        changed = con.execute(
            "update files set sha256 = $digest, name = $new where name = $old",
            {"digest": digest, "new": sample_name, "old": name},
        ).fetchone()
        assert changed == (1,)
        run_checks(con)
