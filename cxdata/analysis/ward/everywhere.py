"""The figures that wards are held beside one another by, asked once for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxdata.analysis.asking import Asking
from cxdata.analysis.ward.beside import Beside, beside_council
from cxdata.analysis.ward.similar import alike_wards
from cxdata.measures.query import Answer
from cxdata.measures.together import ask_together

SIX = ("contacts_per_1000", "satisfied", "dissatisfied", "on_time", "closed_over_limit", "online_share")


@dataclass(frozen=True)
class Everywhere:
    """The six measures by ward (`answers`) and of all wards together (`wholes`), and of each ward those most like it.

    A ward that nothing can be compared by has no wards like it.
    """

    answers: tuple[Answer, ...]
    wholes: tuple[Answer, ...]
    alike: Mapping[str, tuple[str, ...]]

    def answer(self, measure: str) -> Answer:
        """One of the six by ward."""
        return self.answers[SIX.index(measure)]

    def beside(self, ward: str) -> tuple[Beside, ...]:
        """One ward's figure of each measure, beside the council's and those of the wards most like it."""
        alike = self.alike.get(ward, ())
        return tuple(
            beside_council(answer, whole, ward, alike) for answer, whole in zip(self.answers, self.wholes, strict=True)
        )


def ask_everywhere(asking: Asking) -> Everywhere:
    """The six figures of every ward in what was chosen; a choice of ward narrows none of them."""
    council = asking.scope.with_choice("ward")
    questions = [(name, by, council) for name in SIX for by in (("ward",), ())]
    ask_together(asking.store, questions, council=asking.council)
    return Everywhere(
        answers=tuple(asking.answer(name, ("ward",), council) for name in SIX),
        wholes=tuple(asking.answer(name, (), council) for name in SIX),
        alike=alike_wards(asking.store),
    )
