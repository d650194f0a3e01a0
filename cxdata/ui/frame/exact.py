"""Exact results: what the analysis room finds is worked out for officers, or for a publishing function, and else not.

Disclosure control reaches Answers (cxdata.export.publish). A Result of the analysis room rests on exact counts, so it
is handed to the screen inside an `Exact`, which opens in two ways only.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from cxdata.errors import CxError
from cxdata.export import publish_results

R = TypeVar("R")
P = TypeVar("P")
FOR_OFFICERS = "This part is for officers: it rests on exact figures, which the published view does not show."


class OfficersOnly(CxError):
    """An exact result was asked for in the published view; its sentence takes the place of the part on the screen."""

    def __init__(self) -> None:
        super().__init__(FOR_OFFICERS)


class Exact(Generic[R]):
    """A question to the analysis room with its exact result, which is not worked out before it may be shown.

    `find` gives the result or raises CxError where the data cannot answer; `publishing` says which view the reader
    has chosen at the moment of opening, so that a kept Exact opens no longer once the view has changed.
    """

    __slots__ = ("_find", "_publishing")

    def __init__(self, find: Callable[[], R], publishing: Callable[[], bool]) -> None:
        self._find = find
        self._publishing = publishing

    def for_officers(self) -> R:
        """The result as it is. Raises OfficersOnly in the published view, CxError where the data cannot answer."""
        if self._publishing():
            raise OfficersOnly
        return self._find()

    def to_publish(self, form: Callable[[R], P]) -> P:
        """The result in a form fit to publish, in either view. `form` is a function of cxdata.export.publish_results.

        Raises ValueError for any other function, CxError where the data cannot answer.
        """
        if getattr(publish_results, form.__name__, None) is not form:
            raise ValueError(f"{form.__name__} is no publishing function: they stand in {publish_results.__name__}")
        return form(self._find())
