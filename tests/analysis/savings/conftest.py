"""Small councils of which the savings can be worked out by hand."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cxdata.cli.main import main

SOCITM = """Channel,Pounds a contact,Low,High,Year,Source
face to face,8.62,,,2011,Socitm 2011
phone,2.83,,,2011,Socitm 2011
web,0.15,,,2011,Socitm 2011
"""
"""Cost a contact as Socitm found it in 2011 (wired-gov, 29 May 2012), without the range of what others found."""

PROMISE = """Reference,Kind,Date,Text,Pounds promised,Pounds achieved,Kind of saving
E-1,promise,2016-01-18,Efficiencies from the way customers get in touch,"£465,000",,
"""
VOLUMES = """Financial year,Channel,Contacts
2018/19,Phone,209000
2018/19,Face to face,28000
"""
"""A council's published volumes of one year: 209,000 calls and 28,000 visits."""

TWO_YEARS = """Financial year,Service,Channel,Contacts
2023/24,Bins,Phone,6000
2023/24,Bins,Web,4000
2023/24,Housing,Phone,4500
2023/24,Housing,Web,500
2024/25,Bins,Phone,8000
2024/25,Bins,Web,12000
2024/25,Housing,Phone,4250
2024/25,Housing,Web,750
"""
"""Of Bins 60 % rang and then 40 %, of Housing 90 % and then 85 %; Bins grew from two in three to four in five."""

Begin = Callable[..., Path]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """loaded(contacts) -> a data folder into which they are loaded, once for each text; only to be read."""
    folders: dict[str, Path] = {}

    def load(contacts: str) -> Path:
        if contacts not in folders:
            folder = tmp_path_factory.mktemp("volumes")
            file = folder / "volumes.csv"
            file.write_text(contacts, encoding="utf-8")
            assert main(["--data", str(folder / "data"), "load", str(file), "--suggested"]) == 0
            folders[contacts] = folder / "data"
        return folders[contacts]

    return load


@pytest.fixture
def begin(tmp_path: Path, loaded: Callable[[str], Path]) -> Begin:
    """begin(contacts, costs=..., promises=..., settings=...) -> a data folder with these files, the contacts loaded."""

    def make(contacts: str, *, costs: str = SOCITM, promises: str = "", settings: str = "") -> Path:
        data = Path(shutil.copytree(loaded(contacts), tmp_path / "data"))
        for name, text in (("unit_costs.csv", costs), ("recommendations.csv", promises), ("council.toml", settings)):
            if text:
                (data / name).write_text(text, encoding="utf-8")
        return data

    return make
