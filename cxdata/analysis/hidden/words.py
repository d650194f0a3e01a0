"""What the search for hidden groups found, in sentences; and what it could not have seen.

"Worse" is said of a listed group only: each is worse than the whole rest in full counts, or it would not be listed.
"""

from cxdata.analysis.hidden.people import everyone, facts_in_short, people
from cxdata.analysis.hidden.shares import Share
from cxdata.analysis.result import capitalise, in_100, say_list, say_many
from cxdata.stats.pockets.find import FEWEST_RESPONSES
from cxdata.stats.pockets.results import Detectable, Pocket, PocketSearch

ADDS_UP = "Groups differ a little everywhere; listed are those worse than their facts add up to."


MOST_WORDS = 20


def say_finding(search: PocketSearch, share: Share) -> str:
    """The finding of a first screen, about 20 words at most: the first group against the rest, or that none is."""
    if not search.searched:
        return _say_off(search, share)
    if not search.pockets:
        groups = f"{search.groups_searched:,} groups of {share.things} were looked at"
        return f"No group is clearly worse{' served' if share.is_survey else ''} than the average shows: {groups}"
    first = search.pockets[0]
    here, there, bad = in_100(first.rate), in_100(first.rest_rate), share.bad.removeprefix("are ")
    ways = (
        f"{everyone(first.conditions, share.things)}: {here} {share.bad}, against {there} of {share.others}",
        f"{capitalise(people(first.conditions, share.things, brief=True))}: {here} {bad}, against {there} of others",
        f"{facts_in_short(first.conditions)}: {here} {bad}, against {there} of others",
    )
    return next((words for words in ways if len(words.split()) <= MOST_WORDS), ways[-1])


def _say_off(search: PocketSearch, share: Share) -> str:
    """Why there was nothing to search, on a first screen."""
    total, bad = search.total_responses, search.total_dissatisfied
    what = "answers" if share.is_survey else share.things
    if total < FEWEST_RESPONSES:
        number = f"{total:,} {what.removesuffix('s') if total == 1 else what}"
        return f"Too few to look for hidden groups: {number}, of the {FEWEST_RESPONSES} that it takes"
    if bad in (0, total):
        return f"{'None' if not bad else 'All'} of {total:,} {share.counted} {share.bad}: there is no group to look for"
    return f"By every fact that is known the {total:,} {what} are alike: there is no group to look for"


def say_search(search: PocketSearch, share: Share) -> str:
    """What was found, in one sentence, "too few to say" and "nothing" included."""
    if search.reason is not None:
        return search.reason if share.measure == "dissatisfied" else _say_nothing(search, share)
    number = len(search.pockets)
    verb = "is" if number == 1 else "are"
    named = f": {people(search.pockets[0].conditions, share.things)}" if number == 1 else ""
    if share.is_survey:
        return (
            f"Of {search.groups_searched:,} groups looked at, {number} {verb} clearly worse served than the "
            f"rest{named}.{_say_extra(search, share, 'than if they were served like everybody else')}"
        )
    return (
        f"Of {search.groups_searched:,} groups of {share.things} looked at, {number} {verb} clearly worse than the "
        f"rest{named}.{_say_extra(search, share, 'than at the rate of all others')}"
    )


def _say_extra(search: PocketSearch, share: Share, like: str) -> str:
    """The excess of all groups together; "" where groups overlap, as whoever is in two of them would count twice."""
    if any(pocket.already_listed for pocket in search.pockets):
        return ""
    return f" About {sum(pocket.excess for pocket in search.pockets):,.0f} more {share.counted_more} {like}."


def _say_nothing(search: PocketSearch, share: Share) -> str:
    total, bad = search.total_responses, search.total_dissatisfied
    if not search.searched:
        return (
            f"The search is off: of {total:,} {share.counted} {bad:,} {share.bad}; it needs 200 or more, some of each "
            "kind, that differ in some fact."
        )
    return (
        f"We looked at {search.groups_searched:,} groups of {share.things}; none is worse than the rest by more than "
        "chance would give and by at least 3 percentage points."
    )


def say_detectable(search: PocketSearch, share: Share) -> str:
    """The smallest group that would have been found, of each size told, and what half as many again would show."""
    detectable = [size for size in search.smallest_detectable if size.dissatisfied is not None]
    if not detectable:
        return ""
    how = "dissatisfied" if share.measure == "dissatisfied" else share.bad_how
    sizes = [f"of {size.responses} from {size.dissatisfied} {how} on" for size in detectable]
    sentence = (
        f"What could be seen: a group {say_list(sizes)}. A group that is smaller, or only a little worse, can be there "
        "and not be found."
    )
    return f"{sentence} {_say_half_again(search.smallest_detectable, search.with_half_again, share)}".strip()


def _say_half_again(now: tuple[Detectable, ...], more: tuple[Detectable, ...], share: Share) -> str:
    """What the largest group told would need, had half as many again been counted."""
    pairs = [
        (as_now, with_more)
        for as_now, with_more in zip(now, more, strict=True)
        if as_now.rate is not None and with_more.rate is not None and with_more.rate < as_now.rate
    ]
    if not pairs:
        return ""
    as_now, with_more = pairs[-1]
    if in_100(as_now.rate or 0) == in_100(with_more.rate or 0):
        return ""
    what = "answers" if share.is_survey else share.things
    return (
        f"With half as many {what} again, such a group of {as_now.responses} would be one of {with_more.responses}, "
        f"and be found from {in_100(with_more.rate or 0)} on instead of {in_100(as_now.rate or 0)}."
    )


def say_pocket(pocket: Pocket, share: Share) -> str:
    """One pocket: how many of how many, against everybody else, and how many people that is."""
    lower, upper = (max(number, 0.0) for number in (pocket.excess_lower, pocket.excess_upper))
    like = "than if they were served like the rest" if share.is_survey else "than at the rate of the rest"
    return (
        f"{everyone(pocket.conditions, share.things)}: {pocket.dissatisfied:,} of {pocket.responses:,} {share.counted} "
        f"{share.bad} ({in_100(pocket.rate)}), against {in_100(pocket.rest_rate)} of {share.others}. That is about "
        f"{pocket.excess:,.0f} more {share.unit} {like} ({lower:,.0f} to {upper:,.0f}): clear."
    )


def say_question(pocket: Pocket, share: Share) -> str:
    """What a member could ask, with the counts as counted: the same figures as everywhere else."""
    them = " for them" if share.is_survey else ""
    return (
        f"Why are {people(pocket.conditions, share.things)} {share.bad_how} so much more often ({in_100(pocket.rate)}, "
        f"against {in_100(pocket.rest_rate)} of {share.others}), and what will be different{them}, by when?"
    )


def say_worst(pocket: Pocket, share: Share) -> str:
    """The part of a pocket that is worse than the rest of it; "" where no part stands out."""
    part = pocket.worst_part
    if part is None:
        return ""
    return (
        f"Worst within it: {people(part.conditions, share.things)}, {part.dissatisfied:,} of {part.responses:,} "
        f"{share.bad_how} ({in_100(part.rate)})."
    )


def say_rest(pocket: Pocket, share: Share) -> tuple[str, ...]:
    """What is said of each wider group without the pocket in it: fine, also worse, or too few to say."""
    served = " served" if share.is_survey else ""
    words = {
        "fine": f"the rest are no worse{served} than others",
        "also worse": f"the rest are worse{served} than others too",
        "too few to say": "of the rest there are too few to say, or the difference may be chance",
    }
    what = "answer" if share.is_survey else ""
    return tuple(
        f"{capitalise(people(rest.conditions, share.things))} apart from this group "
        f"({say_many(rest.responses, what) if what else f'{rest.responses:,}'}, "
        f"{in_100(rest.rate)} {share.bad_how}): {words[rest.verdict]}."
        for rest in pocket.remainders
    )


def say_aliases(pocket: Pocket, share: Share) -> str:
    """Other descriptions of nearly the same people; "" where there is none."""
    if not pocket.also_described_as:
        return ""
    who = "people" if share.is_survey else share.things
    names = say_list([people(alias.conditions, share.things) for alias in pocket.also_described_as])
    return f"Nearly the same {who}: {names}."


def say_together(pocket: Pocket, share: Share) -> str:
    """That a group's answers hang together, and for how many they were counted; "" where they do not."""
    effect = pocket.design_effect
    if effect < 1.05:
        return ""
    who = f"{capitalise(share.things)} of one day"
    if share.is_survey:
        who = "Answers from customers alike in every fact, or of one day, service and ward,"
    return f"{who} agree more than chance: counted as if {100 / effect:.0f} % as many."


def say_drawn_in(pocket: Pocket, share: Share) -> str:
    """How bad it may really be: the share drawn towards the usual one. For "About" only; every page says the counts."""
    return (
        "A group that was found because it looked bad is seldom quite as bad as it looked. Drawn towards the usual "
        f"share by as much as its size deserves, {in_100(pocket.shrunk_rate)} of these {share.things} {share.bad}; as "
        f"counted it is {in_100(pocket.rate)}."
    )


def say_limits(share: Share, *, undated: bool, unnamed: int) -> tuple[str, ...]:
    """What no method can mend: who answers, answers without a date, and the same person without a name."""
    limits = []
    if share.is_survey:
        limits.append(
            "Where unhappy people are likelier to answer in one group than in another, that group is listed though it "
            "is served no worse; nothing in the answers can mend that. Look at the response rates."
        )
    if undated:
        what = "answers" if share.is_survey else share.things
        limits.append(
            f"Some or all {what} have no day, only a month or more: a bad day that hit one ward and service cannot be "
            "told from a group that is badly served. Load the day to mend that."
        )
    if unnamed:
        limits.append("Unnamed answers may be the same people; the customer reference would tell.")
    return tuple(limits)
