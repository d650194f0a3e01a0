"""Making an edition on the Data page: the button, what changed, the fifth that is refused, the key, and the file."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.export.edition.file import Edition
from cxdata.export.edition.kept import editions_in
from cxdata.export.edition.publishing import publish_now
from cxdata.export.edition.words import NONE_YET
from tests.export.edition.conftest import TODAY, a_year, contacts, load
from tests.ingest.loading import HEADER, Folder
from tests.ui.conftest import words_on
from tests.ui.sections import open_sections

pytestmark = pytest.mark.pages
OpenPage = Callable[..., AppTest]
MAKE = "Make this quarter’s edition"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A council with a year of contacts, of which no edition was made; only to be copied."""
    return load(tmp_path_factory.mktemp("year"), [a_year()])


@pytest.fixture
def folder(year: Folder, tmp_path: Path) -> Folder:
    shutil.copytree(year.root, tmp_path / "own")
    whole = Folder.__new__(Folder)
    whole.root = tmp_path / "own"
    whole.data = whole.root / year.data.relative_to(year.root)
    return whole


def add(folder: Folder, number: int) -> None:
    """Thirty late contacts of Abbey in June 2025, of a service of their own."""
    folder.load_one(
        f"late-{number}.csv", HEADER, *contacts("Abbey", "2025-06", 30, service=f"{'ABCDEF'[number]}service")
    )


def make(app: AppTest) -> AppTest:
    next(button for button in app.button if button.label == MAKE).click().run()
    assert not app.exception, app.exception
    return app


def ledger(app: AppTest) -> dict[str, tuple[str, str]]:
    table = next(table.value for table in app.table if "Put out" in table.value)
    return {row["Quarter"]: (row["Put out"], row["From now on"]) for row in table.to_dict("records")}


def test_the_first_edition_is_made_and_the_page_says_what_is_in_it(open_page: OpenPage, folder: Folder) -> None:
    app = open_sections(open_page("data", folder.data), "edition")
    assert NONE_YET in words_on(app)
    assert not app.get("download_button"), "there is no file to take"
    app = make(app)
    (path,) = editions_in(folder.data)
    said = words_on(app)
    assert f"Edition 1 is written to {path}" in said
    assert "figures of 17 periods, each within 4 of the exact count. They reach to 31 March 2026." in said
    assert ledger(app) == {f"2025/26 Q{n}": ("1 of 4 times", "follows its records") for n in (4, 3, 2, 1)}
    assert [button.label for button in app.get("download_button")] == ["Download the edition"]
    assert "Nothing differs from edition 1, so no further one was made." in words_on(make(app))


def test_the_words_of_the_key_stand_there(open_page: OpenPage, folder: Folder) -> None:
    said = words_on(open_sections(open_page("data", folder.data), "edition"))
    assert "Keep a copy apart from the folder; a backup of the folder holds it, with all editions." in said
    assert "If it is lost no further edition is made" in said
    assert "python -m cxdata key save publish.txt --of publishing" in said


def test_after_late_records_it_says_how_many_figures_of_which_period_changed(
    open_page: OpenPage, folder: Folder
) -> None:
    publish_now(folder.data, TODAY)
    add(folder, 0)
    app = make(open_sections(open_page("data", folder.data), "edition"))
    first, second = (Edition(path) for path in editions_in(folder.data))
    cells = "select * from cells where period = '2025/26 Q1'"
    named = ["measure", "part", "by_1", "level_1", "by_2", "level_2"]
    both = first.rows(cells).merge(second.rows(cells), how="outer", on=named, suffixes=("_1", "_2"))
    changed = int((both["shown_1"].fillna(0) != both["shown_2"].fillna(0)).sum())
    assert f"2025/26 Q1 ({changed:,})" in words_on(app)
    assert ledger(app)["2025/26 Q1"] == ("2 of 4 times", "follows its records")
    assert ledger(app)["2025/26 Q2"] == ("1 of 4 times", "follows its records")


def test_a_fifth_set_of_figures_is_refused_in_words(open_page: OpenPage, folder: Folder) -> None:
    publish_now(folder.data, TODAY)
    for number in range(3):
        add(folder, number)
        publish_now(folder.data, TODAY)
    add(folder, 3)
    app = open_sections(open_page("data", folder.data), "edition")
    assert ledger(app)["2025/26 Q1"] == ("4 of 4 times", "stays as it is")
    assert "a fifth time would let single people be worked out by holding the editions against each other" in words_on(
        app
    )
    said = words_on(make(app))
    assert "2025/26 Q1 stays as it was put out before, though" in said
    assert ledger(app)["2025/26 Q1"] == ("4 of 4 times", "stays as it is")


def test_with_a_lost_key_it_says_how_to_put_it_back_and_makes_nothing(open_page: OpenPage, folder: Folder) -> None:
    publish_now(folder.data, TODAY)
    (folder.data / "publish.key").unlink()
    add(folder, 0)
    app = make(open_sections(open_page("data", folder.data), "edition"))
    (error,) = (one.value.replace("\\", "") for one in app.error)
    assert "publish.key is missing, by which the counts of the editions there are were rounded." in error
    assert "python -m cxdata key restore FILE --of publishing" in error
    assert len(editions_in(folder.data)) == 1


def test_nothing_of_it_is_read_before_it_is_opened(open_page: OpenPage, folder: Folder) -> None:
    publish_now(folder.data, TODAY)
    editions_in(folder.data)[0].write_bytes(b"no edition any more")
    app = open_page("data", folder.data)
    assert not app.error
    assert "is no edition, or damaged" in open_sections(app, "edition").error[0].value


def test_the_sample_shows_the_edition_it_came_with(open_page: OpenPage, sample_data: Path) -> None:
    app = open_sections(open_page("data", sample_data), "edition")
    assert "Edition 1, made on 12 October 2026: figures of 44 periods" in words_on(app)
    assert len(ledger(app)) == 10
    assert "figures are invented, so the key with which they are rounded is public." in words_on(app)
    assert "If it is lost" not in words_on(app)


def test_beside_ones_own_the_sample_is_only_looked_at(open_page: OpenPage, sample_data: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_data, tmp_path / "sample")
    app = open_sections(open_page("data", tmp_path), "edition")
    assert "You are looking at the sample council, which comes with its edition." in words_on(app)
    assert MAKE not in [button.label for button in app.button]
