"""Who asks for a command: the questions put to the store itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from cxdata.council import Council
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

    def answer(self, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
        """The engine's answer."""
        return query(self.store, measure, by, scope, council=self.council)

    def result(self, question: Callable[..., R], *given: Any, scope: Scope, **options: Any) -> R:
        """The analysis room's result."""
        return question(self.store, *given, scope, self.council, **options)
