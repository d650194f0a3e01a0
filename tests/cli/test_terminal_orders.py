"""A name out of the data gives no orders to the terminal at which it is printed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxdata.cli.terminal import without_orders
from cxdata.ingest.load.build import load_files
from tests.conftest import ROOT

NAMES = {
    "\x1b[31mred": "�[31mred",
    "\x1b]0;title\x07": "�]0;title�",
    "\x9b31m": "�31m",
    "user\u202egpj.exe": "user�gpj.exe",
    "a\x08\x08b": "a��b",
    "Mill\tQuay\n": "Mill\tQuay\n",
    "Y Bontnewydd ŵ € 東": "Y Bontnewydd ŵ € 東",
}


@pytest.mark.parametrize("name", NAMES)
def test_signs_that_a_terminal_obeys_are_shown_as_one_mark(name: str) -> None:
    assert without_orders(name) == NAMES[name]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is made by pty, which Windows lacks")
def test_a_terminal_is_given_no_order_and_a_pipe_the_name_as_it_is(tmp_path: Path) -> None:
    import pty

    rows = (ROOT / "sample_data" / "members_enquiries.csv").read_text("cp1252").split("\n")[:40]
    export = tmp_path / "members_enquiries.csv"
    export.write_text("\n".join(row.replace("Bins and recycling", "Bins\x1b[31m red") for row in rows), "utf-8")
    data = tmp_path / "data"
    assert load_files([export], data=data).files[0].loaded == 39
    command = [sys.executable, "-m", "cxdata", "--data", str(data), "show", "contacts", "--by", "service"]
    piped = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60).stdout
    assert "Bins\x1b[31m red" in piped
    ours, theirs = pty.openpty()
    subprocess.run(command, cwd=ROOT, stdout=theirs, stderr=theirs, timeout=60)
    shown = os.read(ours, 65536).decode()
    os.close(theirs)
    os.close(ours)
    assert "Bins�[31m red" in shown
    assert "\x1b" not in shown
