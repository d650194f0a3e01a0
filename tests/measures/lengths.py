"""Stores whose figures are for years, quarters or weeks, with totals that can be worked out by hand."""

from datetime import date, timedelta
from pathlib import Path

from cxdata.ingest.load.build import load_files

YEARS = {2019 + n: 1000 + 100 * n for n in range(5)}
QUARTERS = [(year, quarter) for year in (2021, 2022, 2023) for quarter in (1, 2, 3, 4)]
# From Monday 1 April 2024: the weeks from 29 April and from 27 May lie in two months each.
WEEKS = [date(2024, 4, 1) + timedelta(days=7 * n) for n in range(60)]

_PROFILE = """
name = "{name}"
title = "{name}"
system = "{name}"
dates = "ymd"
grain = "{grain}"
[recognise]
headers = ["Start", "{column}"]
[[table]]
table = "{table}"
[table.fields.{time}]
from = "Start"
[table.fields.{field}]
from = "{column}"
[table.fields.channel]
from = "Channel"
values = {{ Phone = "phone", Web = "web" }}
"""


def _load(
    data: Path, name: str, grain: str, lines: list[str], *, table: str, time: str, field: str, more: str = ""
) -> None:
    (data / "profiles").mkdir(parents=True, exist_ok=True)
    text = _PROFILE.format(name=name, grain=grain, column=f"{name} n", table=table, time=time, field=field) + more
    (data / "profiles" / f"{name}.toml").write_text(text, encoding="utf-8")
    path = data.parent / f"{name}.csv"
    path.write_text("\n".join([f"Start,Channel,{name} n", *lines]) + "\n", encoding="utf-8")
    receipt = load_files([path], data=data)
    assert receipt.files[0].loaded == len(lines), receipt.text()


def load_contacts(data: Path, name: str, grain: str, figures: list[tuple[date, str, int]]) -> None:
    lines = [f"{start:%Y-%m-%d},{channel},{count}" for start, channel, count in figures]
    _load(data, name, grain, lines, table="contacts", time="received_at", field="count")


def load_calls(data: Path, name: str, grain: str, figures: list[tuple[date, int]]) -> None:
    """Calls, every one of them answered."""
    lines = [f"{start:%Y-%m-%d},Phone,{count}" for start, count in figures]
    answered = f'[table.fields.answered]\nfrom = "{name} n"\n'
    _load(data, name, grain, lines, table="calls", time="interval_start", field="offered", more=answered)


def years(data: Path) -> Path:
    """Contacts of the financial years 2019/20 to 2023/24, by phone 1,000 to 1,400 and by web half as many."""
    figures = [(date(year, 4, 1), "Phone", count) for year, count in YEARS.items()]
    figures += [(date(year, 4, 1), "Web", count // 2) for year, count in YEARS.items()]
    load_contacts(data, "yearly", "year", figures)
    return data


def quarters(data: Path) -> Path:
    """Contacts of the twelve quarters from 2021/22 to 2023/24: 300, 310, ... 410 by phone."""
    starts = [date(year + (quarter == 4), (4, 7, 10, 1)[quarter - 1], 1) for year, quarter in QUARTERS]
    load_contacts(data, "quarterly", "quarter", [(start, "Phone", 300 + 10 * n) for n, start in enumerate(starts)])
    return data


def weeks(data: Path) -> Path:
    """Contacts of sixty weeks from 1 April 2024: 100 each."""
    load_contacts(data, "weekly", "week", [(start, "Phone", 100) for start in WEEKS])
    return data


def mixed(data: Path) -> Path:
    """The years of `years`, and contacts of each month of 2024/25 and 2025/26: 100 each by phone."""
    years(data)
    months = [date(2024 + (n + 3) // 12, (n + 3) % 12 + 1, 1) for n in range(24)]
    load_contacts(data, "monthly", "month", [(start, "Phone", 100) for start in months])
    return data
