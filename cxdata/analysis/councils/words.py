"""What a comparison with other councils says, in a member's words: never a bare rank."""

from collections.abc import Sequence

from cxdata.analysis.councils.compare import Comparison, Figure, Standing
from cxdata.analysis.result import say_list
from cxdata.measures.model import Better, Measure
from cxdata.measures.words import say_value
from cxdata.periods import name_period


def say_place(rank: tuple[int, int], of: int, better: Better) -> str:
    """'between 4th and 11th of 16', counted from the best; from the highest where neither side is better."""
    kind = " highest" if better is Better.NEITHER else ""
    if rank[0] == rank[1]:
        return f"very likely {nth(rank[0])}{kind} of {of}"
    return f"between {nth(rank[0])} and {nth(rank[1])}{kind} of {of}"


def nth(number: int) -> str:
    """'1st', '2nd', '3rd', '11th', '22nd'."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def say_found(result: Comparison) -> str:
    """Our place among those that can be compared; without counts, the figures alone."""
    measure, ours = result.measure, result.ours
    compared = [figure for figure in result.figures if figure.rank is not None]
    if ours is None:
        return f"{measure.title}: we have no figure of our own for {name_period(result.span)}"
    here = say_value(measure, ours.value, ours.denominator)
    if ours.rank is not None:
        place = say_place(ours.rank, len(compared), measure.better)
        return f"{measure.title}: {here} here in {name_period(result.span)}, {place} councils"
    kinds = (Standing.COMPARED, Standing.NO_COUNTS, Standing.NOT_RANKED)
    beside = [figure.value for kind in kinds for figure in result.of(kind)]
    if not beside:
        return f"{measure.title}: {here} here; no other council’s figure can be held against it"
    ends = tuple(dict.fromkeys((say_value(measure, min(beside)), say_value(measure, max(beside)))))
    others = "one other council" if len(beside) == 1 else "other councils"
    return f"{measure.title}: {here} here, {' to '.join(ends)} at {others}"


def left_out(result: Comparison) -> tuple[str, ...]:
    """A sentence for each reason for which councils are in no range and no rank, with their names."""
    reasons = (
        (Standing.NO_COUNTS, "No counts, so no range and no rank: {}."),
        (Standing.NOT_RANKED, "In no rank: {}."),
        (Standing.OLDER, "An older figure, in no rank: {}."),
        (Standing.OTHER_TIME, "A figure of other months, in no rank: {}."),
        (Standing.OTHER_DEFINITION, "Another definition, not compared: {}."),
        (Standing.MISSING, "No figure, which is not an average one: {}."),
    )
    said = [words.format("; ".join(_by_note(result.of(kind)))) for kind, words in reasons if result.of(kind)]
    if result.ours and result.ours.note:
        said.append(f"Our own figure is in no rank: {result.ours.note}.")
    return tuple(said)


def _by_note(figures: Sequence[Figure]) -> list[str]:
    """The councils' names, those of one note together: 'Abbey and Bede (of 2024/25 H1, 2 years older)'."""
    notes = dict.fromkeys(figure.note for figure in figures)
    named = {note: say_list([one.organisation for one in figures if one.note == note], most=12) for note in notes}
    return [f"{names} ({note})" if note else names for note, names in named.items()]


def say_question(result: Comparison) -> str:
    """What a member could ask of it."""
    if result.ours is None or result.ours.rank is None:
        return "Can our figure be given as the other councils define theirs?"
    return "" if result.ours.rank == (1, 1) else "What do those on the better side of us do differently?"


def how_ranked(measure: Measure) -> str:
    """How the places were found, and from which side they are counted."""
    side = {Better.HIGHER: "the best, the highest", Better.LOWER: "the best, the lowest"}.get(
        measure.better, "the highest"
    )
    return (
        f"Places are counted from {side}. Each council’s share was drawn 2,000 times from what its count allows and "
        "ranked each time: it lies between the two places in 95 of 100 draws. All differ by what they ask and whom."
    )
