"""Who asks the engine and the analysis room: a page through its caches, the command line directly."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from cxdata.council import Council
from cxdata.measures.query import Answer, query
from cxdata.scope import Scope
from cxdata.store import Store

R = TypeVar("R")


class Asking(Protocol):
    """A store, the settings, what was chosen, and the two kinds of question."""

    @property
    def store(self) -> Store:
        """The store asked about."""

    @property
    def council(self) -> Council:
        """The council's settings."""

    @property
    def scope(self) -> Scope:
        """What was chosen."""

    def answer(self, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
        """The engine's answer."""

    def result(self, question: Callable[..., R], *given: Any, scope: Scope, **options: Any) -> R:
        """The analysis room's result: question(store, *given, scope, council, **options).

        Raises CxError where the data cannot answer.
        """


@dataclass(frozen=True)
class FromStore:
    """The questions of a command, or of one who asks of a store that is not the one in use: put to the store itself."""

    store: Store
    council: Council
    scope: Scope

    def answer(self, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
        """The engine's answer."""
        return query(self.store, measure, by, scope, council=self.council)

    def result(self, question: Callable[..., R], *given: Any, scope: Scope, **options: Any) -> R:
        """The analysis room's result."""
        return question(self.store, *given, scope, self.council, **options)


def in_scope(asking: Asking, scope: Scope) -> Asking:
    """The same who asks, with another choice."""
    return _InScope(asking, scope)


@dataclass(frozen=True)
class _InScope:
    """Somebody's questions with another choice than their own."""

    asker: Asking
    scope: Scope

    @property
    def store(self) -> Store:
        """The store asked about."""
        return self.asker.store

    @property
    def council(self) -> Council:
        """The council's settings."""
        return self.asker.council

    def answer(self, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
        """The engine's answer."""
        return self.asker.answer(measure, by, scope)

    def result(self, question: Callable[..., R], *given: Any, scope: Scope, **options: Any) -> R:
        """The analysis room's result."""
        return self.asker.result(question, *given, scope=scope, **options)
