"""What was looked at, and what was not: nothing judged is not the same as nothing that stands out."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxdata.contract import TABLES
from cxdata.measures.query import Answer


@dataclass(frozen=True)
class MeasureLook:
    """One thing that could be looked at, by its title; `why_not` says why it could not be, "" where it was."""

    title: str
    why_not: str = ""


def look_at(answer: Answer) -> MeasureLook:
    """Whether there is a figure of a measure to judge anything by."""
    title = answer.measure.title
    if answer.frame.empty:
        unloaded = f"no export of {TABLES[answer.measure.table].in_words} is loaded"
        return MeasureLook(title, unloaded if not answer.sources else "no data in this selection")
    if answer.frame["value"].notna().any():
        return MeasureLook(title)
    reasons = dict.fromkeys(str(note) for note in answer.frame["base_note"] if note)
    return MeasureLook(title, " or ".join(reasons) or "no data in this selection")


def say_nothing_found(looks: Sequence[MeasureLook]) -> str:
    """The sentence where nothing was found: of what that can be said at all."""
    seen = [look.title for look in looks if not look.why_not]
    if not seen:
        return f"Nothing could be looked at here, so nothing can be said, good or bad. {say_not_looked_at(looks)}"
    return " ".join(
        part
        for part in (
            f"Nothing stands out by more than chance would give. That is not proof that all is well. "
            f"Looked at: {', '.join(seen)}.",
            say_not_looked_at(looks),
        )
        if part
    )


def say_not_looked_at(looks: Sequence[MeasureLook]) -> str:
    """'Not looked at: Satisfied (no export of survey answers is loaded).'; '' where all was."""
    unseen = [f"{look.title} ({look.why_not})" for look in looks if look.why_not]
    return f"Not looked at: {', '.join(unseen)}." if unseen else ""
