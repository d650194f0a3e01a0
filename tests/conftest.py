"""Fixtures that every room of the tests may use, the parts the tests are run in, and what could not be tested."""

import re
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from cxdata.council import Council, read_council
from cxdata.store import Store, open_store
from tests.promises import part_of, say_untested
from tests.sample_store import sample_store

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PUBLISHED = ROOT / "tests" / "published"
ABSENT = re.compile(r"needs \.\./shared/(\w+), which is not beside this project")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with the part of the tests it belongs to, which its folder says."""
    for item in items:
        file = item.path.relative_to(ROOT / "tests").as_posix()
        for marker in part_of(file, getattr(item, "fixturenames", ())):
            item.add_marker(marker)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None, None, None]:
    """Say what a run without the real files or other projects' tables could not test: last, but for pytest's line."""
    yield
    reports = terminalreporter.getreports("skipped")
    reasons = [(ABSENT.search(str(report.longrepr)), report.nodeid.split("::")[0]) for report in reports]
    for line in say_untested((absent[1], file) for absent, file in reasons if absent):
        terminalreporter.write_line(line, yellow=True)


def _shared(part: str) -> Path:
    folder = SHARED / part
    if not folder.is_dir():
        pytest.skip(f"needs ../shared/{part}, which is not beside this project")
    return folder


@pytest.fixture(scope="session")
def shared_real() -> Path:
    """The folder of real exports with known answers; skips where it is absent."""
    return _shared("real")


@pytest.fixture(scope="session")
def shared_vectors() -> Path:
    """The folder of answers worked out by other projects; skips where it is absent."""
    return _shared("vectors")


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder of figures printed in the literature, which stand in the project (see its README)."""
    return PUBLISHED


@pytest.fixture(scope="session")
def sample_data() -> Iterator[Path]:
    """A data folder with the sample council loaded into it, the same one for every worker and run; only to be read."""
    data = sample_store()
    before = _state(data)
    yield data
    if _state(data) != before:
        shutil.rmtree(data)
        pytest.fail(f"a test wrote into the sample council's data folder, {data}: it must copy it first")


@pytest.fixture(scope="session")
def edition_data(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample council's folder with the edition it comes with, and a store that nobody can read any more: what is
    shown of it is out of the edition.
    """
    data = Path(shutil.copytree(sample_data, tmp_path_factory.mktemp("edition") / "data"))
    for file in (data / "store").glob("*.duckdb"):
        file.write_bytes(b"no database")
    return data


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file with its size and time."""
    found = {path: path.stat() for path in sorted(folder.rglob("*")) if path.is_file()}
    return {path.relative_to(folder).as_posix(): (seen.st_size, seen.st_mtime_ns) for path, seen in found.items()}


@pytest.fixture(scope="session")
def store(sample_data: Path) -> Store:
    """The sample council's store."""
    return open_store(sample_data)


@pytest.fixture(scope="session")
def council(sample_data: Path) -> Council:
    """The sample council's settings."""
    return read_council(sample_data)
