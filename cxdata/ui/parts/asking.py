"""A page's questions through the caches, for what page and command line share (cxdata.overview)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from cxdata.council import Council
from cxdata.measures.query import Answer
from cxdata.scope import Scope
from cxdata.store import Store
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View

R = TypeVar("R")


@dataclass(frozen=True)
class FromCaches:
    """The view of a page, asking through the caches."""

    store: Store
    council: Council
    scope: Scope

    def answer(self, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
        """The engine's answer."""
        return cache.answer(measure, by, scope)

    def result(self, question: Callable[..., R], *given: Any, scope: Scope, **options: Any) -> R:
        """The analysis room's result."""
        return cache.ask(question, *given, scope=scope, **options)


def asking_of(view: View) -> FromCaches:
    """Who asks for a page."""
    return FromCaches(view.loaded, view.council, view.scope)
