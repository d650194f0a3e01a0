"""Targets as people type them: a percentage in each way, one that cannot be, and one that has not begun."""

import re
from datetime import date
from pathlib import Path

import pytest

from cxdata.settings import read_settings, target_faults
from tests.analysis.targets.renewals import load_renewals
from tests.cli.terminal import run


def _listed(data: Path, *rows: str) -> None:
    data.mkdir(exist_ok=True)
    (data / "targets.csv").write_text("\n".join(["Measure,Since,At least,At most", *rows]) + "\n", encoding="utf-8")


@pytest.mark.parametrize("typed", ["80", "80%", "0.8", "80.0%"])
def test_a_percentage_typed_in_any_way_is_the_same(tmp_path: Path, typed: str) -> None:
    _listed(tmp_path, f"Dealt with online,01/04/2026,{typed},")
    (tmp_path / "council.toml").write_text(
        '[[targets]]\nmeasure = "abandoned_share"\nsince = 2026-04-01\nhigh = 5\n', encoding="utf-8"
    )
    of_file, listed = read_settings(tmp_path).targets
    assert (listed.measure, listed.low, listed.since) == ("online_share", 0.8, date(2026, 4, 1))
    assert of_file.high == 0.05


def test_a_list_with_the_names_of_before_is_understood(tmp_path: Path) -> None:
    _listed(tmp_path, "Online share,01/04/2026,80,", "Calls abandoned,01/04/2026,,5", "Average wait,01/04/2026,,120")
    targets = {target.measure: (target.low, target.high) for target in read_settings(tmp_path).targets}
    assert targets == {"online_share": (0.8, None), "abandoned_share": (None, 0.05), "average_wait": (None, 120.0)}


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("200%", "a share is from 0% to 100%, and 200% is not."),
        ("200", "a share is from 0% to 100%, and 200 is not."),
        ("-5%", "a share is from 0% to 100%, and -5% is not."),
        ("1", "a share of 1 may be 1% or 100%: write which."),
    ],
)
def test_a_share_that_cannot_be_is_told_and_judges_nothing(tmp_path: Path, typed: str, fault: str) -> None:
    """'At most 1' of callers who gave up was at most 100%, and always met; 150% was 1.5%."""
    _listed(tmp_path, f"abandoned_share,01/04/2026,,{typed}")
    assert read_settings(tmp_path).targets == ()
    assert target_faults(tmp_path) == (f"targets.csv, T1: {fault} The row stays in the file as it is.",)


def test_the_wrong_side_is_told_and_not_turned_round(tmp_path: Path) -> None:
    """'At most 50%' dealt with online was judged as at least 50%, and 57.5% met it."""
    _listed(tmp_path, "online_share,01/04/2026,,50%", "abandoned_share,01/04/2026,5%,")
    assert read_settings(tmp_path).targets == ()
    more, less = target_faults(tmp_path)
    assert "more is better: write 50% under At least." in more
    assert "less is better: write 5% under At most." in less


def test_a_target_of_the_settings_on_the_wrong_side_is_told_too(tmp_path: Path) -> None:
    """In council.toml 'high = 50' of dealt with online was turned round without a word, and 150 was 1.5."""
    text = "".join(
        f'[[targets]]\nmeasure = "{measure}"\nsince = 2026-04-01\n{end}\n'
        for measure, end in (
            ("online_share", "high = 0.5"),
            ("average_wait", "low = 300"),
            ("on_time", "low = 150"),
            ("online_share", "low = 80\nhigh = 85"),
        )
    )
    (tmp_path / "council.toml").write_text(text, encoding="utf-8")
    assert [(target.measure, target.low, target.high) for target in read_settings(tmp_path).targets] == [
        ("online_share", 0.8, 0.85)
    ]
    start, end = "council.toml, [[targets]] since 2026-04-01: ", " It is left out until then."
    more, less, share = target_faults(tmp_path)
    assert more == f"{start}of “Dealt with online” more is better: write 50% under low.{end}"
    assert less == f"{start}of “Average phone wait” less is better: write 5 min under high.{end}"
    assert share == f"{start}Dealt with on time is a share, which is from 0% to 100%.{end}"


def test_one_that_has_not_begun_says_what_and_where_it_stands(tmp_path: Path) -> None:
    """It was said to stand in council.toml, without its figure and its day."""
    data = tmp_path / "data"
    load_renewals(tmp_path, data)
    _listed(data, "online_share,01/01/2030,80,")
    row = next(line for line in run(data, "targets").out.splitlines() if line.startswith("Dealt with online  "))
    cells = re.split(r" {2,}", row)
    assert (cells[2], cells[3], cells[-1]) == ("at least 80%", "1 January 2030", "targets.csv, T1")
