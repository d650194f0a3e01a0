"""Whole files of each kind made at random, suggested and turned into rows: no figure is lost, none is made up.

Seeds 0 to 11 by default; CX_SEEDS=500 makes more of each.
"""

import csv
import os
import random
from pathlib import Path

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.load.raw.fill_down import filled_rows
from cxdata.ingest.profile.date_forms import moment_of
from cxdata.ingest.profile.sql import seconds_sql
from cxdata.ingest.profile.values import NOT_KNOWN
from cxdata.ingest.read.readers import read_raw
from cxdata.ingest.suggest.column import look, score_of
from cxdata.ingest.suggest.questions import Cells
from cxdata.ingest.suggest.shapes.groups import find_groups
from cxdata.ingest.suggest.shapes.outline import outline_columns
from cxdata.ingest.suggest.shapes.shape import shape_of
from cxdata.ingest.suggest.suggestion import suggest_profile

pytestmark = pytest.mark.unit
SEEDS = range(int(os.environ.get("CX_SEEDS", "12")))
MONTHS = ("Apr-25", "May-25", "Jun-25", "Jul-25", "Aug-25")


def write(path: Path, rows: list[list[object]], sep: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=sep).writerows(rows)
    return path


@pytest.mark.parametrize("seed", SEEDS)
def test_a_duration_in_any_words_is_its_seconds(seed: int) -> None:
    chance = random.Random(seed)
    hours, minutes, seconds = chance.randint(0, 3), chance.randint(0, 59), chance.randint(1, 59)
    total = hours * 3600 + minutes * 60 + seconds
    forms = {f"{hours}:{minutes:02}:{seconds:02}": total, f"{hours}h {minutes}m {seconds}s": total}
    forms |= {f"{minutes}:{seconds:02}": minutes * 60 + seconds, f"{minutes} min {seconds} sec": total - hours * 3600}
    forms |= {f"{minutes}m{seconds}s": minutes * 60 + seconds, f"{seconds} seconds": seconds, f"{seconds}s": seconds}
    con = duckdb.connect()
    for text, right in forms.items():
        assert con.execute(f"select {seconds_sql('t')} from (select ? as t)", [text]).fetchall() == [(right,)], text
    assert look("Average wait", list(forms)).durations == 1


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("unit", ["", " (seconds)", " (minutes)", " (mins)"])
def test_a_mean_wait_is_weighted_and_in_seconds(tmp_path: Path, seed: int, unit: str) -> None:
    chance = random.Random(seed)
    word = chance.choice(["Average wait", "Avg queue time", "ASA", "Average speed of answer", "Average time to answer"])
    rows = [[f"{chance.randint(13, 28)}/04/2025", 50, 40, chance.randint(2, 90)] for _ in range(5)]
    found = suggest_profile(write(tmp_path / "calls.csv", [["Date", "Offered", "Answered", word + unit], *rows]))
    wait = found.guess("wait_seconds_total")
    assert wait is not None
    assert (wait.times, wait.scale) == ("Answered", 60.0 if "min" in unit else 1.0)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_day_and_a_time_in_two_columns_are_joined(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    form = chance.choice(["{0:02}:{1:02}", "{0:02}{1:02}", "{0:02}:{1:02} - {0:02}:59", "{0:02}:{1:02}:00"])
    head = chance.choice(["Time", "Start time", "Interval", "Half hour", "Slot"])
    rows = [[f"{day}/04/2025", form.format(8 + day % 9, 30 * (day % 2)), day, day - 1] for day in range(13, 19)]
    day = chance.choice(["Date", "Day", "Call date"])
    found = suggest_profile(write(tmp_path / "calls.csv", [[day, head, "Calls offered", "Calls answered"], *rows]))
    time = found.guess("interval_start")
    assert time is not None
    assert time.columns == (day, head)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_crosstab_with_its_total_loses_no_heading(seed: int) -> None:
    chance = random.Random(seed)
    known = chance.sample(["Telephone", "Online", "Email", "Face to face", "Letter", "Social media", "Web chat"], 3)
    family = [*known, *chance.sample(["Kiosk", "Other", "SMS", "Video"], chance.randint(0, 2))]
    counts = {(month, head): chance.randint(0, 900) for month in MONTHS for head in family}
    rows = [
        (month, *(f"{counts[month, head]:,}" for head in family), f"{sum(counts[month, h] for h in family):,}")
        for month in MONTHS
    ]
    turned = shape_of(Cells(("Month", *family, chance.choice(["Total", "All", "Grand total"])), rows))
    assert turned.unpivot is not None
    assert set(turned.unpivot.columns) == set(family)
    place = turned.cells.columns.index("Channel")
    figures = {(row[0], row[place]): int((row[place + 1] or "").replace(",", "")) for row in turned.cells.rows}
    assert figures == counts


@pytest.mark.parametrize("seed", SEEDS)
def test_two_measures_of_one_channel_are_never_added_up(seed: int) -> None:
    chance = random.Random(seed)
    one, other = chance.sample(["received", "closed", "resolved", "opened", "handled", "answered"], 2)
    heads = [f"{channel} {word}" for channel in ("Phone", "Email") for word in (one, other)]
    rows = [(month, *(str(chance.randint(1, 99)) for _ in heads)) for month in MONTHS]
    assert shape_of(Cells(("Month", *heads), rows)).unpivot is None


@pytest.mark.parametrize("seed", SEEDS)
def test_groups_side_by_side_are_all_found(seed: int) -> None:
    chance = random.Random(seed)
    names = chance.sample(["Council Tax", "Housing", "Benefits", "Waste", "Apr-25", "Main line"], chance.randint(2, 4))
    measures = ["Offered", "Answered", *chance.choice([[], ["Abandoned"], ["Abandoned", "Average wait"]])]
    columns = [f"{name} {measure}" for name in names for measure in measures]
    groups = find_groups([look(column, [str(chance.randint(1, 99)) for _ in range(4)]) for column in columns])
    assert groups is not None
    assert set(groups.columns) == set(names)
    assert groups.headers == set(columns)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_mark_a_row_is_one_answer(seed: int) -> None:
    chance = random.Random(seed)
    levels = ["Very satisfied", "Satisfied", "Neither", "Dissatisfied", "Very dissatisfied"]
    if chance.random() < 0.5:
        levels.reverse()
    mark, blank = chance.choice([("1", "0"), ("x", ""), ("Yes", "No"), ("TRUE", "FALSE"), ("1", "")])
    chosen = [chance.choice(levels) for _ in range(chance.randint(3, 20))]
    rows = [
        (str(number), *(mark if level == answer else blank for level in levels)) for number, answer in enumerate(chosen)
    ]
    turned = shape_of(Cells(("Response ID", *levels), rows))
    assert [row[1] for row in turned.cells.rows] == chosen
    assert set(turned.where) == {"Marked"}


@pytest.mark.parametrize("seed", SEEDS)
def test_labels_given_once_reach_every_row(seed: int) -> None:
    chance = random.Random(seed)
    full = [
        (month, service, ward, str(chance.randint(1, 99)))
        for month in MONTHS[: chance.randint(2, 5)]
        for service in ("Waste", "Parking", "Housing")[: chance.randint(2, 3)]
        for ward in ("Abbey", "Barton", "Marston")[: chance.randint(2, 3)]
    ]
    shown, before = [], ("", "")
    for row in full:
        month = "" if row[0] == before[0] else row[0]
        service = "" if (row[0], row[1]) == before else row[1]
        shown.append((month, service, *row[2:]))
        before = (row[0], row[1])
    cells = Cells(("Month", "Service", "Ward", "Contacts"), shown)
    assert outline_columns(cells) == ("Month", "Service")
    assert filled_rows(shown, (0, 1)) == full


@pytest.mark.parametrize("seed", SEEDS)
def test_a_column_with_gaps_is_no_outline(seed: int) -> None:
    chance = random.Random(seed)
    words = [chance.choice(["Abbey", "Barton", ""]) for _ in range(40)]
    cells = Cells(("Ward", "Contacts"), [("Abbey", "1"), *((word, "1") for word in words)])
    assert outline_columns(cells) == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_tiers_of_headings_name_every_column(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    groups = [(f"Group {letter}", chance.randint(2, 3)) for letter in "ABCD"[: chance.randint(2, 4)]]
    names = [f"{word} x" for word in ("Offered", "Answered", "Lost")]
    upper = ["", *(cell for group, size in groups for cell in (group, *[""] * (size - 1)))]
    lower = ["Month", *(name for _, size in groups for name in names[:size])]
    rows = [[month, *(chance.randint(1, 99) for _ in lower[1:])] for month in ("April", "May", "June")]
    title = [["Report of calls"], []] if chance.random() < 0.5 else []
    con = duckdb.connect()
    raw = read_raw(con, write(tmp_path / "tiers.csv", [*title, upper, lower, *rows]))
    expected = [f"{group} {name}" for group, size in groups for name in names[:size]]
    assert list(raw.columns) == ["Month", *expected]
    assert raw.rows == 3


@pytest.mark.parametrize("seed", SEEDS)
def test_stray_marks_never_shift_or_swallow_rows(tmp_path: Path, seed: int) -> None:
    """Lone apostrophes and quotation marks: each row is as it was written, or set aside."""
    chance = random.Random(seed)
    rows, stray = [], set()
    for number in range(1, 300):
        words = [chance.choice(["Abbey", "St Clement's", "'Barton", "Cowley'"]), chance.choice(["Bins", "Roads"])]
        if chance.random() < 0.02:
            words[1] = chance.choice([f'"{words[1]}', f'{words[1]}"', f'6" {words[1]}'])
            stray.add(number)
        rows.append([str(number), *words, "end"])
    path = tmp_path / "stray.csv"
    path.write_text("id,ward,service,last\n" + "".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    con = duckdb.connect()
    raw = read_raw(con, path)
    aside = {row.row_number for row in raw.rejected}
    read = {row[-1]: list(row[:-1]) for row in con.execute("select * from raw").fetchall()}
    assert aside <= {near for number in stray for near in (number, number + 1)}
    assert set(read) | aside == set(range(1, 300))
    assert all(cells == rows[number - 1] for number, cells in read.items())


@pytest.mark.parametrize("seed", SEEDS)
def test_words_for_not_known_hide_no_column(seed: int) -> None:
    chance = random.Random(seed)
    nothing = chance.choices(sorted(NOT_KNOWN), k=12)
    counts = look("Calls answered", [*nothing, "1", "2", "30"])
    assert (counts.numbers, counts.filled) == (1, 3 / 15)
    assert look("Satisfaction", [*nothing, "Good", "Very poor"]).scores == 1
    assert look("Date", [*nothing, "14/04/2025"]).dates == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_preamble_is_passed_over(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    lines = [["Contact report"], ["Period: 01/04/2025 to 30/04/2025"], ["Run by", "System"], []]
    preamble = chance.sample(lines, chance.randint(1, 4))
    rows = [[number, f"{chance.randint(13, 28)}/04/2025", "Phone", "Abbey"] for number in range(1, 9)]
    sep = chance.choice([",", ";", "\t", "|"])
    header = ["Case ID", "Date opened", "Channel", "Ward"]
    raw = read_raw(duckdb.connect(), write(tmp_path / "report.csv", [*preamble, header, *rows], sep))
    assert (list(raw.columns), raw.rows) == (header, 8)


@pytest.mark.parametrize(
    "word", ["Very satisfied", "5 - Very satisfied", "1 - Very satisfied", "★★★★★", "5 stars", "5/5"]
)
def test_the_best_answer_in_many_hands(word: str) -> None:
    assert score_of(word) == "5"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    pool = {
        "Invoice date": "14/04/2025",
        "Supplier": "Firm",
        "Net amount": "12.50",
        "Balance": "100.00",
        "Tonnes": "12",
        "Grade": "G5",
        "Cost centre": "C12",
        "Temperature": "14.2",
        "Asset type": "Lamp",
        "Ward": "Abbey",
    }
    heads = chance.sample(sorted(pool), 5)
    rows = [[pool[head] for head in heads] for _ in range(6)]
    with pytest.raises(CxError, match="does not look like anything this dashboard knows"):
        suggest_profile(write(tmp_path / "other.csv", [heads, *rows]))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-W07", "2025-02-10"),
        ("w/c 10 Feb 2025", "2025-02-10"),
        ("10/02/2025 - 16/02/2025", "2025-02-10"),
        ("Apr-Jun 2024", "2024-04-01"),
        ("Q4 24/25", "2025-01-01"),
        ("January 2024/25", "2025-01-01"),
        ("May 2024/25", "2024-05-01"),
        ("2024/25 H2", "2024-10-01"),
        ("FY2024/25", "2024-04-01"),
        ("Sep '24", "2024-09-01"),
        ("20250401 0930", "2025-04-01"),
        ("1 April 2025 at 09:30", "2025-04-01"),
    ],
)
def test_forms_of_periods(text: str, day: str) -> None:
    moment = moment_of(text)
    assert moment is not None
    assert moment.date().isoformat() == day
