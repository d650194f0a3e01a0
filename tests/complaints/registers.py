"""Small complaints registers that a test writes out, and the store they are loaded into."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from cxdata.store import Store, open_store
from tests.cli.terminal import run

HEADINGS = {
    "complaint_id": "Number",
    "stage": "Step",
    "received_at": "Came",
    "acknowledged_at": "Confirmed",
    "extended_to": "Put off to",
    "responded_at": "Answered",
    "reopened_at": "Again",
    "outcome": "Result",
    "refusal_reason": "Not taken because",
    "extension_reason": "Put off because",
    "service": "About",
    "what_went_wrong": "Wrong",
    "what_we_did": "Done",
    "did_it_stop": "Stopped",
    "count": "How many",
}
_OF_A_MOMENT = ("received_at", "acknowledged_at", "extended_to", "responded_at", "reopened_at")
Cells = Sequence[object]


def load(
    folder: Path, fields: Sequence[str], rows: Iterable[Cells], *, council: str = "", grain: str = "moment"
) -> Path:
    """A data folder with one register: the cells of each row in the order of `fields`, "" for nothing."""
    data = folder / "data"
    (data / "profiles").mkdir(parents=True)
    (data / "council.toml").write_text(council, encoding="utf-8")
    known = ", ".join(f'"{HEADINGS[name]}"' for name in fields)
    layout = [
        f'name = "own-register"\ntitle = "A register"\nsystem = "own-register"\ndates = "ymd"\ngrain = "{grain}"\n'
        f'[recognise]\nheaders = [{known}]\n[[table]]\ntable = "complaints"\n'
    ]
    layout += [f'[table.fields.{name}]\nfrom = "{HEADINGS[name]}"\n' for name in fields]
    (data / "profiles" / "own-register.toml").write_text("".join(layout), encoding="utf-8")
    file = folder / "register.csv"
    lines = [[HEADINGS[name] for name in fields], *([str(cell) for cell in row] for row in rows)]
    file.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
    done = run(data, "load", file)
    assert done.code == 0, done.out + done.err
    return data


def store_of(folder: Path, fields: Sequence[str], rows: Iterable[Cells], **how: str) -> Store:
    """The same, opened."""
    return open_store(load(folder, fields, rows, **how))
