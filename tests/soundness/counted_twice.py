"""Small stores in which one thing is counted by two sources, by amounts that a test chooses."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cxdata.store import Store, open_store
from tests.cli.terminal import run

MONTHS = tuple(f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13))
LAYOUTS = {
    "contacts": {
        "received_at": "Contact month",
        "channel": "Way",
        "service": "About",
        "reason": "Kind",
        "customer_type": "Where",
        "count": "Number",
    },
    "calls": {
        "interval_start": "Call month",
        "channel": "Desk or phone",
        "service": "About",
        "offered": "Came",
        "answered": "Dealt with",
    },
    "web": {"day": "Form month", "service": "About", "starts": "Forms begun", "completions": "Forms sent"},
    "complaints": {"received_at": "Complaint day", "complaint_id": "Complaint number"},
}
Cells = Sequence[object]


def load(folder: Path, council: str = "", **tables: Iterable[Cells]) -> Path:
    """A data folder with monthly files of these tables, one tuple a row in the order of its fields above."""
    data = folder / "data"
    (data / "profiles").mkdir(parents=True)
    (data / "council.toml").write_text(council, encoding="utf-8")
    files = []
    for name, rows in tables.items():
        (data / "profiles" / f"own-{name}.toml").write_text(_layout(name, LAYOUTS[name]), encoding="utf-8")
        file = folder / f"{name}.csv"
        lines = [",".join(LAYOUTS[name].values()), *(",".join(map(str, row)) for row in rows)]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        files.append(file)
    done = run(data, "load", *files)
    assert done.code == 0, done.out + done.err
    return data


def store_of(folder: Path, council: str = "", **tables: Iterable[Cells]) -> Store:
    """The same, opened."""
    return open_store(load(folder, council, **tables))


def _layout(name: str, fields: Mapping[str, str]) -> str:
    known = ", ".join(f'"{heading}"' for heading in fields.values())
    grain = "day" if name == "complaints" else "month"
    parts = [
        f'name = "own-{name}"\ntitle = "{name}"\nsystem = "own-{name}"\ndates = "ymd"\ngrain = "{grain}"\n'
        f'[recognise]\nheaders = [{known}]\n[[table]]\ntable = "{name}"\n'
    ]
    for field, heading in fields.items():
        parts.append(f'[table.fields.{field}]\nfrom = "{heading}"\n')
        if field == "channel":
            parts.append('values = { "phone" = "phone", "web" = "web", "desk" = "face_to_face", "post" = "post" }\n')
    return "".join(parts)
