"""The committed files of the sample council, read with nothing but the standard library."""

import csv
import gzip
import io
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Files:
    """Rows of the sample's files as dictionaries, read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def text(self, name: str, encoding: str = "utf-8-sig") -> str:
        """A file's text, unpacked where it is packed."""
        content = (self.folder / name).read_bytes()
        return (gzip.decompress(content) if name.endswith(".gz") else content).decode(encoding)

    def rows(self, name: str, separator: str = ",", encoding: str = "utf-8-sig") -> list[dict[str, Any]]:
        """Every row; a value too many stands under None."""
        if name not in self._rows:
            text = io.StringIO(self.text(name, encoding), newline="")
            self._rows[name] = list(csv.DictReader(text, delimiter=separator))
        return self._rows[name]


@pytest.fixture(scope="session")
def files() -> Files:
    return Files(ROOT / "sample_data")


@pytest.fixture(scope="session")
def planted(files: Files) -> dict[str, dict[str, Any]]:
    """planted.toml: what the generator says it planted."""
    return tomllib.loads((files.folder / "planted.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def cases(files: Files) -> list[dict[str, Any]]:
    """The CRM's good rows, each case once."""
    good = {row["Case No"]: row for row in files.rows("crm_cases.csv.gz") if not row["Case No"].startswith("9")}
    return list(good.values())


@pytest.fixture(scope="session")
def forms(files: Files) -> list[dict[str, Any]]:
    """The forms file's good rows."""
    return [row for row in files.rows("online_forms_and_app.csv.gz") if not row["submission_id"].startswith("F9")]


@pytest.fixture(scope="session")
def answers(files: Files) -> list[dict[str, Any]]:
    """The survey's good rows."""
    return [row for row in files.rows("survey_answers.csv") if not row["Response ID"].startswith("R9")]


@pytest.fixture(scope="session")
def half_hours(files: Files) -> list[dict[str, Any]]:
    """The telephone system's good rows."""
    return [row for row in files.rows("telephony_half_hours.txt.gz", "\t") if row["Offered"].isdigit()]
