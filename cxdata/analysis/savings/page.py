"""Everything that is asked of a saving at once: promised, possible at these costs, moved so far, achieved, failed."""

from dataclasses import dataclass, replace
from datetime import date
from math import isnan, nan

from cxdata.analysis.result import Result, capitalise, say_list
from cxdata.analysis.savings.check import Check, ceiling, check, noun_of
from cxdata.analysis.savings.failure import Failure, failure, no_failure
from cxdata.analysis.savings.moved import ChannelMoved, Moved, channels_of, contacts_moved
from cxdata.analysis.savings.promises import Promises, added
from cxdata.analysis.savings.spans import Spans, spans
from cxdata.analysis.savings.words import say_about, say_age, say_between, say_cost, say_pounds
from cxdata.council import Council, UnitCost
from cxdata.measures import MEASURES
from cxdata.measures.query import query
from cxdata.measures.words import say_count, say_level
from cxdata.periods import Period, financial_year
from cxdata.scope import Scope
from cxdata.stats.savings import NOTHING_MOVED, Saving
from cxdata.store import Store

HANDLE_TIME = replace(
    MEASURES["average_wait"],
    id="handle_time",
    title="Average time to handle a call",
    question="How long does a call take a member of staff?",
    numerator="sum(handle_seconds_total) filter (where answered > 0)",
    denominator="sum(answered) filter (where handle_seconds_total is not null)",
    counted="seconds of talk and wrap-up",
    formula="all seconds of talk and wrap-up ÷ calls answered",
    source="What contact centres call the average handling time",
    caveats=(),
)


@dataclass(frozen=True)
class Savings(Result):
    """The page as values.

    `period` is the year counted, `volumes` its contacts by channel, `year` the financial year in which it ends. `asked`
    is the promise held against the contacts: the one typed, or else all that the list promises (nan for none, and where
    a ward, service or the like was chosen, which `narrowed` says), and `typed` says which. `hours` of staff are freed
    by the calls that moved; nan where nobody knows how long one is.
    """

    period: Period | None
    asked: float
    typed: bool
    promises: Promises
    volumes: tuple[ChannelMoved, ...]
    moved: Moved
    check: Check
    possible: Saving
    failure: Failure
    hours: float
    costs: tuple[UnitCost, ...]
    year: int
    narrowed: bool
    finding: str
    sentences: tuple[str, ...]
    scope: str
    sources: tuple[str, ...]
    warnings: tuple[str, ...]


def savings(
    store: Store,
    scope: Scope,
    council: Council,
    *,
    promises: Promises,
    until: date | None = None,
    promised: float | None = None,
) -> Savings:
    """Whether the saving is real, over the year chosen and since the year up to `until` (None: the year before).

    `promised` takes the place of what the list promises. A channel that was chosen narrows nothing here.
    """
    scope = scope.with_choice("channel")
    when = spans(store, scope, council, until)
    failed = failure(store, scope, council, when) if when.now else no_failure(when.why_not)
    change = contacts_moved(store, scope, council, when, failed.come_back)
    narrowed = bool(scope.choices)
    asked = promised if promised is not None or narrowed else promises.promised
    volumes = _volumes(store, scope, council, when)
    held = check(asked, volumes, council)
    possible = ceiling(volumes, council)
    hours = _hours(store, scope, council, when, change)
    result = Savings(
        period=when.now,
        asked=nan if asked is None else asked,
        typed=promised is not None,
        promises=promises,
        volumes=volumes,
        moved=change,
        check=held,
        possible=possible,
        failure=failed,
        hours=hours,
        costs=council.unit_costs,
        year=financial_year(when.now.last_day) if when.now else 0,
        narrowed=narrowed,
        finding="",
        sentences=(),
        scope=change.scope,
        sources=tuple(dict.fromkeys((*change.sources, *failed.sources))),
        warnings=change.warnings,
    )
    return replace(result, finding=say_found(result), sentences=say_all(result))


def say_found(result: Savings) -> str:
    """The finding in at most 20 words."""
    worth = result.moved.worth
    if not result.volumes:
        return f"Nothing can be said of savings: {result.moved.why_not}."
    if not result.costs:
        return f"No cost of a contact is set: {say_moved(result.moved)}, and no pounds can be said."
    if result.check.sentence:
        so_far = "" if isnan(worth.central) else f"; moved so far: {say_about(worth.central)}"
        return f"{result.check.sentence}{so_far}."
    if isnan(result.asked):
        none = "What is promised is of the whole council" if result.narrowed else "No saving is on the list"
        if isnan(worth.central):
            unpriced = "what moved has no cost" if worth.unpriced >= 0.5 else "nothing can be said of what moved"
            return f"{none}, and {unpriced}."
        return f"{none}; what moved is worth {say_about(worth.central)} at these costs."
    return _say_no_contacts(result)


def _say_no_contacts(result: Savings) -> str:
    """Why a sum cannot be said in contacts."""
    held = result.check
    if result.asked <= 0:
        return f"What is promised comes to {say_pounds(result.asked)}, which is no saving."
    if held.dearer and held.cheaper:
        names = say_level("channel", held.dearer).lower(), say_level("channel", held.cheaper).lower()
        return f"No contacts save {say_pounds(result.asked)}: the {names[0]} costs no more than the {names[1]}."
    return f"{say_pounds(result.asked)} cannot be turned into contacts: the phone or the web has no cost."


def say_moved(change: Moved) -> str:
    """'776 contacts moved between channels'; why it cannot be said, where it cannot."""
    if change.why_not:
        return f"what moved is not known, because {change.why_not}"
    many = "" if isnan(change.contacts) else f"{say_count(change.contacts)} "
    return f"{many}contacts moved between channels"


def say_all(result: Savings) -> tuple[str, ...]:
    """What a reader must know beside the drawing, the most important first."""
    change, worth = result.moved, result.moved.worth
    said = [_say_worth(change)]
    if worth.unpriced >= 0.5 and result.costs:
        lacking = [one.name.lower() for one in change.channels if one.cost is None and abs(one.moved) >= 0.5]
        said.append(
            f"{say_count(worth.unpriced)} of these moved by a channel without a cost ({say_list(lacking, most=3)}): no "
            "pounds are said of them."
        )
    if new := [one.name for one in change.channels if one.is_new]:
        said.append(f"{say_list(new)} brought nothing in {change.then}: it is new, or was not recorded.")
    said.append(say_age(result.costs, result.year))
    return tuple(line for line in (*said, *change.notes) if line)


def say_hours(result: Savings) -> str:
    """'462 calls fewer is about 43 hours of staff freed.'; '' where nobody knows how long a call takes."""
    if isnan(result.hours):
        return ""
    calls = next(-one.moved for one in result.moved.channels if one.channel == "phone")
    many = f"{say_count(abs(calls))} calls {'fewer' if calls > 0 else 'more'}"
    return f"{many} is about {say_count(abs(result.hours))} hours of staff {'freed' if calls > 0 else 'more'}."


def _say_worth(change: Moved) -> str:
    worth = change.worth
    if change.why_not:
        return f"What moved is not known: {change.why_not}."
    if change.contacts < NOTHING_MOVED:
        doubt = "" if isnan(worth.central) else f" ({say_between(worth.low, worth.high)} by chance)"
        return f"Like for like no contact moved between channels against {change.then}: nothing was saved{doubt}."
    head = f"{capitalise(say_moved(change))}, like for like, since {change.then}."
    if isnan(worth.central):
        return head
    if worth.high < 0:
        ends = say_between(-worth.high, -worth.low)
        return f"{head} They went to dearer channels, which costs {say_about(-worth.central)} more ({ends})."
    return f"{head} That may be worth nothing." if worth.low <= 0 else head


def say_kinds(promises: Promises) -> str:
    """'£465,000 is promised and £12,000 recorded as achieved, of it £2,000 cashable'."""
    promised, achieved = promises.promised, promises.achieved
    head = f"{say_pounds(promised)} is promised" if promised is not None else "No sum is promised"
    if achieved is None:
        return f"{head}, and nothing is recorded as achieved"
    cashable = added(promises.of_kind("cashable"), "achieved")
    of_it = f", of it {say_pounds(cashable)} cashable" if cashable else ", none of it cashable"
    return f"{head} and {say_pounds(achieved)} recorded as achieved{of_it}"


def say_failed(result: Savings) -> str:
    """'Coming back within 14 days cost £5,990 a year, more than what moved is worth (£897)'."""
    failed, worth = result.failure, result.moved.worth
    if not failed.again_pounds:
        return f"{say_count(failed.given_up)} online forms were begun and not finished"
    head = f"Coming back within 14 days cost {say_about(failed.again_pounds[1])} a year"
    if isnan(worth.central):
        return head
    more = "more" if failed.again_pounds[1] > worth.central else "less"
    return f"{head}, {more} than what moved is worth ({say_about(worth.central)})"


def say_costs(result: Savings) -> str:
    """'Costs a contact: Phone £2.83 (2011); Web £0.15 (2011).'"""
    return f"Costs a contact: {'; '.join(map(say_cost, result.costs))}." if result.costs else "No cost is set."


def say_lacking(result: Savings) -> str:
    """The channels of the year that have no cost; '' where all have one."""
    lacking = [say_level("channel", one.channel).lower() for one in result.volumes if one.cost is None]
    return f"No cost is set for {say_list(lacking)}." if lacking and result.costs else ""


def say_needed(result: Savings) -> tuple[str, str]:
    """The contacts that the promise takes, with what they are called; ('–', '') where it cannot be said."""
    held = result.check
    return (say_count(held.needed), noun_of(held.dearer)) if not isnan(held.needed) else ("–", "")


def _volumes(store: Store, scope: Scope, council: Council, when: Spans) -> tuple[ChannelMoved, ...]:
    """The year's contacts by channel, as every other page counts them."""
    if when.now is None:
        return ()
    year = replace(scope, period=when.now)
    return channels_of(query(store, "channel_share", ("channel",), year, council=council), council)


def _hours(store: Store, scope: Scope, council: Council, when: Spans, change: Moved) -> float:
    """Hours of staff freed (negative: more) by the calls that moved."""
    calls = next((one.moved for one in change.channels if one.channel == "phone"), nan)
    if when.now is None or isnan(calls) or not store.row_counts["calls"]:
        return nan
    frame = query(store, HANDLE_TIME, (), replace(scope, period=when.now), council=council).frame
    return -calls * float(frame["value"].iloc[0]) / 3600 if len(frame) else nan
