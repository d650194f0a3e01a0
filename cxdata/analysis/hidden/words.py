"""What the search for hidden groups found, in sentences; and what it could not have seen."""

from cxdata.analysis.hidden.people import everyone, people
from cxdata.analysis.result import capital, counted, in_100, listed
from cxdata.stats.pockets.results import Pocket, PocketSearch


def say_search(search: PocketSearch) -> str:
    """What was found, in one sentence, "too few to say" and "nothing" included."""
    if search.reason is not None:
        return search.reason
    number = len(search.pockets)
    extra = sum(pocket.excess for pocket in search.pockets)
    verb = "is" if number == 1 else "are"
    named = f": {people(search.pockets[0].conditions)}" if number == 1 else ""
    return (
        f"Of {search.groups_searched:,} groups looked at, {number} {verb} clearly worse served than the rest{named}. "
        f"About {extra:,.0f} more people who answered are dissatisfied than if they were served like everybody else."
    )


def say_detectable(search: PocketSearch) -> str:
    """The smallest group that would have been found, of each size told."""
    told = [size for size in search.smallest_detectable if size.dissatisfied is not None]
    if not told:
        return ""
    sizes = [f"of {size.responses} from {size.dissatisfied} dissatisfied on" for size in told]
    return (
        f"What could be seen: a group {listed(sizes)}. A group that is smaller, or only a little worse, can be there "
        "and not be found."
    )


def say_pocket(pocket: Pocket) -> str:
    """One pocket: how many of how many, against everybody else, and how many people that is."""
    lower, upper = (max(number, 0.0) for number in (pocket.excess_lower, pocket.excess_upper))
    return (
        f"{everyone(pocket.conditions)}: {pocket.dissatisfied:,} of {pocket.responses:,} who answered are dissatisfied "
        f"({in_100(pocket.rate)}), against {in_100(pocket.rest_rate)} of everybody else. That is about "
        f"{pocket.excess:,.0f} more people than if they were served like the rest "
        f"({lower:,.0f} to {upper:,.0f}): clear."
    )


def say_worst(pocket: Pocket) -> str:
    """The part of a pocket that is worse than the rest of it; "" where no part stands out."""
    part = pocket.worst_part
    if part is None:
        return ""
    return (
        f"Worst within it: {people(part.conditions)}, {part.dissatisfied:,} of {part.responses:,} dissatisfied "
        f"({in_100(part.rate)})."
    )


def say_rest(pocket: Pocket) -> tuple[str, ...]:
    """What is said of each wider group without the pocket in it: fine, also worse, or too few to say."""
    words = {
        "fine": "the rest are no worse served than others",
        "also worse": "the rest are worse served than others too",
        "too few to say": "of the rest there are too few to say, or the difference may be chance",
    }
    return tuple(
        f"{capital(people(rest.conditions))} apart from this group ({counted(rest.responses, 'answer')}, "
        f"{in_100(rest.rate)} dissatisfied): {words[rest.verdict]}."
        for rest in pocket.remainders
    )


def say_aliases(pocket: Pocket) -> str:
    """Other descriptions of nearly the same people; "" where there is none."""
    if not pocket.also_described_as:
        return ""
    return f"Nearly the same people: {listed([people(alias.conditions) for alias in pocket.also_described_as])}."
