"""A small council whose every name was written by somebody who means harm: wards, services, providers, comments, files.

`hostile_data()` is its data folder, built once and kept beside the sample store; `hostile_links()` are addresses that
ask for such things. Nothing at the addresses named here exists: `.invalid` is reserved for that (RFC 2606).
"""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from cxdata.ingest.load.build import load_files
from cxdata.ui.frame.pages import PAGES
from tests.sample_store import CACHE, ROOT, build_once, digest

SAMPLE = ROOT / "sample_data"
ELSEWHERE = "evil.invalid"
NAMES = (
    "![x](http://evil.invalid/a.png)",
    "<img src=http://evil.invalid/b.png>",
    "[click](javascript:alert(1))",
    "http://evil.invalid/c Mill",
    "www.evil.invalid Mill",
    ":material/home: :red[Mill] :smile:",
    "$\\href{http://evil.invalid}{x}$",
    "<a href='http://evil.invalid/d'>Mill</a>",
    "</style><style>* {background: url(http://evil.invalid/e.png)}",
    "*Mill* _Quay_ ~~old~~ `code`",
    "| Mill | Quay |",
    "# Mill",
    "1. Mill",
    "Mill & Quay <b>bold</b> &lt;i&gt;",
    '=HYPERLINK("http://evil.invalid")',
    "<script>fetch('http://evil.invalid/f')</script>",
    "<svg onload=fetch('http://evil.invalid/g')>",
    "%{x} ${x} {x} {{x}} {0}",
    "[^1] [Mill][1] [1]: http://evil.invalid/h",
    "![x](//evil.invalid/i.png)",
    "@Mill -> Quay <- --",
    "-Mill",
    "'Mill\" \\Quay\\",
    "data:text/html,<script>alert(1)</script>",
)
_FILE = "![x](www.evil.invalid) <img src=x onerror=alert(1)> $Mill$.csv"
_HARMED = ("Service", "Ward", "Provider", "Delivered by", "Councillor", "Subject")
_COMMENT = "What could we do better?"


def hostile_data() -> Path:
    """The data folder; only to be read."""
    return build_once(CACHE / f"hostile-{digest()}", _build)


def hostile_links(count: int, seed: int = 11) -> list[tuple[str, str]]:
    """So many addresses, each a page's path and a query in which names that pages read ask for hostile things."""
    random = Random(seed)
    names = ("ward", "service", "channel", "customer_type", "provider", "period", "compare", "staff", "view", "see")
    more = ("measure", "by", "split", "share", "n", "present", "council", "event", "course", "subject", "![x](y)")
    links = []
    for _ in range(count):
        chosen = random.sample(names + more, random.randint(1, 4))
        query = [(name, random.choice(NAMES)) for name in chosen for _ in range(random.randint(1, 2))]
        links.append((random.choice(PAGES).address, urlencode(query)))
    return links


def hostile_exports(folder: Path) -> list[Path]:
    """The files of that council, written into a folder."""
    exports = folder / "exports"
    exports.mkdir()
    return list(_exports(exports))


def _build(data: Path) -> None:
    data.mkdir(parents=True)
    (data / "council.toml").write_text(_settings(), "utf-8")
    receipt = load_files(hostile_exports(data), data=data)
    assert not receipt.refused, receipt


def _settings() -> str:
    """The sample's settings, with a name, a note and an event that mean harm."""
    text = (SAMPLE / "council.toml").read_text("utf-8")
    words = {
        "Quarnmere Borough Council": NAMES[0],
        "No figure agreed": NAMES[1],
        "New phone menu and call-back": NAMES[7],
        "Quarnmere Leisure Trust": NAMES[8],
        "Marlock Parking": NAMES[9],
    }
    for before, after in words.items():
        # The first: a provider is called as the council is, and has its own name among those below.
        text = text.replace(f'"{before}"', json.dumps(after), 1)
    for service, name in _new_names().items():
        text = text.replace(f'"{service}"', json.dumps(name))
    return text


def _exports(folder: Path) -> Iterator[Path]:
    """The sample's files with other names in them, cut short."""
    renamed = _new_names()
    wards = json.loads((SAMPLE / "wards_2024.geojson").read_text("utf-8"))
    for feature in wards["features"]:
        feature["properties"]["WD24NM"] = renamed[feature["properties"]["WD24NM"]]
    (folder / "wards.geojson").write_text(json.dumps(wards), "utf-8")
    yield folder / "wards.geojson"
    yield _changed(SAMPLE / "population_by_ward.csv", folder / "population.csv", renamed, "utf-8", ",", 1)
    yield _changed(SAMPLE / "members_enquiries.csv", folder / "enquiries.csv", renamed, "cp1252", ";", 1)
    yield _changed(SAMPLE / "survey_answers.csv", folder / _FILE, renamed, "utf-8-sig", ",", 4)


def _new_names() -> dict[str, str]:
    """Each ward, service and provider of the sample with the name that it has here."""
    with (SAMPLE / "population_by_ward.csv").open(encoding="utf-8") as file:
        wards = [row["Ward"] for row in csv.DictReader(file)]
    with (SAMPLE / "members_enquiries.csv").open(encoding="cp1252") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    services, providers = (sorted({row[name] for row in rows}) for name in ("Service", "Delivered by"))
    return {
        before: NAMES[at % len(NAMES)] if at < len(NAMES) else f"{NAMES[at % len(NAMES)]} {at}"
        for names in (wards, services, providers)
        for at, before in enumerate(names)
    }


def _changed(source: Path, target: Path, renamed: dict[str, str], encoding: str, separator: str, each: int) -> Path:
    """A file with every `each`th row, whose names and comments are others."""
    with source.open(encoding=encoding, newline="") as file:
        rows = list(csv.DictReader(file, delimiter=separator))[::each]
    for at, row in enumerate(rows):
        row |= {name: renamed.get(row[name], row[name]) for name in _HARMED if name in row}
        if row.get(_COMMENT):
            row[_COMMENT] = NAMES[at % len(NAMES)]
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    target.write_text(text.getvalue(), encoding)
    return target
