"""The published view alone (`start.py --public`): whatever is asked of it by page, link or session, it stays published,
it looks into no store, and it works where there is none.
"""

import json
import os
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.data_folder.public import PACKED, PUBLIC, newest_file, public_folder, unpack_edition
from cxdata.errors import CxError
from cxdata.export.edition.words import NONE_YET
from cxdata.export.links import Link, keep_link
from cxdata.ui import frame
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import FOR_OFFICERS
from cxdata.ui.frame.pages import find_page, sections
from tests.cli.terminal import run
from tests.published.test_tries import assert_published
from tests.ui.conftest import words_on
from tests.ui.sections import open_every_section

ROOT = Path(__file__).parents[2]
PAGES = [page.stem for page in frame.PAGES]
OFFICERS = [page.stem for page in frame.PAGES if page.for_officers]
TRIES: list[dict[str, str | list[str]]] = [
    {},
    {"mode": "Officer view"},
    {"mode": "Officer: everything"},
    {"mode": "Officer view", "present": "1", "n": "0"},
    {"mode": ["Published view", "Officer view"], "council": cache.SAMPLE, "start": "own"},
    {"mode": "Officer view", "ward": ["Abbey"], "staff": "true", "period": "2025/26", "by": "Ward"},
]
Open = Callable[..., AppTest]


@dataclass
class Spy:
    """What Python opened or listed inside a folder while it was asked to watch."""

    folder: str = ""
    seen: list[str] = field(default_factory=list)

    def heard(self, event: str, given: tuple[object, ...]) -> None:
        if self.folder and event in ("open", "os.listdir", "os.scandir") and given:
            path = os.fsdecode(given[0]) if isinstance(given[0], str | bytes | os.PathLike) else ""
            if Path(path).absolute().is_relative_to(self.folder):
                self.seen.append(f"{event} {path}")


SPY = Spy()
sys.addaudithook(SPY.heard)


@pytest.fixture
def spy() -> Iterator[Spy]:
    """A watch that a test sets on a folder; a hook of Python's cannot be taken out again, so it is told to rest."""
    SPY.folder, SPY.seen = "", []
    yield SPY
    SPY.folder, SPY.seen = "", []


KINDS = ("store overwritten", "store missing", "edition alone")


@pytest.fixture(params=KINDS)
def alone(request: pytest.FixtureRequest, sealed, tmp_path: Path) -> Path:
    """The sealed council's folder: with its unreadable store, without one, and with edition and settings alone."""
    return folder_of(request.param, sealed, tmp_path / "data")


@pytest.fixture(scope="module", params=KINDS)
def alone_to_read(request: pytest.FixtureRequest, sealed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, one folder of a kind for all tests that only look, as one server shows one folder to every reader."""
    return folder_of(request.param, sealed, tmp_path_factory.mktemp("alone") / "data")


def folder_of(kind: str, sealed, data: Path) -> Path:
    """The sealed council's folder of this kind at `data`."""
    shutil.copytree(sealed.data, data)
    if kind == "store missing":
        shutil.rmtree(data / "store")
    if kind == "edition alone":
        shutil.rmtree(data)
        data.mkdir()
        shutil.copy(sealed.edition, data)
        shutil.copy(sealed.data / "council.toml", data)
    return data


@pytest.fixture
def open_alone(monkeypatch: pytest.MonkeyPatch) -> Open:
    """open_alone(page, data, **query) -> the app after its first run, as start.py --public serves it."""
    monkeypatch.setenv(PUBLIC, "1")

    def open_at(page: str, data: Path, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("CX_DATA", str(data))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        return (app if page == "overview" else app.switch_page(f"pages/{page}.py")).run()

    return open_at


def everything_on(app: AppTest) -> str:
    """All that the page sends to a browser: words, tables, drawings, HTML."""
    html = [element.proto.body for element in app.get("html")]
    drawn = [str(element.proto) for element in app.get("plotly_chart")]
    return "\n".join([words_on(app), *html, *drawn])


@pytest.mark.parametrize("page", PAGES)
def test_by_any_link_every_page_stays_published_with_and_without_a_store(
    open_alone: Open, alone_to_read: Path, sealed, page: str
) -> None:
    for query in TRIES if (alone_to_read / "store").exists() else TRIES[1:4:2]:
        app = open_alone(page, alone_to_read, **query)
        assert not app.exception
        assert not app.error, [error.value for error in app.error]
        words = words_on(app)
        assert_published(words, sealed.exact)
        assert "Officer view" not in everything_on(app)
        assert "do not publish" not in words.lower()
        assert not [one for one in app.segmented_control if one.key == cache.MODE]
        assert not app.get("file_uploader")
        assert app.session_state["_view"].store is None
        if page in OFFICERS:
            assert [title.value for title in app.title] == [FOR_OFFICERS]
            assert not app.table
            assert not app.text_input
        else:
            assert 'class="stage"' in everything_on(app) or app.title[0].value == find_page(page).question


def test_a_session_that_names_the_officers_view_stays_published(open_alone: Open, alone: Path, sealed) -> None:
    app = open_every_section(open_alone("satisfaction", alone))
    published = words_on(app)
    app.session_state[cache.MODE] = cache.OFFICER
    app.session_state[cache.COUNCIL] = cache.OWN
    app.run()
    assert words_on(app) == published
    assert "Edition of 10 April 2026" in published
    assert_published(published, sealed.exact)


def test_the_menu_has_neither_the_data_page_nor_the_list_of_a_meeting(open_alone: Open, alone: Path) -> None:
    keep_link(alone, Link("For officers", "phones"))
    (alone / "meeting.json").write_text(json.dumps([{"page": "satisfaction", "exhibit": "dissatisfied-channel"}]))
    labels = [link.proto.label for link in open_alone("definitions", alone).get("page_link")]
    assert OFFICERS == ["paper", "present", "data"]
    assert labels[-4:] == ["Definitions", "Methods", "Accessibility", "Help"]
    assert not {"Data", "Meeting", "Present", "Paper for a meeting"} & set(labels)
    assert [name for name, _ in sections()][-2:] == ["Taking part", "Definitions"]
    assert "For officers" not in words_on(open_alone("present", alone))


def test_no_file_of_the_store_is_opened(
    open_alone: Open, sealed, tmp_path: Path, spy: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By Python's own count of what it opens, and by the times at which the system says that files were read."""
    data = tmp_path / "data"
    shutil.copytree(sealed.data, data)
    files = [path for path in (data / "store").rglob("*") if path.is_file()]
    assert len(files) >= 3
    for file in files:
        os.utime(file, (1_000_000_000, 1_100_000_000))
    spy.folder = str(data / "store")
    for page in PAGES:
        for query in TRIES[1:4:2]:
            assert not open_alone(page, data, **query).exception
    assert spy.seen == []
    if _notes_reading(tmp_path):
        assert {file.stat().st_atime for file in files} == {1_000_000_000.0}
    monkeypatch.delenv(PUBLIC)
    open_alone("overview", data)
    assert any(seen.startswith("open ") for seen in spy.seen), "the same watch sees what the officers' view opens"


def _notes_reading(folder: Path) -> bool:
    """Whether this system keeps when a file was read."""
    file = folder / "read"
    file.write_text("x")
    os.utime(file, (1_000_000_000, 1_100_000_000))
    file.read_text()
    return file.stat().st_atime != 1_000_000_000.0


def test_asking_for_the_store_itself_is_refused(open_alone: Open, sealed) -> None:
    open_alone("overview", sealed.data)
    with pytest.raises(CxError, match="Only what is published is shown here"):
        cache.answer("contacts", (), None)


def test_a_store_on_a_server_is_not_asked(open_alone: Open, sealed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CX_STORE", "clickhouse://officer@127.0.0.1:9/none")
    app = open_alone("satisfaction", sealed.data, mode="Officer view")
    assert not app.error
    assert "Edition of 10 April 2026" in words_on(app)


def test_without_an_edition_nothing_is_shown_and_it_says_who_makes_one(open_alone: Open, tmp_path: Path) -> None:
    app = open_alone("satisfaction", tmp_path)
    assert NONE_YET in words_on(app)
    assert not app.table
    assert not app.get("plotly_chart")


def test_the_edition_command_says_which_is_shown(alone: Path, tmp_path: Path) -> None:
    done = run(alone, "edition")
    assert (done.code, done.err) == (0, "")
    assert done.out == "Edition 1 of Westmarch, made on 10 April 2026, is shown, and nothing else.\n"
    assert json.loads(run(alone, "edition", "--format", "json").out)["edition"] == 1
    none = run(tmp_path / "nothing", "edition")
    assert (none.code, none.err) == (1, f"cxdata: {NONE_YET}\n")


def test_an_edition_may_come_packed_and_is_taken_out_once(sealed, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / PACKED, "w") as archive:
        archive.write(sealed.edition, f"../../out/{sealed.edition.name}")
        archive.writestr("council.toml", "[council]")
    assert run(tmp_path, "edition").code == 0
    there = newest_file(tmp_path)
    assert there == tmp_path / "editions" / sealed.edition.name
    assert there.read_bytes() == sealed.edition.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [PACKED, "editions"]
    (tmp_path / PACKED).write_text("changed")
    unpack_edition(tmp_path)
    assert newest_file(tmp_path) == there


@pytest.mark.parametrize(
    ("content", "reason"), [(b"no archive", "cannot be unpacked"), (b"PK\x05\x06" + bytes(18), "holds no edition")]
)
def test_a_packed_file_that_holds_none_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / PACKED).write_bytes(content)
    done = run(tmp_path, "edition")
    assert done.code == 1
    assert reason in done.err
    assert [path.name for path in tmp_path.iterdir()] == [PACKED]


def test_the_newest_is_shown_and_the_samples_only_where_no_council_is_begun(sealed, tmp_path: Path) -> None:
    (tmp_path / "sample" / "editions").mkdir(parents=True)
    shutil.copy(sealed.edition, tmp_path / "sample" / "editions")
    assert public_folder(tmp_path) == tmp_path / "sample"
    (tmp_path / "council.toml").write_text("[council]\nname = 'Our own'\n")
    assert public_folder(tmp_path) == tmp_path
    (tmp_path / "editions").mkdir()
    for number in (9, 10):
        shutil.copy(sealed.edition, tmp_path / "editions" / f"edition-{number:04d}-2026-04-10.duckdb")
    assert newest_file(tmp_path).name == "edition-0010-2026-04-10.duckdb"
