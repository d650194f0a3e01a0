"""Small councils, written by the month, in which it can be worked out by hand who is left behind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cxdata.analysis.left_behind.page import LeftBehind, left_behind
from cxdata.cli.main import main
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import open_store

HEAD = "Month,Service,Channel,Customer type,Ward,Contacts"
MONTHS = [f"{2024 + (3 + n) // 12}-{(3 + n) % 12 + 1:02d}" for n in range(24)]
"""April 2024 to March 2026."""
KINDS = ("Resident", "Tenant", "Business", "Landlord")
WARDS = ("Abbey", "Castle", "Dee", "Elm", "Fen", "Grange")
Counted = Callable[[str, str, str, str, bool], float]
"""Contacts of a month: counted(service, channel, kind, ward, moved), `moved` from April 2025 on."""

Load = Callable[..., Path]


def council_of(counted: Counted) -> str:
    """A contact file: Permits moved online in April 2025, Bins did not; each kind of customer in each ward."""
    rows = [
        f"{month}-01,{service},{channel},{kind},{ward},{round(many)}"
        for place, month in enumerate(MONTHS)
        for service in ("Permits", "Bins")
        for channel in ("Phone", "Web")
        for kind in KINDS
        for ward in WARDS
        if (many := counted(service, channel, kind, ward, place >= 12)) >= 0.5
    ]
    return "\n".join([HEAD, *rows]) + "\n"


def steady(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
    """40 a month: of Permits 24 rang, and 12 once it had moved; of Bins 24 ring throughout. Tenants: half."""
    rings = 12 if moved and service == "Permits" else 24
    return (rings if channel == "Phone" else 40 - rings) * (0.5 if kind == "Tenant" else 1.0)


@pytest.fixture(scope="session")
def load(tmp_path_factory: pytest.TempPathFactory) -> Load:
    """load(text, facts="") -> a data folder with the contacts and facts about wards, once for each text; to be read."""
    folders: dict[tuple[str, str], Path] = {}

    def make(text: str, facts: str = "") -> Path:
        if (text, facts) not in folders:
            folder = tmp_path_factory.mktemp("left-behind")
            files = [(folder / name, rows) for name, rows in (("contacts.csv", text), ("facts.csv", facts)) if rows]
            for file, rows in files:
                file.write_text(rows, encoding="utf-8")
            assert main(["--data", str(folder / "data"), "load", *(str(file) for file, _ in files), "--suggested"]) == 0
            folders[text, facts] = folder / "data"
        return folders[text, facts]

    return make


def asked(data: Path, scope: Scope | None = None) -> LeftBehind:
    """The page of a data folder."""
    return left_behind(open_store(data), scope or Scope(), read_settings(data))
