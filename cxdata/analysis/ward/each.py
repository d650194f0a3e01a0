"""Who asks for one ward after another: each question is put once, for all wards, and each ward takes its rows of it."""

from dataclasses import dataclass, field

from cxdata.analysis.asking import Asking
from cxdata.measures import find_measure
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.rows import of_level
from cxdata.scope import Scope

Known = dict[tuple[str, tuple[str, ...], Scope], Answer]


@dataclass(frozen=True)
class EachWard:
    """The questions of every ward in what was chosen; `asking` is of no one ward."""

    asking: Asking
    _known: Known = field(default_factory=dict)

    def by_ward(self, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
        """A measure by ward, and by these things too."""
        return self._answer(measure, ("ward", *by), scope.with_choice("ward"))

    def of(self, ward: str, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
        """The same of one ward: as if the ward had been chosen. Of data that knows no wards, the whole council's."""
        scope = scope.with_choice("ward")
        if "ward" not in splits(find_measure(measure)):
            return self._answer(measure, by, scope)
        answer = self._answer(measure, ("ward", *by), scope)
        return of_level(answer, "ward", ward)

    def whole(self, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
        """The same of the whole council."""
        return self._answer(measure, by, scope.with_choice("ward"))

    def _answer(self, measure: str, by: tuple[str, ...], scope: Scope) -> Answer:
        question = (measure, by, scope)
        if question not in self._known:
            self._known[question] = self.asking.answer(*question)
        return self._known[question]
