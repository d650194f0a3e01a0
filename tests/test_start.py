"""start.py, as far as it goes without a network; the rest is what happens when somebody runs it."""

import ast
import http.server
import socket
import subprocess
import sys
import threading
import tomllib
from pathlib import Path

import pytest

import start
from cxdata.documents.programs import BROWSER_PLACES
from tests.browser import chromium

SOURCE = (start.ROOT / "start.py").read_text()


def test_an_old_python_is_refused_in_a_sentence() -> None:
    said = start.refusal((3, 10))
    assert said.startswith("This needs Python 3.11 or newer, and this is Python 3.10. Install a newer one from")


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (4, 0)])
def test_a_new_enough_python_is_not_refused(version: tuple[int, int]) -> None:
    assert start.refusal(version) == ""


def test_an_old_python_can_read_start_py_and_so_be_refused() -> None:
    ast.parse(SOURCE, feature_version=(3, 6))


def test_start_py_imports_the_standard_library_only() -> None:
    names = {
        alias.name for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Import) for alias in node.names
    } | {node.module for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.ImportFrom)}
    assert {str(name).split(".")[0] for name in names} <= sys.stdlib_module_names


def test_start_py_stays_short() -> None:
    """All that a first start needs in one file that a wary person reads; --public took it past 250 lines."""
    assert len(SOURCE.splitlines()) < 260


def lock(name: str) -> dict[str, list[str]]:
    """Each package of a lock file, as `name==version`, and the hashes of its files."""
    pinned: dict[str, list[str]] = {}
    for line in (start.ROOT / name).read_text().replace("\\\n", "").splitlines():
        if line and not line.startswith("#"):
            words = line.split(" --hash=sha256:")
            pinned[words[0].split(" ;")[0].strip()] = [word.strip() for word in words[1:]]
    return pinned


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_is_pinned_with_the_hashes_of_its_files(name: str) -> None:
    pinned = lock(name)
    assert len(pinned) > 40
    assert all("==" in package and hashes for package, hashes in pinned.items())
    assert all(len(digest) == 64 for hashes in pinned.values() for digest in hashes)


def test_the_locks_pin_what_the_requirements_name_and_agree() -> None:
    running, testing = lock("requirements.lock"), lock("requirements-dev.lock")
    assert running.items() <= testing.items()
    for file, pinned in (("requirements.txt", running), ("requirements-dev.txt", testing)):
        lines = [line.split("#")[0].strip() for line in (start.ROOT / file).read_text().splitlines()]
        named = {line.lower().replace("_", "-") for line in lines if "==" in line}
        assert len(named) > 8
        assert named <= set(pinned), "made anew when a requirement changes: SECURITY.md says how"


def test_only_the_locks_are_installed() -> None:
    assert [path.name for path in start.TESTING] == ["requirements.lock", "requirements-dev.lock"]
    assert start.TESTING[:1] == start.RUNNING
    assert '"--require-hashes", "--only-binary", ":all:"' in SOURCE


@pytest.fixture
def requirements(tmp_path: Path) -> tuple[Path, Path]:
    """Two requirement files, for running and for testing, beside an empty environment."""
    files = (tmp_path / "requirements.txt", tmp_path / "requirements-dev.txt")
    files[0].write_text("duckdb==2.0.0\n")
    files[1].write_text("-r requirements.txt\npytest==9.2.0\n")
    return files


def test_nothing_is_installed_in_a_new_environment(requirements: tuple[Path, Path], tmp_path: Path) -> None:
    assert not start.is_installed(requirements[:1], tmp_path)


def test_the_testing_tools_include_what_runs_the_dashboard(requirements: tuple[Path, Path], tmp_path: Path) -> None:
    start.mark_installed(requirements, tmp_path)
    assert start.is_installed(requirements, tmp_path)
    assert start.is_installed(requirements[:1], tmp_path)


def test_what_runs_the_dashboard_does_not_include_the_testing_tools(
    requirements: tuple[Path, Path], tmp_path: Path
) -> None:
    start.mark_installed(requirements[:1], tmp_path)
    assert start.is_installed(requirements[:1], tmp_path)
    assert not start.is_installed(requirements, tmp_path)


def test_a_changed_requirement_is_installed_again(requirements: tuple[Path, Path], tmp_path: Path) -> None:
    start.mark_installed(requirements, tmp_path)
    requirements[0].write_text("duckdb==2.0.1\n")
    assert not start.is_installed(requirements[:1], tmp_path)
    assert not start.is_installed(requirements, tmp_path), "the development file names the changed one"


def test_no_network_is_told_apart_from_other_trouble() -> None:
    offline = (
        "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError: [Errno 111] refused'\n"
        "ERROR: No matching distribution found for duckdb==2.0.0"
    )
    assert start.pip_trouble(offline).startswith("The Python package index could not be reached.")
    changed = start.pip_trouble("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.")
    assert changed.startswith("A package is not the one that the lock file names, so nothing was installed.")
    full = start.pip_trouble("ERROR: Could not install packages due to an OSError: No space left on device")
    assert "No space left on device" in full
    assert full.endswith("Mend it and start again.")


def test_a_taken_port_is_passed_over() -> None:
    free = start.free_port(8700)
    with socket.create_server(("127.0.0.1", free)):
        assert start.free_port(free) > free
    assert start.free_port(free) == free


def test_waiting_ends_at_once_when_the_dashboard_has_ended() -> None:
    process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    process.wait()
    assert start.wait_until_ready(process, start.free_port(8700), limit=60) is False


def test_waiting_ends_when_the_dashboard_answers() -> None:
    class Healthy(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/_stcore/health" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    with http.server.HTTPServer(("127.0.0.1", 0), Healthy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            assert start.wait_until_ready(process, server.server_port, limit=10) is True
        finally:
            start.stop(process)
            server.shutdown()
    assert process.poll() is not None, "the process was stopped"


def test_a_command_that_cannot_be_started_is_no_traceback() -> None:
    worked, said = start.quietly(["/nowhere/such-a-program"])
    assert not worked
    assert "No such file" in said


def test_a_command_that_takes_too_long_is_given_up() -> None:
    worked, said = start.quietly([sys.executable, "-c", "import time; time.sleep(60)"], limit=1)
    assert not worked
    assert "timed out after 1 seconds" in said


def test_the_sample_goes_into_a_folder_of_its_own_and_the_council_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "PYTHON", sys.executable)
    opened = "Open is Quarnmere Borough Council. Invented figures of a sample council."
    assert start.build_sample(tmp_path) == opened
    assert [path.name for path in tmp_path.iterdir()] == ["sample"], "nothing is in the officer's own folder"
    assert "Loading the sample council" in capsys.readouterr().err
    assert start.build_sample(tmp_path) == opened
    assert "Loading" not in capsys.readouterr().err, "once is enough"


def test_the_published_view_alone_needs_an_edition_and_loads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edition_data: Path
) -> None:
    monkeypatch.setattr(start, "PYTHON", sys.executable)
    monkeypatch.setenv("CX_PUBLIC", "")
    with pytest.raises(SystemExit, match="There is no edition yet, so nothing is published"):
        start.public_alone(tmp_path)
    assert list(tmp_path.iterdir()) == [], "no sample is loaded"
    said = start.public_alone(edition_data)
    assert said == "Edition 1 of Quarnmere Borough Council, made on 12 October 2026, is shown, and nothing else."
    assert start.os.environ["CX_PUBLIC"] == "1", "which the dashboard is started with"


PATH = {"chromium": "/usr/bin/chromium", "google-chrome": "/usr/bin/google-chrome"}


@pytest.mark.parametrize(
    ("working", "expected"),
    [
        ({"/opt/mine", "/usr/bin/chromium", "/own"}, "/opt/mine"),
        ({"/usr/bin/chromium", "/usr/bin/google-chrome", "/own"}, "/usr/bin/chromium"),
        ({"/usr/bin/google-chrome", "/own"}, "/usr/bin/google-chrome"),
        ({BROWSER_PLACES[0], "/own"}, BROWSER_PLACES[0]),
        ({"/own"}, "/own"),
        (set(), ""),
    ],
)
def test_the_browser_that_is_taken(working: set[str], expected: str) -> None:
    found = chromium.find_chromium(
        named="/opt/mine", which=PATH.get, own=lambda: "/own", works=lambda path: path in working
    )
    assert found == expected


def test_a_browser_that_only_asks_to_be_installed_is_none(tmp_path: Path) -> None:
    pointer = tmp_path / "chromium-browser"
    pointer.write_text("#!/bin/sh\necho 'Please install the chromium snap' >&2\nexit 1\n")
    pointer.chmod(0o755)
    assert not chromium.runs(str(pointer))


@pytest.mark.parametrize(("distribution", "tried"), [("", 1), ("debian", 2), ("ubuntu", 2), ("alpine", 1)])
def test_packages_are_installed_only_where_we_may(distribution: str, tried: int) -> None:
    assert len(chromium.ways(distribution)) == tried


def test_the_dashboard_stays_on_this_machine_however_it_is_started() -> None:
    settings = tomllib.loads((start.ROOT / ".streamlit" / "config.toml").read_text())
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorLinks"] is False
    assert "http" not in settings["theme"]["font"], "a font from elsewhere would be fetched"
