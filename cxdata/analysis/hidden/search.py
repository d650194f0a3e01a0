"""Hidden by the average: the groups of customers who are worse served, each with its evidence and a question."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from cxdata.analysis.hidden.people import everyone, people
from cxdata.analysis.hidden.words import say_aliases, say_detectable, say_pocket, say_rest, say_search, say_worst
from cxdata.analysis.result import HIDDEN, Result, counted, in_100, plain
from cxdata.analysis.survey_cells import Cells, survey_cells
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import DIMENSIONS
from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.stats.pockets.find import PocketSearch, count_on_shuffles, find_pockets, found_again
from cxdata.stats.pockets.results import Pocket
from cxdata.store import Store

STABLE_RUNS = 50
SHUFFLES = 20


@dataclass(frozen=True)
class Hidden(Result):
    """One pocket with its words. `sentence` is what a member reads first, `question` what to ask.

    `scope` is the pocket as a choice of the reader's: its page shows `all_answers` answers and `all_dissatisfied`
    dissatisfied, every answer counted; `counting` says why that can differ from the search's own counts. `contacts`
    and `estimate` (middle, lower, upper) carry the excess over to all contacts; None where contacts are not known by
    these facts. `found_again` is the share of re-drawn surveys in which the search finds it, None if not asked for.
    """

    pocket: Pocket = field(metadata=HIDDEN)
    people: str
    sentence: str
    question: str
    worst: str
    rest: tuple[str, ...]
    also: str
    scope: Scope
    all_answers: int
    all_dissatisfied: int
    counting: str
    contacts: int | None
    estimate: tuple[float, float, float] | None
    estimate_sentence: str
    found_again: float | None

    def as_dict(self) -> dict[str, Any]:
        """The pocket's own figures first, then the words."""
        own = {entry.name: plain(getattr(self.pocket, entry.name)) for entry in fields(self.pocket)}
        return {**own, **super().as_dict()}


@dataclass(frozen=True)
class Pockets(Result):
    """A whole search: most people first. `sentence` sums it up, with what could not have been seen beside it."""

    scope: str
    sentence: str
    detectable_sentence: str
    pockets: tuple[Hidden, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]
    search: PocketSearch = field(metadata=HIDDEN)
    cells: Cells = field(metadata=HIDDEN)

    def as_dict(self) -> dict[str, Any]:
        """The answer of `pockets --format json`: the pockets, how many groups were searched, what could be seen."""
        own = {name: value for name, value in self.search.as_dict().items() if name != "pockets"}
        return {**super().as_dict(), **own, "dimensions": list(self.cells.dimensions)}


@dataclass(frozen=True)
class Shuffled(Result):
    """What the same search lists in surveys where nobody is worse served than anybody else."""

    sentence: str
    shuffles: int
    seed: int
    listed: tuple[int, ...]
    pivot: tuple[int, ...]


def pockets(store: Store, scope: Scope, council: Council, *, stability: int = 0) -> Pockets:
    """Search the survey in scope for groups with more dissatisfied customers than the rest.

    `stability` re-runs the search on so many re-drawn surveys (`STABLE_RUNS` is enough; each costs about a search).
    Raises CxError when no survey is loaded.
    """
    cells = _cells(store, scope, council)
    search = find_pockets(cells.frame, cells.dimensions) if cells.dimensions else _one_kind(cells)
    again: tuple[float | None, ...] = (None,) * len(search.pockets)
    if stability and search.pockets:
        again = found_again(cells.frame, cells.dimensions, search.pockets, runs=stability)
    answer = query(store, "dissatisfied", (), scope, council=council)
    return Pockets(
        scope=answer.sentence,
        sentence=say_search(search),
        detectable_sentence=say_detectable(search),
        pockets=tuple(
            _hidden(store, scope, council, search, found, share)
            for found, share in zip(search.pockets, again, strict=True)
        ),
        notes=(*answer.notes, *cells.notes, *_kept_apart(search)),
        sources=answer.sources,
        warnings=answer.warnings,
        search=search,
        cells=cells,
    )


def shuffled(store: Store, scope: Scope, council: Council, *, shuffles: int = SHUFFLES) -> Shuffled:
    """Deal the dissatisfaction out anew several times, and count what the search and a pivot table would list."""
    cells = _cells(store, scope, council)
    if not cells.dimensions or not 0 < cells.frame["dissatisfied"].sum() < cells.frame["responses"].sum():
        raise CxError("There is nothing to shuffle: the answers in scope are all alike, or there are none.")
    counts = count_on_shuffles(cells.frame, cells.dimensions, shuffles=shuffles)
    wrong = sum(number > 0 for number in counts.pockets)
    sentence = (
        f"We shuffled this survey {shuffles} times, so that nobody was worse served than anybody else. This search "
        f"listed a group in {wrong} of the {shuffles}; a scan by pivot table would have listed about "
        f"{counts.mean_pivot:.0f} a time, all of them chance."
    )
    return Shuffled(sentence, shuffles, counts.seed, counts.pockets, counts.pivot)


def scope_of(scope: Scope, conditions: Mapping[str, str], search: PocketSearch) -> Scope:
    """The scope narrowed to a group; "Other" means the rare levels that the search put together."""
    for dimension, value in conditions.items():
        folded = search.folded.get(dimension, ())
        scope = scope.with_choice(dimension, *(folded if value == "Other" and folded else (value,)))
    return scope


def _cells(store: Store, scope: Scope, council: Council) -> Cells:
    if "responses" not in store.spans:
        raise CxError("No survey answers are loaded, so there is nothing to search. Load the survey's export.")
    return survey_cells(store, scope, council)


def _one_kind(cells: Cells) -> PocketSearch:
    """No search: by every fact that is known, all who answered are alike."""
    answers, unhappy = (int(cells.frame[name].sum()) for name in ("responses", "dissatisfied"))
    reason = "By every fact that is known, all who answered are alike, so there is no group to look for."
    if not answers:
        reason = "There are no responses to search."
    return PocketSearch((), 0, (), answers, unhappy, searched=False, reason=reason, folded={}, kept_apart=())


def _hidden(
    store: Store, scope: Scope, council: Council, search: PocketSearch, found: Pocket, again: float | None
) -> Hidden:
    narrowed = scope_of(scope, found.conditions, search)
    row = query(store, "dissatisfied", (), narrowed, council=council).frame.iloc[0]
    answers, unhappy = int(row["denominator"]), int(row["numerator"])
    contacts = _contacts(store, narrowed, council, found)
    estimate = found.scaled_to_contacts(contacts) if contacts else None
    return Hidden(
        pocket=found,
        people=everyone(found.conditions),
        sentence=say_pocket(found),
        question=_question(found),
        worst=say_worst(found),
        rest=say_rest(found),
        also=say_aliases(found),
        scope=narrowed,
        all_answers=answers,
        all_dissatisfied=unhappy,
        counting=_counting(found, answers, unhappy),
        contacts=contacts,
        estimate=estimate,
        estimate_sentence=_say_estimate(contacts, estimate),
        found_again=again,
    )


def _question(found: Pocket) -> str:
    return (
        f"Why are {people(found.conditions)} dissatisfied so much more often ({in_100(found.shrunk_rate)}, against "
        f"{in_100(found.rest_rate)} of everybody else), and what will be different for them, by when?"
    )


def _counting(found: Pocket, answers: int, unhappy: int) -> str:
    if (answers, unhappy) == (found.responses, found.dissatisfied):
        return "Every page that is narrowed to this group shows the same counts."
    return (
        f"All answers: {answers:,}, of them {unhappy:,} dissatisfied. The search counts one answer a customer: "
        f"{found.responses:,}, of them {found.dissatisfied:,} dissatisfied."
    )


def _contacts(store: Store, narrowed: Scope, council: Council, found: Pocket) -> int | None:
    """Contacts of the same group in the same period; None where contacts are not known by all of its facts."""
    if not all(DIMENSIONS[name].on("contacts") for name in found.conditions) or "contacts" not in store.spans:
        return None
    counted_contacts = query(store, "contacts", (), narrowed, council=council).frame["numerator"].iloc[0]
    # Fewer contacts than answers cannot be the contacts that these answers speak for.
    return int(counted_contacts) if counted_contacts >= found.responses else None


def _say_estimate(contacts: int | None, estimate: tuple[float, float, float] | None) -> str:
    if contacts is None or estimate is None:
        return ""
    middle, lower, upper = (max(number, 0.0) for number in estimate)
    return (
        f"An estimate: if those who answered speak for the {counted(contacts, 'contact')} of this group, about "
        f"{middle:,.0f} more of them than usual were dissatisfied ({lower:,.0f} to {upper:,.0f})."
    )


def _kept_apart(search: PocketSearch) -> tuple[str, ...]:
    return tuple(
        f"{DIMENSIONS[one].title} and {DIMENSIONS[other].title.lower()} are not combined: one all but tells the other."
        for one, other in search.kept_apart
    )
