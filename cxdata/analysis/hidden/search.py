"""Hidden by the average: the groups of customers who are worse served, each with its evidence and a question."""

from dataclasses import dataclass, field, fields
from typing import Any

from cxdata.analysis.hidden.batches import Dated, batches_of, dates_of, has_monthly_rows
from cxdata.analysis.hidden.cells import CountedCells
from cxdata.analysis.hidden.counted import Counted, Take, cells_and_rows
from cxdata.analysis.hidden.people import everyone
from cxdata.analysis.hidden.shares import Share, find_share
from cxdata.analysis.hidden.words import (
    ADDS_UP,
    say_aliases,
    say_detectable,
    say_drawn_in,
    say_finding,
    say_limits,
    say_pocket,
    say_question,
    say_rest,
    say_search,
    say_together,
    say_worst,
)
from cxdata.analysis.result import HIDDEN, Result, as_plain_values, say_many
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import DIMENSIONS
from cxdata.measures.model import Better
from cxdata.measures.query import query
from cxdata.measures.words import say_unloaded
from cxdata.scope import Scope
from cxdata.stats.pockets.cells import OTHER, Conditions, encode, values_of
from cxdata.stats.pockets.find import PocketSearch, count_on_shuffles, find_pockets, found_again
from cxdata.stats.pockets.results import Pocket
from cxdata.store import Store

DEFAULT = "dissatisfied"
STABLE_RUNS = 50
SHUFFLES = 20


@dataclass(frozen=True)
class Hidden(Result):
    """One pocket with its words. `sentence` is what a member reads first, `question` what to ask.

    `scope` is the pocket as a choice of the reader's: its page shows `all_answers` answers and `all_dissatisfied`
    dissatisfied, every answer counted; `counting` says why that can differ from the search's own counts. `contacts`
    and `estimate` (middle, lower, upper) carry the excess over to all contacts; None where contacts are not known by
    these facts. `dates` says when those came for whom it went badly, `together` that they hang together, and `about`
    has the share drawn towards the usual one, which stands nowhere else. `found_again` is the share of re-drawn
    surveys in which the search finds it, None if not asked for.
    """

    pocket: Pocket = field(metadata=HIDDEN)
    people: str
    sentence: str
    question: str
    worst: str
    rest: tuple[str, ...]
    also: str
    together: str
    dates: Dated
    scope: Scope
    all_answers: int
    all_dissatisfied: int
    counting: str
    contacts: int | None
    estimate: tuple[float, float, float] | None
    estimate_sentence: str
    about: str
    found_again: float | None

    def as_dict(self) -> dict[str, Any]:
        """The pocket's own figures first, then the words."""
        own = {entry.name: as_plain_values(getattr(self.pocket, entry.name)) for entry in fields(self.pocket)}
        return {**own, **super().as_dict()}


@dataclass(frozen=True)
class Pockets(Result):
    """A whole search: most people first. `finding` is what a first screen says, `sentence` sums it all up, with what
    could not have been seen beside it. `limits` are what no search can mend.
    """

    measure: str
    scope: str
    finding: str
    sentence: str
    detectable_sentence: str
    pockets: tuple[Hidden, ...]
    limits: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]
    share: Share = field(metadata=HIDDEN)
    search: PocketSearch = field(metadata=HIDDEN)
    cells: CountedCells = field(metadata=HIDDEN)

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


def pockets(store: Store, scope: Scope, council: Council, *, measure: str = DEFAULT, stability: int = 0) -> Pockets:
    """Search what is in scope for groups for whom the measure goes badly more often than for the rest.

    `measure` is any share of `SHARES`; the survey's own search counts the dissatisfied. `stability` re-runs the search
    on so many re-drawn surveys (`STABLE_RUNS` is enough; each costs about a search). Raises CxError when nothing of the
    measure's table is loaded, or when it is no such share.
    """
    share = find_share(measure)
    cells, take = _count(store, share, scope, council)
    search = _search(share, cells, take) if cells.dimensions else _one_kind(cells)
    again: tuple[float | None, ...] = (None,) * len(search.pockets)
    if stability and search.pockets:
        again = found_again(cells.frame, cells.dimensions, search.pockets, runs=stability, alike=share.is_survey)
    answer = query(store, share.of, (), scope, council=council)
    undated = has_monthly_rows(store, share)
    return Pockets(
        measure=share.measure,
        scope=answer.sentence,
        finding=say_finding(search, share),
        sentence=say_search(search, share),
        detectable_sentence=say_detectable(search, share),
        pockets=tuple(
            _describe(store, share, scope, council, search, pocket, take(), again=share_again)
            for pocket, share_again in zip(search.pockets, again, strict=True)
        ),
        limits=say_limits(share, undated=undated, unnamed=cells.unnamed),
        notes=(*((ADDS_UP,) if search.adds_up else ()), *answer.notes, *cells.notes, *_kept_apart(search)),
        sources=answer.sources,
        warnings=answer.warnings,
        share=share,
        search=search,
        cells=cells,
    )


def search_shuffled(
    store: Store, scope: Scope, council: Council, *, measure: str = DEFAULT, shuffles: int = SHUFFLES
) -> Shuffled:
    """Deal the dissatisfaction out anew several times, and count what the search and a pivot table would list."""
    share = find_share(measure)
    cells, _ = _count(store, share, scope, council)
    if not cells.dimensions or not 0 < cells.frame["dissatisfied"].sum() < cells.frame["responses"].sum():
        raise CxError("There is nothing to shuffle: the answers in scope are all alike, or there are none.")
    counts = count_on_shuffles(cells.frame, cells.dimensions, shuffles=shuffles, alike=share.is_survey)
    wrong = sum(number > 0 for number in counts.pockets)
    what = "this survey" if share.is_survey else f"these {share.things}"
    nobody = "nobody was worse served than anybody else" if share.is_survey else "no group was worse than any other"
    sentence = (
        f"We shuffled {what} {shuffles} times, so that {nobody}. This search "
        f"listed a group in {wrong} of the {shuffles}; a scan by pivot table would have listed about "
        f"{counts.mean_pivot:.0f} a time, all of them chance."
    )
    return Shuffled(sentence, shuffles, counts.seed, counts.pockets, counts.pivot)


def scope_of(scope: Scope, conditions: Conditions, search: PocketSearch) -> Scope:
    """The scope narrowed to a group; "Other" means the rare levels that the search put together."""
    for dimension, value in conditions.items():
        folded = search.folded.get(dimension, ())
        levels = [
            level for chosen in values_of(value) for level in (folded if chosen == OTHER and folded else (chosen,))
        ]
        scope = scope.with_choice(dimension, *levels)
    return scope


def _count(store: Store, share: Share, scope: Scope, council: Council) -> tuple[CountedCells, Take]:
    if share.of.table not in store.spans:
        if share.is_survey:
            raise CxError("No survey answers are loaded, so there is nothing to search. Load the survey's export.")
        raise CxError(say_unloaded(share.of))
    return cells_and_rows(store, share, scope, council)


def _search(share: Share, cells: CountedCells, take: Take) -> PocketSearch:
    folded = encode(cells.frame, cells.dimensions).folded
    batches = batches_of(take, share, folded)
    return find_pockets(cells.frame, cells.dimensions, alike=share.is_survey, batches=batches)


def _one_kind(cells: CountedCells) -> PocketSearch:
    """No search: by every fact that is known, all who answered are alike."""
    answers, unhappy = (int(cells.frame[name].sum()) for name in ("responses", "dissatisfied"))
    reason = "By every fact that is known, all who answered are alike, so there is no group to look for."
    if not answers:
        reason = "There are no answers to search."
    return PocketSearch((), 0, (), (), answers, unhappy, searched=False, reason=reason, folded={}, kept_apart=())


def _describe(
    store: Store,
    share: Share,
    scope: Scope,
    council: Council,
    search: PocketSearch,
    pocket: Pocket,
    rows: Counted,
    *,
    again: float | None,
) -> Hidden:
    narrowed = scope_of(scope, pocket.conditions, search)
    row = query(store, share.of, (), narrowed, council=council).frame.iloc[0]
    counts = int(row["denominator"]), int(row["numerator"])
    answers, unhappy = (counts[0], counts[0] - counts[1]) if share.of.better is Better.HIGHER else counts
    contacts = _contacts(store, share, narrowed, council, pocket)
    estimate = pocket.scaled_to_contacts(contacts) if contacts else None
    return Hidden(
        pocket=pocket,
        people=everyone(pocket.conditions, share.things),
        sentence=say_pocket(pocket, share),
        question=say_question(pocket, share),
        worst=say_worst(pocket, share),
        rest=say_rest(pocket, share),
        also=say_aliases(pocket, share),
        together=say_together(pocket, share),
        dates=dates_of(rows, pocket.conditions, search.folded),
        scope=narrowed,
        all_answers=answers,
        all_dissatisfied=unhappy,
        counting=_counting(pocket, share, answers, unhappy),
        contacts=contacts,
        estimate=estimate,
        estimate_sentence=_say_estimate(share, contacts, estimate),
        about=say_drawn_in(pocket, share),
        found_again=again,
    )


def _counting(pocket: Pocket, share: Share, answers: int, unhappy: int) -> str:
    if (answers, unhappy) == (pocket.responses, pocket.dissatisfied):
        return "Every page that is narrowed to this group shows the same counts."
    if not share.is_survey:
        return ""
    return (
        f"All answers: {answers:,}, of them {unhappy:,} {share.bad_how}. The search counts one answer a customer: "
        f"{pocket.responses:,}, of them {pocket.dissatisfied:,} {share.bad_how}."
    )


def _contacts(store: Store, share: Share, narrowed: Scope, council: Council, pocket: Pocket) -> int | None:
    """Contacts of the same group in the same period; None where contacts are not known by all of its facts."""
    countable = all(DIMENSIONS[name].on("contacts") for name in pocket.conditions) and "contacts" in store.spans
    if not share.is_survey or not countable:
        return None
    counted_contacts = query(store, "contacts", (), narrowed, council=council).frame["numerator"].iloc[0]
    # Fewer contacts than answers cannot be the contacts that these answers speak for.
    return int(counted_contacts) if counted_contacts >= pocket.responses else None


def _say_estimate(share: Share, contacts: int | None, estimate: tuple[float, float, float] | None) -> str:
    if contacts is None or estimate is None:
        return ""
    middle, lower, upper = (max(number, 0.0) for number in estimate)
    bad = f"were{share.bad.removeprefix('are')}" if share.bad.startswith("are ") else share.bad
    return (
        f"An estimate: if those who answered speak for the {say_many(contacts, 'contact')} of this group, about "
        f"{middle:,.0f} more of them than usual {bad} ({lower:,.0f} to {upper:,.0f})."
    )


def _kept_apart(search: PocketSearch) -> tuple[str, ...]:
    return tuple(
        f"{DIMENSIONS[first].title} and {DIMENSIONS[second].title.lower()} are not combined: "
        "one all but tells the other."
        for first, second in search.kept_apart
    )
