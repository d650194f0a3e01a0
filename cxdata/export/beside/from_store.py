"""Who asks for a command: the questions put to the store itself, exact or fit to publish."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from cxdata.council import Council
from cxdata.export.beside.ways import publish_query
from cxdata.measures.query import Answer, query
from cxdata.scope import Scope
from cxdata.store import Store

R = TypeVar("R")


@dataclass(frozen=True)
class FromStore:
    """The questions of one command, put to the store."""

    store: Store
    council: Council
    scope: Scope
    published: bool

    def answer(self, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
        """The engine's answer, fit to publish where that was asked for."""
        ask = publish_query if self.published else query
        return ask(self.store, measure, by, scope, council=self.council)

    def result(self, question: Callable[..., R], *given: Any, scope: Scope, **options: Any) -> R:
        """The analysis room's result."""
        return question(self.store, *given, scope, self.council, **options)
