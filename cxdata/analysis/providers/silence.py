"""Who sends nothing: the newest month of each provider in each table that names providers, and what a gap means.

A provider is silent on a table where whole months have gone by without a row of its own, and its own pace would leave
so many months empty less than once in a hundred times. A month that is not whole in the table is no silence. No
complaint is no silence either: there may have been none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import Enum
from itertools import combinations
from math import exp

from cxdata.analysis.result import Result, capitalise, say_list
from cxdata.contract import TABLES
from cxdata.contract.words.bodies import body_key
from cxdata.council import Council, Provider
from cxdata.measures import DIMENSIONS
from cxdata.measures.coverage.months_of import Months, months_of
from cxdata.measures.coverage.whole_months import whole_months
from cxdata.periods import add_months, say_date, say_month
from cxdata.scope import Scope
from cxdata.store import Store

NO_SILENCE = "complaints"
BY_CHANCE = 0.01
ALIKE = 0.9
"""How much of two names must be the same letters in the same order to ask whether they are one provider's."""
PACE = 12
"""Months, up to the newest with a row, by which a provider's pace is judged."""


class State(Enum):
    """How a provider stands with its data, in the order in which they are shown."""

    NEVER = "no data supplied"
    SILENT = "no data any more"
    PARTLY = "silent on a part"
    SENDS = "sends data"
    ENDED = "ended"


@dataclass(frozen=True)
class Supply:
    """What a table holds of one provider: the first day of the newest month with a row (None: never any), whether it is
    silent there, and that in words ("" where it is not).
    """

    table: str
    last: date | None
    silent: bool
    sentence: str


@dataclass(frozen=True)
class Source(Result):
    """One provider as the data and the settings know it, spelt as in the data where it is there. `named` says that the
    settings name it; `last` is the first day of its newest month in any table; `said` is what there is to say of its
    data.
    """

    name: str
    kind: str
    services: tuple[str, ...]
    commissioner: str
    named: bool
    until: date | None
    last: date | None
    state: State
    said: str
    supplies: tuple[Supply, ...]

    def silence_on(self, table: str) -> str:
        """Why there is no newer figure of a table: 'no survey answers since March 2025'; "" where it is not silent."""
        if self.state in (State.NEVER, State.SILENT, State.ENDED):
            return self.said
        return next((supply.sentence for supply in self.supplies if supply.table == table), "")


@dataclass(frozen=True)
class Providers(Result):
    """Every provider, those who send nothing first, and the sentence that says who they are; `alike` are pairs of
    names so much alike that they may be one provider's.
    """

    sentence: str
    sources: tuple[Source, ...]
    alike: tuple[tuple[str, str], ...] = ()

    @property
    def silent(self) -> tuple[Source, ...]:
        """Those who have never sent anything, or nothing any more."""
        return tuple(source for source in self.sources if source.state in (State.NEVER, State.SILENT))


def find_silence(store: Store, scope: Scope, council: Council) -> Providers:
    """Who sends nothing, over everything loaded: what is chosen does not narrow it. `scope` says only which question.

    Nobody is left out: not who is named and never sent anything, nor who is in the data and not named.
    """
    # Of a table that names no provider at all nobody can say who is silent.
    known = months_of(store, DIMENSIONS["provider"])
    names = dict.fromkeys(name for table in known.values() for name in table)
    named = {name: _named(council, name) for name in names}
    unheard = [provider for provider in council.providers if provider not in named.values()]
    sources = [_source(store, known, name, provider) for name, provider in named.items()]
    sources += [_source(store, known, "", provider) for provider in unheard]
    ordered = tuple(sorted(sources, key=_order))
    return Providers(_sentence(ordered, known), ordered, _alike([source.name for source in ordered]))


def _named(council: Council, name: str) -> Provider | None:
    """What the settings say of a provider of the data, in whatever spelling; None where they do not name it."""
    return next((one for one in council.providers if body_key(one.name) == body_key(name)), None)


def _alike(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of names that differ by a letter or two, or in how they are written; figures in them must be the same."""
    return tuple(
        (first, second)
        for first, second in combinations(sorted(names), 2)
        if _figures(first) == _figures(second)
        and SequenceMatcher(None, body_key(first), body_key(second)).ratio() >= ALIKE
    )


def _figures(name: str) -> str:
    return "".join(filter(str.isdigit, name))


def _source(store: Store, known: Mapping[str, Mapping[str, Months]], name: str, named: Provider | None) -> Source:
    supplies = tuple(
        _supply(store, table, of_provider.get(name, {})) for table, of_provider in known.items() if of_provider
    )
    last = max((supply.last for supply in supplies if supply.last), default=None)
    until = named.until if named else None
    newest = max((day for _, day in store.spans.values()), default=None)
    state = _state(supplies, last, ended=until is not None and newest is not None and until < newest)
    return Source(
        name=name or (named.name if named else ""),
        kind=named.kind if named else "",
        services=named.services if named else (),
        commissioner=named.commissioner if named else "",
        named=named is not None,
        until=until,
        last=last,
        state=state,
        said=_say(state, supplies, last, until),
        supplies=supplies,
    )


def _supply(store: Store, table: str, months: Months) -> Supply:
    if not months:
        return Supply(table, None, table != NO_SILENCE, f"no {TABLES[table].in_words}")
    first, last = min(months), max(months)
    whole = whole_months(store, table).months
    empty = _between(add_months(last, 1), whole.end) if whole else 0
    span = min(_between(first, last) + 1, PACE)
    pace = sum(count for month, count in months.items() if _between(month, last) < span) / span
    silent = table != NO_SILENCE and empty > 0 and exp(-pace * empty) < BY_CHANCE
    return Supply(table, last, silent, f"no {TABLES[table].in_words} since {say_month(last)}" if silent else "")


def _between(first: date, last: date) -> int:
    """The months from one first of a month to another."""
    return (last.year - first.year) * 12 + last.month - first.month


def _state(supplies: tuple[Supply, ...], last: date | None, *, ended: bool) -> State:
    if ended:
        return State.ENDED
    if last is None:
        return State.NEVER
    silent = [supply.silent for supply in supplies if supply.table != NO_SILENCE]
    newest = max(supply.last for supply in supplies if supply.last)
    complains = any(supply.table == NO_SILENCE and supply.last == newest for supply in supplies)
    if silent and all(silent) and not complains:
        return State.SILENT
    return State.PARTLY if any(silent) else State.SENDS


def _say(state: State, supplies: tuple[Supply, ...], last: date | None, until: date | None) -> str:
    if state is State.ENDED and until:
        return f"ended {say_date(until)}" + ("" if last else "; no data supplied")
    if state is State.NEVER or last is None:
        return "no data supplied"
    if state is State.SILENT:
        return f"no data since {say_month(last)}"
    return "; ".join(supply.sentence for supply in supplies if supply.sentence)


def _order(source: Source) -> tuple[int, date, str]:
    """Those who never sent anything first, then by the length of their silence; of a part, by the longest of it."""
    states = list(State)
    parts = [supply.last or date.min for supply in source.supplies if supply.silent]
    since = min(parts, default=date.max) if source.state is State.PARTLY else source.last or date.min
    return states.index(source.state), since if source.state is not State.SENDS else date.min, source.name


def _sentence(sources: tuple[Source, ...], known: Mapping[str, Mapping[str, Months]]) -> str:
    """'Quarnmere Leisure Trust has supplied no data; Pellmark Street Services: no survey answers'."""
    if not sources:
        return "No provider is recorded in the data or named in council.toml"
    if not any(known.values()):
        return "Nothing loaded names a provider, so nobody can say who sends data"
    never = [source.name for source in sources if source.state is State.NEVER]
    said = [f"{say_list(never, most=3)} {'has' if len(never) == 1 else 'have'} supplied no data"] if never else []
    said += [f"{source.name}: {source.said}" for source in sources if source.state in (State.SILENT, State.PARTLY)]
    if not said:
        return "Every provider sends data"
    return capitalise("; ".join(said[:2]) + _say_more(len(said) - 2))


def _say_more(number: int) -> str:
    if number < 1:
        return ""
    return f"; {number} more {'is' if number == 1 else 'are'} silent"
