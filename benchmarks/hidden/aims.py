"""What the search is to reach on the invented surveys, and when a sample misses it by more than chance would give."""

from dataclasses import dataclass

from benchmarks.hidden.scores import Score


@dataclass(frozen=True)
class Aim:
    """A share of one kind of survey's score that is to be at least (or at most) `bar`, 0 to 1."""

    kind: str
    words: str
    share: str
    bar: float
    at_most: bool = False

    def counts(self, scored: Score) -> tuple[int, int]:
        """The two counts behind the share."""
        return {
            "any": (scored.with_any, scored.surveys),
            "recall": (scored.found, scored.planted),
            "precision": (scored.matching, scored.listed),
            "better": (scored.not_worse, scored.listed),
        }[self.share]

    def met(self, scored: Score) -> bool:
        """Whether the whole run reached it."""
        x, n = self.counts(scored)
        return x <= self.bar * n if self.at_most else x >= self.bar * n


def missed_beyond_chance(aim: Aim, scored: Score) -> bool:
    """Whether a sample lies more than two standard errors on the wrong side of the bar."""
    x, n = aim.counts(scored)
    if not n:
        return False
    slack = 2 * (aim.bar * (1 - aim.bar) / n) ** 0.5
    return x / n > aim.bar + slack if aim.at_most else x / n < aim.bar - slack


AIMS = (
    Aim("null", "nothing planted: something listed in at most 5 % of surveys", "any", 0.05, at_most=True),
    Aim("null2", "nothing planted, 98 % satisfied: at most 5 %", "any", 0.05, at_most=True),
    Aim("repeats3", "everybody answers 3 times: at most 5 %", "any", 0.05, at_most=True),
    Aim("repeats5", "everybody answers 5 times: at most 5 %", "any", 0.05, at_most=True),
    Aim("batches", "batches of 25 with a good or bad day, dates known: at most 5 %", "any", 0.05, at_most=True),
    Aim("clean", "three planted: recall at least .95", "recall", 0.95),
    Aim("clean", "three planted: precision at least .98", "precision", 0.98),
    Aim("base2", "98 % satisfied: recall at least .75", "recall", 0.75),
    Aim("base2", "98 % satisfied: precision at least .97", "precision", 0.97),
    Aim("weak", "three weak: recall at least .58", "recall", 0.58),
    Aim("weak", "three weak: precision at least .95", "precision", 0.95),
    Aim("nuis", "mild true differences: recall at least .88", "recall", 0.88),
    Aim("nuis", "mild true differences: precision at least .78", "precision", 0.78),
    Aim("large", "one large bad group: no group listed that is no worse than the rest", "better", 0.0, at_most=True),
    Aim("oxford", "website alone is bad: no better-served group listed", "better", 0.0, at_most=True),
)
