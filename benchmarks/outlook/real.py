"""Real monthly series kept beside the project: Vancouver's calls, and services of the Office of the Public Guardian."""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cxdata.stats.spc.scale import Kind

SHARED = Path(__file__).resolve().parents[3] / "shared"
_LEVELS = ("very-dissatisfied", "dissatisfied", "neither", "satisfied", "very-satisfied")


@dataclass(frozen=True)
class Real:
    """A monthly series in its own unit: shares as fractions of 1, waits in seconds, counts."""

    title: str
    kind: Kind
    values: np.ndarray


def real_series() -> list[Real]:
    """Those that are there; none where the folder is not beside this project."""
    found = []
    calls = SHARED / "real/vancouver_calls/3-1-1-contact-centre-metrics.csv"
    if calls.is_file():
        found += _vancouver(calls)
    for service in ("complete_the_deputy_report_service", "use_a_lasting_power_of_attorney_service"):
        path = SHARED / f"real/opg/{service}.json"
        if path.is_file():
            found.append(Real(f"OPG {service.replace('_', ' ')}: satisfied", "share", _satisfied(path)))
    takeup = SHARED / "vectors/moj_opg_digital_takeup.csv"
    if takeup.is_file():
        with takeup.open(encoding="utf-8") as file:
            shares = [float(row["digital_take_up_pct"]) / 100 for row in csv.DictReader(file)]
        found.append(Real("OPG make a lasting power of attorney: digital take-up", "share", np.array(shares)))
    return found


def _vancouver(path: Path) -> list[Real]:
    """Whole months only: the file begins within its first month, and ends with a month."""
    months: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    with path.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file, delimiter=";"):
            handled = float(row["CallsHandled"] or 0)
            parts = months[row["Date"][:7]]
            for place, number in enumerate(
                (
                    float(row["CallsOffered"] or 0),
                    float(row["CallsAbandoned"] or 0),
                    handled,
                    handled * float(row["AverageSpeedofAnswer"] or 0),
                )
            ):
                parts[place] += number
    offered, abandoned, handled, waited = np.array([months[name] for name in sorted(months)[1:]]).T
    return [
        Real("Vancouver: calls abandoned", "share", abandoned / offered),
        Real("Vancouver: average wait, seconds", "wait", waited / handled),
        Real("Vancouver: calls offered", "count", offered),
    ]


def _satisfied(path: Path) -> np.ndarray:
    counts: dict[str, dict[str, float]] = defaultdict(dict)
    for row in json.loads(path.read_text(encoding="utf-8")):
        if row["dataType"] in _LEVELS:
            counts[row["_timestamp"][:7]][row["dataType"]] = float(row["count"])
    shares = []
    for month in sorted(counts):
        answers = sum(counts[month].values())
        good = counts[month].get("satisfied", 0) + counts[month].get("very-satisfied", 0)
        shares.append(good / answers if answers else np.nan)
    return np.array(shares)
