"""methods at the command line: the figures in words and as JSON."""

import json

import pytest

from cxdata.cli.main import main


def test_methods_prints_each_figure_beside_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["methods"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("All 20 methods give the known answers: 60 figures are the same as in their sources.")
    assert "Source: P. Das Gupta, Standardization and Decomposition of Rates" in printed
    assert "from the mix     1.2269         1.22690  the same to 4 decimals" in printed


def test_methods_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["methods", "--format", "json"]) == 0
    found = {one["method"]: one for one in json.loads(capsys.readouterr().out)}
    assert len(found) == 20
    kish = found["Kish’s effective number of answers"]
    assert kish["same"]
    assert kish["figures"] == [
        {"what": "effective answers", "theirs": "3.2", "ours": "3.20", "places": 1, "same": True}
    ]
