"""One ward's figure of one measure beside the council's, and whether it differs from the rest by more than chance."""

import math
from dataclasses import dataclass

from cxdata.analysis.groups import Verdict, judge_groups
from cxdata.analysis.hotspots.funnel import funnel_of, is_share
from cxdata.contract import NOT_RECORDED
from cxdata.measures.intervals import NO_DATA
from cxdata.measures.model import Better, Measure, Unit
from cxdata.measures.query import Answer


@dataclass(frozen=True)
class Beside:
    """A ward beside the council and the wards most like it, all in the measure's unit; nan where there is no figure.

    `base` is what the ward's figure rests on and `note` why it is doubtful or missing. `alike` and `others` are the
    figures of the wards like it and of all other wards, by name, on sound bases. `verdict` is None where chance has no
    test for the measure, or none for so few.
    """

    measure: Measure
    value: float
    lower: float
    upper: float
    base: float
    note: str
    council: float
    alike: tuple[tuple[str, float], ...]
    others: tuple[tuple[str, float], ...]
    verdict: Verdict | None

    @property
    def has_value(self) -> bool:
        """Whether the ward has a figure."""
        return math.isfinite(self.value)

    @property
    def differs(self) -> bool:
        """Whether it differs from the rest by more than chance."""
        return self.verdict not in (None, Verdict.ALIKE)


def beside_council(answer: Answer, whole: Answer, ward: str, alike: tuple[str, ...]) -> Beside:
    """A ward of an answer by ward, beside the same measure unsplit (`whole`) and the wards `alike`."""
    frame = answer.frame
    mine = frame[frame["ward"] == ward]
    row = mine.iloc[0] if len(mine) else None
    sound = frame[frame["value"].notna() & (frame["base_note"] == "")]
    figures = [
        (str(name), float(value))
        for name, value in zip(sound["ward"], sound["value"], strict=True)
        if name not in (ward, NOT_RECORDED)
    ]
    council = whole.frame["value"].dropna()
    value, lower, upper, base = (
        float("nan") if row is None else float(row[name]) for name in ("value", "lower", "upper", "denominator")
    )
    note = NO_DATA if row is None else str(row["base_note"])
    return Beside(
        measure=answer.measure,
        value=value,
        lower=lower,
        upper=upper,
        base=base,
        note=note,
        council=float(council.iloc[0]) if len(council) else float("nan"),
        alike=tuple((name, figure) for name, figure in figures if name in alike),
        others=tuple((name, figure) for name, figure in figures if name not in alike),
        verdict=_verdict(answer, ward) if math.isfinite(value) else None,
    )


def _verdict(answer: Answer, ward: str) -> Verdict | None:
    """A share against the shares of the rest, a rate against the outer lines of the funnel."""
    if is_share(answer.measure):
        judged = judge_groups(answer).get(ward)
        return judged.verdict if judged else None
    if answer.measure.unit is not Unit.PER_1000:
        return None
    point = next((point for point in funnel_of(answer).points if point.level == ward), None)
    if point is None:
        return None
    if point.strength != "clear":
        return Verdict.ALIKE
    if answer.measure.better is Better.NEITHER:
        return Verdict.DIFFERENT
    good = point.verdict.startswith("higher") == (answer.measure.better is Better.HIGHER)
    return Verdict.BETTER if good else Verdict.WORSE
