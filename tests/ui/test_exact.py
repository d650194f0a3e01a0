"""A part that forgets the published view cannot show an exact small count; and nobody opens a result on the quiet."""

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cxdata.analysis.hidden.search import Pockets, pockets
from cxdata.analysis.hotspots.funnel import funnel
from cxdata.analysis.result import Result
from cxdata.analysis.satisfaction.bounds import Bounds, satisfaction_bounds
from cxdata.errors import CxError
from cxdata.export.publish_results import publish_search
from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import Store, open_store
from cxdata.ui import frame
from cxdata.ui.frame import cache
from cxdata.ui.frame.exact import FOR_OFFICERS, Exact, OfficersOnly
from cxdata.ui.frame.text import plain
from cxdata.ui.satisfaction import page as satisfaction
from tests.conftest import ROOT
from tests.period_names import period_from_name
from tests.ui.conftest import OpenPage, words_on

A_HANDFUL = {"ward": "Beacon Fold", "period": "September 2026"}
Part = Callable[[frame.View], None]


def opens_it(view: frame.View) -> None:
    """A part that forgets the published view: it asks, opens and writes."""
    found = cache.ask(funnel, "satisfied", "channel", scope=view.scope).for_officers()
    by_email = next(point for point in found.points if point.name == "E-mail")
    st.markdown(f"Exactly {by_email.denominator:.0f} answered.")


def writes_it(view: frame.View) -> None:
    """A part that writes the result without opening it."""
    exact = cache.ask(funnel, "satisfied", "channel", scope=view.scope)
    st.markdown(f"Exactly {exact} {exact!r} answered.")
    st.write(exact)


def publishes_it_itself(view: frame.View) -> None:
    """A part with a publishing function of its own."""
    exact = cache.ask(funnel, "satisfied", "channel", scope=view.scope)
    st.markdown(f"Exactly {exact.to_publish(str)} answered.")


@pytest.fixture
def page_with(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """The Satisfaction page with a part of ours as its last, in a selection of a handful of answers."""

    def open_with(part: Part, **query: str) -> AppTest:
        monkeypatch.setattr(satisfaction, "published_figures", part)
        return open_page("satisfaction", **A_HANDFUL, **query)

    return open_with


@pytest.fixture
def answers(sample_data: Path) -> int:
    """How many of them answered by e-mail, counted by another way: 3, which may not be published."""
    scope = Scope(period_from_name("September 2026"), choices=(("ward", ("Beacon Fold",)), ("channel", ("email",))))
    number = int(query(open_store(sample_data), "answers", (), scope).frame["numerator"].iloc[0])
    assert number == 3
    return number


def test_a_part_that_forgets_the_published_view_shows_the_refusal_and_no_figure(
    page_with: Callable[..., AppTest], answers: int
) -> None:
    assert f"Exactly {answers} answered." in words_on(page_with(opens_it))
    published = page_with(opens_it, mode=cache.PUBLISH)
    assert "Exactly" not in words_on(published)
    assert [box.value for box in published.error] == [plain(FOR_OFFICERS)]
    assert not published.exception


def test_a_result_written_unopened_shows_no_figure(page_with: Callable[..., AppTest], answers: int) -> None:
    published = page_with(writes_it, mode=cache.PUBLISH)
    line = next(line for line in words_on(published).splitlines() if line.startswith("Exactly"))
    assert re.fullmatch(r"Exactly (<cxdata.ui.frame.exact.Exact object at 0x[0-9a-f]+> ){2}answered\.", line)
    assert f"denominator={answers}" not in str(published.main)


def test_a_part_cannot_bring_a_publishing_function_of_its_own(page_with: Callable[..., AppTest]) -> None:
    published = page_with(publishes_it_itself, mode=cache.PUBLISH)
    assert "Exactly" not in words_on(published)
    assert published.exception, "the part stops with a fault"


def test_nothing_is_worked_out_for_a_view_that_may_not_see_it() -> None:
    opened = []
    exact = Exact(lambda: opened.append("opened"), lambda: True)
    with pytest.raises(OfficersOnly, match="rests on exact figures"):
        exact.for_officers()
    assert opened == []


def test_a_result_kept_from_the_officers_view_does_not_open_in_the_published_one() -> None:
    view = {"published": False}
    exact = Exact(lambda: 3, lambda: view["published"])
    assert exact.for_officers() == 3
    view["published"] = True
    with pytest.raises(OfficersOnly):
        exact.for_officers()


def test_the_published_form_of_a_search_holds_no_count(sample_data: Path) -> None:
    store = open_store(sample_data)
    found = pockets(store, Scope(), read_settings(sample_data))
    assert found.pockets[0].all_dissatisfied == 106
    form = Exact(lambda: found, lambda: True).to_publish(publish_search)
    assert [group.people for group in form.groups] == [
        "Business customers who got in touch by phone about Council tax and business rates"
    ]
    assert not [character for character in repr(form) if character.isdigit()]


# Rules that a machine keeps, each shown what breaks it.


def touches_the_inside(tree: ast.Module) -> Iterator[int]:
    """Lines that reach for the inside of an Exact, or that make one."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr="_find" | "_publishing") | ast.Constant(value="_find" | "_publishing"):
                yield node.lineno
            case ast.Call(func=ast.Name(id="Exact") | ast.Attribute(attr="Exact")):
                yield node.lineno


def questions() -> set[str]:
    """The functions of the analysis room that answer from the store: they give a Result."""
    names = set()
    for path in (ROOT / "cxdata" / "analysis").rglob("*.py"):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            kinds = inspect.get_annotations(function)
            gives = kinds.get("return")
            asks = Store in kinds.values()
            if not name.startswith("_") and asks and isinstance(gives, type) and issubclass(gives, Result):
                names.add(name)
    return names


def asks_by_itself(tree: ast.Module, named: set[str]) -> Iterator[int]:
    """Lines that call a question of the analysis room, or import the engine's, without the wrapper."""
    of_analysis = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cxdata.analysis")
        for alias in node.names
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in of_analysis & named:
                yield node.lineno
            case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=name)) if module in of_analysis:
                if name in named:
                    yield node.lineno
            case ast.ImportFrom(module="cxdata.measures.query", names=imported):
                yield from (node.lineno for alias in imported if alias.name == "query")


def screen_files() -> list[Path]:
    return [*sorted((ROOT / "cxdata" / "ui").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))]


def test_the_rules_see_what_breaks_them() -> None:
    for source in ("exact._find()", 'getattr(exact, "_find")', "Exact(lambda: 3, lambda: False)"):
        assert list(touches_the_inside(ast.parse(source)))
    found = "from cxdata.analysis.hidden.search import pockets\n"
    for source in (
        f"{found}pockets(view.loaded, view.scope, view.council)",
        "from cxdata.analysis.hidden import search\nsearch.pockets(view.loaded, view.scope, view.council)",
        "from cxdata.measures.query import Answer, query",
    ):
        assert list(asks_by_itself(ast.parse(source), questions()))
    assert list(asks_by_itself(ast.parse(f"{found}cache.ask(pockets, scope=view.scope)"), questions())) == []


def test_the_questions_are_known() -> None:
    assert {
        "pockets",
        "search_shuffled",
        "retest",
        "control",
        "key_measures",
        "split_change",
        "forecast",
        "hotspots",
    } <= questions()
    assert inspect.get_annotations(satisfaction_bounds)["return"] is Bounds
    assert inspect.get_annotations(pockets)["return"] is Pockets


def test_only_the_cache_wraps_and_only_the_wrapper_opens() -> None:
    frame_room = ROOT / "cxdata" / "ui" / "frame"
    offences = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in screen_files()
        if path not in (frame_room / "exact.py", frame_room / "cache" / "__init__.py")
        for line in touches_the_inside(ast.parse(path.read_text("utf-8")))
    }
    assert offences == set()


def test_the_screen_asks_through_the_wrapper_alone() -> None:
    named = questions()
    offences = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in screen_files()
        if path != ROOT / "cxdata" / "ui" / "frame" / "cache" / "__init__.py"
        for line in asks_by_itself(ast.parse(path.read_text("utf-8")), named)
    }
    assert offences == set()


def test_a_question_that_the_data_cannot_answer_says_so_in_either_view() -> None:
    def refuse() -> int:
        raise CxError("No survey is loaded.")

    with pytest.raises(CxError, match="No survey is loaded"):
        Exact(refuse, lambda: False).for_officers()
