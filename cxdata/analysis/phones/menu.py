"""What another menu changed, option by option: since a dated change against the same weeks of the year before.

More or fewer calls on an option are no proof of anything: it is where they were sent. What is judged is who gives up
and who is answered in time, week by week (stats.basics.spans), with an allowance for the number of options. What
another order would do is said only where an option has changed its place in the data and others of its kind have not.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from cxdata.analysis.groups import Verdict
from cxdata.analysis.phones.in_spans import count_in_spans, days_of_options
from cxdata.analysis.phones.positions import Move, moves_of
from cxdata.analysis.phones.worse import verdict_of
from cxdata.analysis.result import Result, say_many
from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import MEASURES
from cxdata.measures.model import Better, Measure
from cxdata.periods import say_date
from cxdata.scope import Scope
from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.basics.spans import FEWEST, Apart, spells_apart
from cxdata.store import Store

YEAR = timedelta(weeks=52)
NEAR = timedelta(days=14)
"""An option that changes its number within so many days of the date belongs to that change."""
NO_MOVE = "No option has changed its place in the menu, so nothing here says what another order would do."
ONLY_MOVED = "No option moved up while others stayed, so nothing here says what another order would do."
NO_CAUSE = "What else changed between the two is in it as well: this is no proof of what the menu did."
_DONE = {"abandoned_share": "gave up", "answered_in_target": "were answered in time"}


@dataclass(frozen=True)
class OptionChange:
    """One option before and since: shares of 1, the gap with its limits, and calls a week. `was` is the name it had,
    and `places` how far up (below nought) or down the menu it went.
    """

    queue: str
    option: str
    was: str
    places: int
    before: float
    since: float
    gap: float
    lower: float
    upper: float
    p: float
    q: float
    verdict: Verdict
    base_before: float
    base_since: float
    calls_before: float
    calls_since: float


@dataclass(frozen=True)
class MenuChange(Result):
    """What changed since a day, by one measure. `weeks` is how many on each side; `season` says that the weeks before
    are those of the year before, and not the weeks just before.
    """

    on: date
    title: str
    measure: Measure
    weeks: int
    before_period: str
    since_period: str
    season: bool
    options: tuple[OptionChange, ...]
    moves: tuple[Move, ...]
    sentence: str
    expected: str
    notes: tuple[str, ...]


def menu_change(
    store: Store, scope: Scope, council: Council, *, on: date, title: str = "", measure: str = "abandoned_share"
) -> MenuChange:
    """Hold the weeks since a change, up to a year of them, against the same weeks a year before, for each option.

    Where the data does not reach a year before the weeks just before it are taken, and that is said. Two statements.
    Raises CxError where either side has too few weeks, or no menu options are told apart.
    """
    scope = replace(scope, period=None, choices=())
    moves = tuple(move for move in _moves(store, scope, council) if abs(move.day - on) <= NEAR)
    measures = tuple(dict.fromkeys((measure, "abandoned_share")))
    groups = {"queue": "queue", "menu_option": "menu_option"}
    counted = count_in_spans(store, scope, council, measures=measures, groups=groups, unit="week")
    rows = _named_as_now(counted.rows, moves)
    rows = rows[rows["menu_option"] != NOT_RECORDED]
    if rows.empty:
        raise CxError("The telephone data tells no menu options apart.")
    spells = _spells(rows, on)
    defined, (before, since, season) = MEASURES[measure], spells
    options = _judged([_option(rows, key, spells, defined, moves) for key in _keys(rows, spells)], defined.better)
    notes = [NO_CAUSE]
    if not season:
        notes.insert(0, "The data does not reach a year further back: the season is in the difference too.")
    return MenuChange(
        on,
        title,
        defined,
        len(since),
        _say_span(before),
        _say_span(since),
        season,
        options,
        moves,
        say_change(options, on, title, defined),
        say_expected(options, defined),
        tuple(notes),
    )


def order_of_menu(store: Store, scope: Scope, council: Council) -> tuple[Move, ...]:
    """The options that changed their place, at all times."""
    return _moves(store, replace(scope, choices=()), council)


def _moves(store: Store, scope: Scope, council: Council) -> tuple[Move, ...]:
    return moves_of(days_of_options(store, scope, council))


def _named_as_now(rows: pd.DataFrame, moves: Sequence[Move]) -> pd.DataFrame:
    """The rows with options that moved under the name they have now."""
    now = {(move.queue, move.old): move.new for move in moves}
    names = [now.get(key, key[1]) for key in zip(rows["queue"], rows["menu_option"], strict=True)]
    return rows.assign(menu_option=names)


Spells = tuple[list[pd.Timestamp], list[pd.Timestamp], bool]


def _spells(rows: pd.DataFrame, on: date) -> Spells:
    """The Mondays before and since, and whether those before are of the year before."""
    weeks = sorted(pd.Timestamp(week) for week in rows["span"].unique())
    first = pd.Timestamp(on + timedelta(days=-on.weekday() % 7))
    since = [week for week in weeks if first <= week < first + YEAR]
    before = [week for week in weeks if week + YEAR in since and week < first - timedelta(weeks=1)]
    season = len(before) >= max(FEWEST, len(since) // 2)
    if season:
        since = [week for week in since if week - YEAR in before]
    else:
        before = [week for week in weeks if week < first - timedelta(weeks=1)][-len(since) :]
    if min(len(before), len(since)) < FEWEST:
        raise CxError(f"There are fewer than {FEWEST} weeks of calls before {say_date(on)}, or since.")
    return before, since, season


def _keys(rows: pd.DataFrame, spells: Spells) -> list[tuple[str, str]]:
    """The options in use since the change."""
    used = rows[rows["span"].isin(spells[1])]
    return sorted(set(zip(used["queue"], used["menu_option"], strict=True)))


def _option(
    rows: pd.DataFrame, key: tuple[str, str], spells: Spells, measure: Measure, moves: Sequence[Move]
) -> OptionChange:
    own = rows[(rows["queue"] == key[0]) & (rows["menu_option"] == key[1])].groupby("span").sum(numeric_only=True)
    sides = [own.reindex(weeks).fillna(0.0) for weeks in spells[:2]]
    apart = _apart(sides, measure)
    move = next((each for each in moves if (each.queue, each.new) == key), None)
    calls = [float(side["abandoned_share_n"].sum()) / len(side) for side in sides]
    return OptionChange(
        queue=key[0],
        option=key[1],
        was=move.old if move else "",
        places=move.new_number - move.old_number if move else 0,
        before=apart.other,
        since=apart.share,
        gap=apart.gap,
        lower=apart.lower,
        upper=apart.upper,
        p=apart.p,
        q=math.nan,
        verdict=Verdict.ALIKE,
        base_before=float(sides[0][f"{measure.id}_n"].sum()),
        base_since=apart.n,
        calls_before=calls[0],
        calls_since=calls[1],
    )


def _apart(sides: Sequence[pd.DataFrame], measure: Measure) -> Apart:
    before, since = sides
    x, n = f"{measure.id}_x", f"{measure.id}_n"
    return spells_apart(since[x], since[n], before[x], before[n])


def _judged(options: Sequence[OptionChange], better: Better) -> tuple[OptionChange, ...]:
    chances = benjamini_hochberg([option.p for option in options])
    return tuple(
        replace(option, q=float(q), verdict=verdict_of(option.gap, float(q), better))
        for option, q in zip(options, chances, strict=True)
    )


def say_change(options: Sequence[OptionChange], on: date, title: str, measure: Measure) -> str:
    """'Since 1 October 2025 (New menu) fewer callers gave up on 8 of 8 options', of those apart by more than chance."""
    since, done = f"Since {say_date(on)}{f' ({title})' if title else ''}", _DONE[measure.id]
    sides = [(word, sum(_way(option) == sign for option in options)) for word, sign in (("fewer", -1), ("more", 1))]
    told = [f"{word} callers {done} on {count} of {len(options)} options" for word, count in sides if count]
    return f"{since} {' and '.join(told)}" if told else f"{since} no option changed by more than chance"


def _way(option: OptionChange) -> int:
    return 0 if option.verdict is Verdict.ALIKE else 1 if option.gap > 0 else -1


def say_expected(options: Sequence[OptionChange], measure: Measure) -> str:
    """What moving an option up would be expected to do: what it did to those that moved up, beside those that stayed;
    that nobody can tell where none moved or the two do not differ by more than chance.
    """
    up = [option for option in options if option.places < 0]
    stayed = [option for option in options if option.places == 0 and not option.was]
    if not up or not stayed:
        return NO_MOVE if not any(option.places for option in options) else ONLY_MOVED
    gaps = [_mean([option.gap for option in side]) for side in (up, stayed)]
    wide = math.hypot(*(_half_width(side) for side in (up, stayed)))
    apart = gaps[0] - gaps[1]
    who = f"{say_many(len(up), 'option')} moved up and {len(stayed)} stayed where they were"
    if math.isnan(wide) or abs(apart) <= wide:
        return f"{who}; the two did not differ by more than chance, so the place in the menu made no difference to see."
    way = "more" if apart > 0 else "fewer"
    return (
        f"{who}: beside those, {abs(apart) * 100:.1f} points {way} callers {_DONE[measure.id]} on what moved up "
        f"(likely {abs(abs(apart) - wide) * 100:.1f} to {(abs(apart) + wide) * 100:.1f}). So much could be expected of "
        "another option moved up, if it is like them."
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _half_width(options: Sequence[OptionChange]) -> float:
    """Half the range of the mean gap of several options."""
    return math.sqrt(sum(((option.upper - option.lower) / 2) ** 2 for option in options)) / len(options)


def _say_span(weeks: Sequence[pd.Timestamp]) -> str:
    return f"{say_date(weeks[0].date())} to {say_date(weeks[-1].date() + timedelta(days=6))}"
