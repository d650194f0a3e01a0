"""Kills at random moments; `CX_WHOLE=1` makes 200 of them (docs/reliability.md), else a few."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.effort import sample


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL and fork")
def test_whatever_is_killed_the_store_is_the_old_or_the_new_whole_and_right():
    kills = str(sample(1, 200))
    done = subprocess.run(
        [sys.executable, "-m", "tests.kept.killing", kills], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{kills} kill" in done.stdout
    assert "old or new, whole, right" in done.stdout
