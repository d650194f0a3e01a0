"""Hidden by the average, as published: the groups of one or two things that fare worse than everybody else.

Each table of the edition is looked through by itself, with Benjamini and Hochberg's allowance for the groups in it;
three things at once are not in an edition, and so are the officers' own search and its tests.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from cxdata.analysis.groups import Verdict
from cxdata.analysis.hidden.shares import find_share
from cxdata.charts.dots import RANGES, Beside, Dot, lay_out
from cxdata.charts.drawing.model import Chart
from cxdata.contract import NOT_RECORDED
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.measures import find_measure
from cxdata.measures.model import Measure
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count, say_level, say_range, say_value
from cxdata.published.exhibits import about, with_period
from cxdata.published.reading import Reading
from cxdata.published.verdicts import JUDGED_BASE, against_rest, differs, verdict_of
from cxdata.stats.basics.comparisons import AgainstRest

MOST = 8
PEOPLE = ("age_band", "disability", "language")
"""What the survey asks of a person, beside the facts that the officers' search takes."""


@dataclass(frozen=True)
class Found:
    """A group that fares worse: its facts (dimension, level), and how it stands against everybody else."""

    facts: tuple[tuple[str, str], ...]
    against: AgainstRest

    @property
    def name(self) -> str:
        """'Phone, Council tax'."""
        return ", ".join(say_level(dimension, level) for dimension, level in self.facts)

    @property
    def least_gap(self) -> float:
        """How far it very likely lies from the rest at least."""
        return abs(self.against.gap) - (self.against.upper - self.against.share)


def find_worse(reading: Reading, measure: str) -> tuple[list[Found], int]:
    """The groups that fare worse, those first that surely lie furthest from the rest, and how many were looked at.

    A group of two things is left to the wider group that it lies in, unless it fares worse than that one by more than
    chance; and a wider one is left to a narrower, where those of it who are not in the narrower fare like the rest.
    """
    found: list[Found] = []
    looked, whole = 0, reading.everybody(measure)
    for answer in _tables(reading, measure):
        worse, groups = _of_table(answer, whole, reading.chosen)
        found, looked = found + worse, looked + groups
    # One people under two names (a service and its only provider) is one group: the first stands.
    found = list({(one.against.x, one.against.n): one for one in reversed(found)}.values())
    kept = [one for one in found if not any(_is_like(one, wider) for wider in found)]
    rounded = reading.edition.about.round_to
    kept = [one for one in kept if not any(_is_by(one, narrower, rounded) for narrower in kept)]
    return sorted(kept, key=lambda group: -group.least_gap), looked


def _is_like(one: Found, wider: Found) -> bool:
    """Whether a group lies in a wider one and fares no worse than that."""
    if not set(wider.facts) < set(one.facts):
        return False
    against, share = one.against, wider.against.share
    return not (against.lower > share if against.gap > 0 else against.upper < share)


def _is_by(one: Found, narrower: Found, to: int) -> bool:
    """Whether a group is worse by a narrower one alone: its others, as shown, are like the rest but for chance."""
    if not set(one.facts) < set(narrower.facts):
        return False
    mine, theirs = one.against, narrower.against
    x, n = mine.x - theirs.x, mine.n - theirs.n
    if n <= 0 or not 0 <= x <= n:
        return True
    return not differs(x, n, mine.rest_share, to)


def _tables(reading: Reading, measure: str) -> Iterator[Answer]:
    """The tables of one and of two things that are looked through; beside a choice only those that hold it."""
    known = {*find_share(measure).dimensions, *PEOPLE}
    for way in sorted(reading.edition.ways_of(measure), key=lambda one: (len(one), "provider" in one, one)):
        if way and set(way) <= known and (reading.chosen is None or reading.chosen[0] in way):
            others = tuple(name for name in way if reading.chosen is None or name != reading.chosen[0])
            yield reading.ask(measure, others or way)


def _of_table(answer: Answer, whole: Answer, picked: tuple[str, str] | None) -> tuple[list[Found], int]:
    """The groups of a table that fare worse, and how many could be judged; of a choice those within it alone."""
    frame = answer.frame
    if picked is not None and picked[0] in frame:
        frame = frame[frame[picked[0]] == picked[1]]
    sound = frame[(frame["denominator"] >= JUDGED_BASE) & frame["value"].notna()]
    for dimension in answer.by:
        sound = sound[sound[dimension.id] != NOT_RECORDED]
    if sound.empty or whole.frame.empty:
        return [], 0
    chosen = tuple((name, values[0]) for name, values in answer.scope.choices)
    facts = [
        (*chosen, *((one.id, str(row[one.id])) for one in answer.by if (one.id, str(row[one.id])) not in chosen))
        for row in sound.to_dict("records")
    ]
    results = against_rest([str(fact) for fact in facts], sound, whole.frame.iloc[0], answer.measure.counts_to)
    pairs = zip(facts, results, strict=True)
    return [
        Found(tuple(sorted(fact)), one) for fact, one in pairs if verdict_of(answer.measure, one) is Verdict.WORSE
    ], len(sound)


def worse(reading: Reading, measure: str, *, narrow: bool = False) -> Exhibit:
    """The groups that fare worse, as dots beside the council's line, and what was looked at."""
    found, looked = find_worse(reading, measure)
    whole, definition = reading.everybody(measure), find_measure(measure)
    key, title = f"worse-{measure}", definition.title
    scope = whole.sentence if reading.chosen is None else f"{whole.sentence}; only {say_level(*reading.chosen)}"
    rows = _rows(definition, found)
    finding = _say(definition, found, looked)
    chart = _chart(whole, definition, found, narrow=narrow) if found else None
    exhibit = Exhibit(
        key=key,
        finding=finding,
        chart=chart,
        scope=scope,
        source="; ".join(whole.sources),
        rows=rows,
        download=words_to_save(
            f"worse than the rest {title}".replace(" ", "-"), rows, finding, scope, rules=whole.rules
        ),
        about=[_looked(looked), *about(whole)],
        notes=(_looked(looked),),
    )
    return with_period(exhibit, reading, whole)


def _say(measure: Measure, found: Sequence[Found], looked: int) -> str:
    if not looked:
        return f"{measure.title}: no group of {JUDGED_BASE} people or more, so nothing is judged here"
    if not found:
        return f"{measure.title}: none of {say_count(looked)} groups fares worse than the rest by more than chance"
    first, against = found[0], found[0].against
    more = f"; {len(found) - 1} more" if len(found) > 1 else ""
    here, there = say_value(measure, against.share, against.n), say_value(measure, against.rest_share)
    return f"{first.name}: {here} {measure.title.lower()}, against {there} of the rest{more}"


def _looked(looked: int) -> str:
    return (
        f"Looked at {say_count(looked)} groups of one or two things with {JUDGED_BASE} people or more, as published. "
        "Smaller groups, and three things at once, are for officers."
    )


def _rows(measure: Measure, found: Sequence[Found]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Group": one.name,
                measure.title: say_value(measure, one.against.share, one.against.n),
                "95% range": say_range(measure, max(one.against.lower, 0), min(one.against.upper, 1), one.against.n),
                f"Of ({measure.base})": say_count(one.against.n),
                "The rest": say_value(measure, one.against.rest_share),
            }
            for one in found
        ],
        dtype=str,
    )


def _chart(whole: Answer, measure: Measure, found: Sequence[Found], *, narrow: bool) -> Chart:
    shown = found[:MOST]
    dots = [
        Dot(
            name=one.name,
            value=one.against.share,
            lower=max(one.against.lower, 0),
            upper=min(one.against.upper, 1),
            base=one.against.n,
            verdict=Verdict.WORSE,
            hover=f"{one.name}: {say_value(measure, one.against.share, one.against.n)}",
            key=one.name,
        )
        for one in shown
    ]
    line = Beside(float(whole.frame["value"].iloc[0]), "Council", base=float(whole.frame["denominator"].iloc[0]))
    words = "; ".join(f"{dot.name} {say_value(measure, dot.value, dot.base)}" for dot in dots)
    more = (f"{len(found) - MOST} more groups stand in the table.",) if len(found) > MOST else ()
    return Chart(
        lay_out(measure, dots, beside=[line], narrow=narrow),
        f"Dots of {measure.title.lower()} in groups that fare worse than the rest. {words}.",
        RANGES,
        more,
    )
