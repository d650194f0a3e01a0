"""Which reasons of contacts rose or fell with them: how many more than a year before, and of how much of it all."""

from dataclasses import dataclass

from cxdata.analysis.result import say_list
from cxdata.contract import NOT_RECORDED
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count, say_level

_NAMED = 0.1  # of the whole rise: a reason of less is not named


@dataclass(frozen=True)
class Moved:
    """A reason with its contacts now and a year before."""

    reason: str
    now: float
    then: float

    @property
    def more(self) -> float:
        """How many more now."""
        return self.now - self.then


def reasons_moved(now: Answer, then: Answer) -> tuple[Moved, ...]:
    """Each reason that both periods tell, the largest rise first."""
    later, before = (
        dict(zip(frame["reason"].astype(str), frame["numerator"].astype(float), strict=True))
        for frame in (now.frame, then.frame)
    )
    moved = [Moved(one, later.get(one, 0.0), before.get(one, 0.0)) for one in later.keys() | before.keys()]
    return tuple(sorted(moved, key=lambda one: (-one.more, one.reason)))


def say_moved(now: Answer, then: Answer | None) -> str:
    """'Missed bin explains most of the rise: 1,204 more, 38% of 3,165'; which fell most, where contacts fell; and which
    are the commonest where there is nothing to hold them against.
    """
    if then is None:
        return _say_commonest(now)
    moved = reasons_moved(now, then)
    change = sum(one.more for one in moved)
    told = [one for one in moved if one.reason != NOT_RECORDED]
    if not told or abs(change) < 1:
        return _say_commonest(now)
    rose = change > 0
    first = told[0] if rose else told[-1]
    if (first.more > 0) != rose:
        return _say_commonest(now)
    way, word = ("rise", "more") if rose else ("fall", "fewer")
    share = abs(first.more) / abs(change)
    part = f", {share:.0%} of the whole {way}" if _NAMED <= share <= 1 else ""
    many = f"{say_count(abs(first.more))} {word} than a year before"
    return f"{say_level('reason', first.reason)} {'rose' if rose else 'fell'} most: {many}{part}"


def _say_commonest(now: Answer) -> str:
    frame = now.frame[(now.frame["reason"] != NOT_RECORDED) & now.frame["numerator"].notna()]
    if frame.empty:
        return "No reason of contacts is recorded"
    ranked = frame.sort_values(["numerator", "reason"], ascending=[False, True]).head(3)
    names = [f"{say_level('reason', row['reason'])} ({say_count(row['numerator'])})" for _, row in ranked.iterrows()]
    return f"The commonest reasons: {say_list(names)}"
