"""Online never stands without its other side: on every page and in every section, drawn, tabled, saved and as tiles."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdata.analysis.asking import FromStore
from cxdata.analysis.both_sides import HEAD, names_online, say_other_side
from cxdata.council import Council
from cxdata.export.beside.other_side import HEADING, speaks_of_online, with_other_side
from cxdata.export.download import to_csv
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.export.exhibit.picture import picture_svg
from cxdata.measures.query import query
from cxdata.measures.words import say_seconds
from cxdata.scope import Scope
from cxdata.store import Store
from cxdata.ui import frame
from tests.cli.terminal import run
from tests.effort import WHOLE
from tests.ui.conftest import OpenPage, tiles_on, words_on
from tests.ui.sections import open_every_section

OF_ONLINE = ("overview", "channels", "hotspots", "ward", "change", "targets", "outlook")
PAGES = [page.stem for page in frame.PAGES if (WHOLE or page.stem in OF_ONLINE) and page.stem != "present"]
"""Those whose figures are of online first; all of them where the whole is asked for."""
CHOSEN = {
    "hotspots": {"measure": "Dealt with online"},
    "ward": {"ward": "Kilnfield"},
    "change": {"measure": "Dealt with online"},
    "outlook": {"measure": "Dealt with online"},
}


def exhibits_on(app: AppTest) -> Iterator[Exhibit]:
    """Every exhibit that the run drew."""
    yield from (exhibit for _, exhibit in app.session_state["_exhibits_shown"])


@pytest.mark.parametrize(
    "page", [page.stem for page in frame.PAGES if page.stem not in ("data", "present") and not page.of_words]
)
def test_no_page_shows_online_without_its_other_side(open_page: OpenPage, page: str) -> None:
    app = open_every_section(open_page(page, **CHOSEN.get(page, {})))
    of_online = [exhibit for exhibit in exhibits_on(app) if speaks_of_online(exhibit)]
    assert [exhibit.key for exhibit in of_online if not exhibit.other_side.startswith(HEAD)] == []
    assert [exhibit.key for exhibit in of_online if HEADING not in dict(exhibit.download.about)] == []
    headline = [name for name in tiles_on(app) if names_online(name)]
    tables = [
        table
        for table in app.table
        if names_online(*map(str, table.value.columns), *map(str, table.value.to_numpy().ravel()))
    ]
    if page in OF_ONLINE:
        assert of_online or headline
    if of_online or headline or tables:
        assert HEAD in words_on(app)


@pytest.mark.parametrize("page", ["channels", "left_behind"])
def test_where_the_tiles_tell_it_the_line_is_left_out_but_presented_and_saved_it_is_told(
    open_page: OpenPage, page: str
) -> None:
    app = open_page(page)
    assert {"Helped by staff", "Average phone wait", "Average counter wait"} <= set(tiles_on(app))
    assert HEAD not in words_on(app)
    [exhibit] = exhibits_on(app)
    assert exhibit.other_side.startswith(HEAD)
    assert dict(exhibit.download.about)[HEADING] == exhibit.other_side


def test_the_other_side_is_what_the_engine_says(store: Store, council: Council) -> None:
    said = say_other_side(FromStore(store, council, Scope()))
    [[wait, desk]] = store.tuples(
        "select sum(wait_seconds_total) filter (where answered > 0 and channel <> 'face_to_face') / "
        "sum(answered) filter (where wait_seconds_total is not null and channel <> 'face_to_face'), "
        "sum(wait_seconds_total) filter (where answered > 0 and channel = 'face_to_face') / "
        "sum(answered) filter (where wait_seconds_total is not null and channel = 'face_to_face') from calls"
    )
    staff = ", ".join(f"'{channel}'" for channel in council.channel_groups["assisted"])
    [[helped, share]] = store.tuples(
        f"select count(*) filter (where channel in ({staff})), count(*) filter (where channel in ({staff})) / count(*) "
        "from contacts where requester <> 'staff' and channel not in ('partner', 'other') and channel <> 'Not recorded'"
    )
    [[satisfied]] = store.tuples(
        f"select avg((score >= 4)::int) from responses where score is not null and channel in ({staff})"
    )
    assert said == (
        f"{HEAD} phone wait {say_seconds(wait)}, counter wait {say_seconds(desk)}, helped by staff {share:.1%} "
        f"({helped:,} contacts), satisfied with staff {satisfied:.1%}."
    )


def test_what_is_not_loaded_is_named(survey_only: Path) -> None:
    told = run(survey_only, "show", "satisfied", "--by", "channel_group").out
    assert "; nothing loaded says phone wait or counter wait or helped by staff." in told


def test_a_channel_chosen_narrows_none_of_it(store: Store, council: Council) -> None:
    whole = say_other_side(FromStore(store, council, Scope()))
    assert say_other_side(FromStore(store, council, Scope().with_choice("channel", "web"))) == whole


def test_files_and_pictures_carry_it(store: Store, council: Council) -> None:
    from cxdata.charts.dots import dots

    answer = query(store, "online_share", ("service",), Scope(), council=council)
    exhibit = exhibit_of(answer, dots(answer), "Online by service", key="online")
    assert speaks_of_online(exhibit)
    whole = with_other_side(exhibit, f"{HEAD} a wait of a minute.")
    assert "Beside online: a wait of a minute." in to_csv(whole.download).decode()
    assert "a wait of a minute" in picture_svg(whole).replace("\n", " ")
    assert not speaks_of_online(
        replace(exhibit_of(query(store, "calls_offered", (), Scope(), council=council), None, "Calls", key="calls"))
    )


@pytest.mark.parametrize("measure", ["online_share", "web_completion"])
def test_the_command_says_it_too(sample_data: Path, measure: str) -> None:
    assert HEAD in run(sample_data, "show", measure).out
    assert HEAD in run(sample_data, "show", measure, "--format", "json").out
    assert HEAD not in run(sample_data, "show", "calls_offered").out
