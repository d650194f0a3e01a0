"""Shares of exact counts of people in a form fit to publish: whole per cent of large groups, and no count anywhere."""

from dataclasses import replace

import numpy as np

from cxdata.measures.query import Answer
from cxdata.stats.basics.proportions import SMALL, TOO_FEW
from cxdata.stats.disclosure.gate import HIDDEN_NOTE

RULES = (
    f"Shares in whole per cent, of groups of at least {SMALL} of whom at least {TOO_FEW} did and {TOO_FEW} did not, "
    "without any count."
)


def shares_alone(answer: Answer) -> Answer:
    """An answer of shares without a count or a range in it: no two of them can be taken from one another."""
    frame = answer.frame
    part, base = frame["numerator"].to_numpy(dtype=float), frame["denominator"].to_numpy(dtype=float)
    shown = np.array([can_be_told(*counts) for counts in zip(part, base, strict=True)], dtype=bool)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(shown, np.round(part / base, 2), np.nan)
    nothing = np.full(len(frame), np.nan)
    figures = {"numerator": nothing, "denominator": nothing, "value": value, "lower": nothing, "upper": nothing}
    frame = frame.assign(**figures, suppressed=~shown, base_note=np.where(shown, "", HIDDEN_NOTE))
    return replace(answer, measure=replace(answer.measure, decimals=0), frame=frame, rules=RULES, notes=())


def can_be_told(part: float, base: float) -> bool:
    """Whether a share in whole per cent may be published: of a hundred or more, of whom ten did and ten did not."""
    return base >= SMALL and part >= TOO_FEW and base - part >= TOO_FEW
