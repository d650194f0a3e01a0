"""Whatever is broken in the data folder, the Data page opens and says it; other pages say a sentence."""

import os
import shutil
from pathlib import Path

import pytest

from cxdata.ingest.history.versions import list_versions
from cxdata.ingest.load.build import load_files
from cxdata.store import current_path
from cxdata.store_files import find_standing
from tests.ui.conftest import OpenPage, words_on
from tests.ui.sections import open_sections
from tests.ui.undo.test_undo_on_the_page import CONTACTS, LAYOUT

SHORT = "The store that should be shown cannot be opened; these figures are of another version of it."


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """April's 12 contacts, then May's 10."""
    root = tmp_path_factory.mktemp("broken")
    (root / "data" / "profiles").mkdir(parents=True)
    (root / "data" / "profiles" / "desk.toml").write_text(LAYOUT, encoding="utf-8")
    for month, name in ((4, "april.csv"), (5, "may.csv")):
        rows = [f"{month}-{n},{n + 10}/0{month}/2025,Telephone,Bins,Abbey\n" for n in range(10)]
        (root / name).write_text(CONTACTS + "".join(rows), encoding="utf-8")
        load_files([root / name], data=root / "data")
    return root / "data"


@pytest.fixture
def data(made, tmp_path) -> Path:
    """The same, to be broken."""
    return Path(shutil.copytree(made, tmp_path / "data"))


def warnings_on(app) -> str:
    return " ".join(message.value.replace("\\", "") for message in app.warning)


def errors_on(app) -> str:
    return " ".join(message.value.replace("\\", "") for message in app.error)


def test_a_lost_pointer_is_said_and_settled_on_the_page(open_page: OpenPage, data: Path) -> None:
    (data / "store" / "current").unlink()
    app = open_page("channels", data=data)
    assert not app.exception
    assert SHORT in warnings_on(app)
    app = open_page("data", data=data)
    assert "which says what is in use, is missing. The newest whole version is opened" in warnings_on(app)
    assert "2 files, 20 rows: remove or replace one" in [part.label.replace("\\", "") for part in app.expander]
    app = app.button(key="go_on_with_version").click().run()
    assert not app.exception
    assert warnings_on(app).count("which says what is in use") == 0
    assert find_standing(data).said == ""


def test_damage_that_a_page_meets_is_said_and_the_version_before_is_shown(open_page: OpenPage, data: Path) -> None:
    path, before = current_path(data), list_versions(data)[1].version
    assert path is not None
    with path.open("r+b") as file:
        file.seek(12288)
        file.write(bytes(path.stat().st_size - 12288))
    app = open_page("channels", data=data)
    assert not app.exception
    assert SHORT in warnings_on(app)
    app = open_page("data", data=data)
    assert not app.exception
    assert f"Opened in its place is {before}" in warnings_on(app)
    assert "1 file, 10 rows: remove or replace one" in [part.label.replace("\\", "") for part in app.expander]
    assert (path.parent / f"damaged-{path.name}").is_file()


def test_where_no_version_is_whole_the_data_page_opens_and_says_so(open_page: OpenPage, data: Path) -> None:
    for version in list_versions(data):
        version.path.write_bytes(b"")
    app = open_page("data", data=data)
    assert not app.exception
    assert "No other whole version is beside it, so nothing is loaded now. Nothing was deleted." in warnings_on(app)
    assert "Load files" in [header.value for header in app.header]


def test_broken_settings_and_lists_cost_only_what_needs_them(open_page: OpenPage, data: Path) -> None:
    (data / "council.toml").write_text("[council\n", encoding="utf-8")
    (data / "comments.toml").write_text("not toml", encoding="utf-8")
    (data / "profiles" / "broken.toml").write_text("not toml", encoding="utf-8")
    app = open_page("channels", data=data)
    assert not app.exception
    assert "council.toml cannot be read" in errors_on(app)
    app = open_sections(open_page("data", data=data), "layouts", "undo")
    assert not app.exception
    assert "Until then no file can be loaded, and no other page is shown." in errors_on(app)
    assert "Undo: 2 versions kept" in [part.label.replace("\\", "") for part in app.expander]
    assert "broken" in errors_on(app)
    assert "2 files, 20 rows: remove or replace one" in [part.label.replace("\\", "") for part in app.expander]


def test_settings_that_are_as_old_and_as_long_as_before_are_read_anew(open_page: OpenPage, data: Path) -> None:
    """A file copied into the place of another keeps its time, and the page went on with the old settings."""
    settings = data / "council.toml"
    settings.write_text('[council]\nname = "Quarnmere"\n', encoding="utf-8")
    about = settings.stat()
    assert "Quarnmere" in words_on(open_page("channels", data=data))
    settings.write_text('[council]\nname = "Millbrook"\n', encoding="utf-8")
    os.utime(settings, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert "Millbrook" in words_on(open_page("channels", data=data))


def test_where_and_how_to_keep_a_copy_stands_on_the_page(open_page: OpenPage, data: Path) -> None:
    words = words_on(open_sections(open_page("data", data=data), "keeping"))
    assert f"Everything lies in one folder: {data}" in words
    assert "`python -m cxdata backup backup.zip` writes it" in words
    assert "`python -m cxdata key save key.txt` writes it" in words
