"""How a raw export says a date, a code, a number and a place, read in plain Python and with no code of the product."""

import csv
import gzip
import io
import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Rows = list[Row]

FILES = Path(__file__).resolve().parents[2] / "sample_data"
BLANK = "Not recorded"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
GROUPS = {
    "online": {"web", "app"},
    "automated_phone": {"automated_phone"},
    "assisted": {"phone", "face_to_face", "post", "email", "webchat", "social"},
}


class Unreadable(Exception):
    """A row that must be set aside."""


def group_of(channel: str) -> str:
    return next((name for name, channels in GROUPS.items() if channel in channels), "other")


@cache
def wards() -> dict[str, str]:
    """Name by code; a code that the boundaries do not know stays a code."""
    shapes = json.loads((FILES / "wards_2024.geojson").read_text(encoding="utf-8"))["features"]
    return {shape["properties"]["WD24CD"]: shape["properties"]["WD24NM"] for shape in shapes}


@cache
def bank_holidays() -> frozenset[date]:
    return frozenset(tomllib.loads((FILES / "council.toml").read_text())["opening_hours"]["bank_holidays"])


def read_csv(name: str, separator: str = ",", encoding: str = "utf-8-sig") -> Iterator[dict[str, str]]:
    content = (FILES / name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode(encoding)
    yield from csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)


@cache
def british(text: str) -> datetime:
    form = "%d/%m/%Y %H:%M" if " " in text else "%d/%m/%Y"
    try:
        return datetime.strptime(text, form)
    except ValueError:
        raise Unreadable(text) from None


def read_moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Unreadable(text) from None


def code(text: str, meaning: dict[str, str]) -> str:
    if text and text not in meaning:
        raise Unreadable(text)
    return meaning[text] if text else BLANK


def whole(text: str) -> int:
    if not text.isdigit():
        raise Unreadable(text)
    return int(text)


def rating(text: str) -> int | None:
    if text and text not in "12345":
        raise Unreadable(text)
    return int(text) if text else None


def ward(text: str) -> str:
    return wards().get(text, text) or BLANK


DEFAULT_POINT = ("52.63", "-0.87")


def ward_at(latitude: str, longitude: str) -> str:
    """The ward a point lies in: a ray from it crosses that ward's edge an odd number of times."""
    if not latitude or (latitude, longitude) == DEFAULT_POINT:
        return BLANK
    x, y = float(longitude), float(latitude)
    for name, rings in outlines():
        crossings = 0
        for ring in rings:
            for (x1, y1), (x2, y2) in pairwise(ring):
                if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                    crossings += 1
        if crossings % 2:
            return name
    return BLANK


@cache
def outlines() -> list[tuple[str, list[list[tuple[float, float]]]]]:
    shapes = json.loads((FILES / "wards_2024.geojson").read_text(encoding="utf-8"))["features"]
    assert {shape["geometry"]["type"] for shape in shapes} == {"Polygon"}
    return [(shape["properties"]["WD24NM"], shape["geometry"]["coordinates"]) for shape in shapes]


@cache
def day_names(day: date) -> Row:
    """The month, quarter, half-year and years a day lies in, its week (by its Monday) and weekday."""
    year = day.year if day.month >= 4 else day.year - 1
    since_april = (day.month - 4) % 12
    name = f"{year}/{(year + 1) % 100:02d}"
    return {
        "week": str(day - timedelta(days=day.weekday())),
        "month": f"{day.year}-{day.month:02d}",
        "quarter": f"{name} Q{since_april // 3 + 1}",
        "half_year": f"{name} H{since_april // 6 + 1}",
        "financial_year": name,
        "calendar_year": str(day.year),
        "weekday": DAYS[day.weekday()],
    }


def is_open(moment: datetime) -> bool:
    """Monday to Friday, nine to five, and no bank holiday."""
    weekday = moment.weekday() < 5 and moment.date() not in bank_holidays()
    return weekday and time(9) <= moment.time() < time(17)


def time_facts(moment: datetime, grain: str) -> Row:
    """What a row's time says: a day has no hour, a month no week or weekday either."""
    row: Row = {"time": moment, "grain": grain, **day_names(moment.date())}
    if grain == "month":
        row["week"] = row["weekday"] = BLANK
    row["hour"] = f"{moment.hour:02d}:00" if grain == "moment" else BLANK
    row["in_hours"] = ("In opening hours" if is_open(moment) else "Out of hours") if grain == "moment" else BLANK
    return row


def readable_rows(
    rows: Iterator[dict[str, str]], read: Callable[[dict[str, str]], Row], key: str | None = None
) -> Rows:
    """The rows that can be read; of those with one reference the first."""
    found: dict[Any, Row] = {}
    for number, row in enumerate(rows):
        if None in row or None in row.values():
            continue  # a value too many or too few
        try:
            found.setdefault(row[key] if key else number, read(row))
        except Unreadable:
            continue
    return list(found.values())
