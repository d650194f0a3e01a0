"""An attack on what the pages of getting through, coming back and being heard publish together, table beside table.

`benchmarks.disclosure` holds each table against its totals. These pages show more of the same people at once: a week by
half-hours beside the hours of all days, calls offered, answered and given up, how many waited 20 seconds and how many
30, councillors' open cases split four ways, themes by channel, shares of those who came back in one selection inside
another. The attacker has all of them in one set of equations, knows the rules and why a row is hidden, and wins
where a count of 1 to 4 can be one number only.

python -m benchmarks.disclosure_people [--data DATA] [--few]      (after: python -m cxdata --data DATA load --sample)
"""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.attacker import check_nested
from benchmarks.disclosure import Attack, reach, scopes
from benchmarks.together import Found, Together, truth_of
from cxdata.analysis.came_back.matters import came_back
from cxdata.analysis.came_back.shares import chased, kinds_of_form, phoned
from cxdata.analysis.casework.cases import COUNCILLORS, raised_by
from cxdata.analysis.comments.page import Passed, comments
from cxdata.analysis.phones.week.peaks import source_of, week
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.export.publish import publish
from cxdata.export.publish_results import publish_came_back, publish_comments
from cxdata.measures import find_dimension
from cxdata.measures.constants.comments import count_comments
from cxdata.measures.query import Answer, known_values
from cxdata.measures.registry.waits import ANSWERED, GIVEN_UP, STEPS
from cxdata.periods import Period, add_months
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.stats.basics.proportions import SMALL, TOO_FEW
from cxdata.stats.disclosure.rules import Reach
from cxdata.store import Store, open_store

CASES_BY = (("case_age", "case_clock"), ("service",), ("ward",), ("urgent",))
CALLS_BY = ("queue", "menu_option", "service", "month")
PARTS = ("answered", "abandoned")


def run_people(store: Store, council: Council, *, few: bool = False) -> Found:
    """Every attack; `few`: on some of the selections, of calls on every fourth."""
    attack, found = Attack(store, council), Found()
    chosen = scopes(store, few=few)
    for scope in chosen:
        for name in ("visits", "forms"):
            attack_week(attack, found, name, scope)
        attack_cases(attack, found, scope)
        attack_shares(attack, found, scope)
    for scope in queues(store)[:: 4 if few else 1]:
        attack_week(attack, found, "calls", scope)
        for by in CALLS_BY[:: 3 if few else 1]:
            attack_calls(attack, found, by, scope)
            attack_bands(attack, found, by, scope)
    attack_themes(attack, found, chosen)
    found.fallen += attack.tally.fallen
    return found


def queues(store: Store) -> list[Scope]:
    """The selections that calls know: each queue and all, and of each the latest month, when there is most to hide."""
    start = store.spans["calls"][1].replace(day=1)
    month = Period(start, add_months(start, 1))
    each = [Scope(), *(Scope().with_choice("queue", name) for name in known_values(store, find_dimension("queue")))]
    return [*each, *(replace(scope, period=month) for scope in each)]


def attack_week(attack: Attack, found: Found, name: str, scope: Scope) -> None:
    """The week by half-hours on open days beside weekday, hour and all, which count every day: what is left is what
    came on the days that are left out and at other hours.
    """
    exact = week(attack.store, name, scope, attack.council)
    if exact.counts is None or exact.minutes > 60:
        return
    channels = source_of(attack.store, name, attack.council).channels
    of = scope.with_choice("channel", *channels) if channels or exact.measure.table == "calls" else scope
    together, rules = Together(), attack.rules
    known = reach(exact.counts, publish(exact.counts, attack.council), "numerator", rules)
    cells = together.add_table("the week", known, truth_of(exact.counts, known))
    measure = exact.measure.id
    for by in (("weekday", "hour"), ("weekday",), ("hour",), ()):
        true, shown = attack.answers(measure, by, of)
        known = reach(true, shown, "numerator", rules)
        places = together.add_table(f"by {', '.join(by) or 'nothing'}", known, truth_of(true, known))
        for key, total in places.items():
            parts = [place for at, place in cells.items() if _within(at, dict(zip(by, key, strict=True)))]
            rest = together.add(f"{' / '.join(key)} beyond the week", 0.0, np.inf, 0.0)
            together.sums.append((total, [*parts, rest]))
    found.hold(f"week of {name}", scope.sentence(), together, rules)


def _within(cell: tuple[str, ...], key: dict[str, str]) -> bool:
    weekday, starts = cell
    return key.get("weekday", weekday) == weekday and key.get("hour", f"{starts[:2]}:00") == f"{starts[:2]}:00"


def attack_calls(attack: Attack, found: Found, by: str, scope: Scope) -> None:
    """Calls offered, answered and given up of each group and of all: two of them tell the third, give or take."""
    together, rules = Together(), attack.rules
    places: dict[str, dict[tuple[str, ...], int]] = {}
    totals: dict[str, int] = {}
    for name, measure, column in (
        ("offered", "abandoned_share", "denominator"),
        ("abandoned", "abandoned_share", "numerator"),
        ("answered", "answered_in_target", "denominator"),
    ):
        for split in ((by,), ()):
            true, shown = attack.answers(measure, split, scope)
            known = reach(true, shown, column, rules)
            table = together.add_table(
                f"{name} by {' '.join(split) or 'nothing'}", known, truth_of(true, known, column)
            )
            if split:
                places[name] = table
            elif table:
                totals[name] = table[()]
    for name, total in totals.items():
        if places[name]:
            together.sums.append((total, list(places[name].values())))
    for key, offered in places["offered"].items():
        parts = [places[name][key] for name in PARTS if key in places[name]]
        if len(parts) == len(PARTS) and sum(together.truth[part] for part in parts) == together.truth[offered]:
            together.sums.append((offered, parts))
    found.hold("calls in three parts", f"{by}, {scope.sentence()}", together, rules)


def attack_bands(attack: Attack, found: Found, by: str, scope: Scope) -> None:
    """Who waited up to 20 seconds is among those who waited up to 30, and so on: each step less the one before."""
    for step in STEPS:
        attack.table(step, (by,), scope)
    for steps in (ANSWERED, GIVEN_UP):
        for inner, outer in zip(steps, steps[1:], strict=False):
            for split in ((by,), ()):
                pair = [attack.answers(step.id, split, scope) for step in (outer, inner)]
                if any(shown.empty for _, shown in pair):
                    continue
                known = [reach(true, shown, "numerator", attack.rules) for true, shown in pair]
                found.count("steps of a wait", sum(int(shown.frame["suppressed"].sum()) for _, shown in pair))
                try:
                    check_nested(*known, rules=attack.rules)
                except CxError as refusal:
                    found.fallen.append(f"{outer.id} less {inner.id} by {split}, {scope.sentence()}: {refusal}")


def attack_cases(attack: Attack, found: Found, scope: Scope) -> None:
    """Councillors' open cases by age and clock, service, ward and urgency: each is a way to add up to all of them."""
    together, rules = Together(), attack.rules
    theirs = replace(raised_by(scope, COUNCILLORS), period=None)
    true, shown = attack.answers("cases_open", (), theirs)
    if shown.empty:
        return
    known = reach(true, shown, "numerator", rules)
    whole = together.add_table("open", known, truth_of(true, known))[()]
    for by in CASES_BY:
        true, shown = attack.answers("cases_open", by, theirs)
        known = reach(true, shown, "numerator", rules)
        if places := together.add_table(f"open by {', '.join(by)}", known, truth_of(true, known)):
            together.sums.append((whole, list(places.values())))
    found.hold("open cases", scope.sentence(), together, rules)


def attack_shares(attack: Attack, found: Found, scope: Scope) -> None:
    """Shares of those who came back, in whole per cent: one selection inside another, as one group of both.

    The attacker knows that each base has a hundred or more and at most the contacts that are published of the group.
    """
    form = (kinds_of_form(attack.store) or ("service",))[0]
    for question, by in ((came_back, "service"), (chased, "service"), (phoned, form), (came_back, "channel")):
        outer = _shares(attack, question, by, Scope(scope.period))
        inner = _shares(attack, question, by, scope)
        both = sorted(set(outer) & set(inner)) if inner is not outer else []
        for level in both:
            (low, high, part, base), (least, most, part_in, base_in) = outer[level], inner[level]
            found.count("shares without counts", 1)
            missing, between = part - part_in, (max(0.0, low - most), high - least)
            if between[0] == between[1] and attack.rules.is_small(np.array([missing])).any():
                found.fallen.append(f"{question.__name__} {level}: all less {scope.sentence()} is {missing:.0f}")
            if not (part >= TOO_FEW and base - part >= TOO_FEW and base >= SMALL and base_in >= SMALL):
                found.fallen.append(f"{question.__name__} {level}, {scope.sentence()}: a share of {part} of {base}")


def attack_themes(attack: Attack, found: Found, chosen: Sequence[Scope]) -> None:
    """Themes of everybody beside those of a selection, every comment taken to be passed: who wrote elsewhere."""
    counts = count_comments(attack.store, "responses")
    passed = Passed(tuple(counts), sum(counts.values()), sum(counts.values()))
    seen = {}
    for scope in chosen:
        told = publish_comments(comments(attack.store, scope, attack.council, passed=passed, only_passed=True))
        figures = [number for who in (told.here, told.there) for number in (who.people, who.comments, who.read)]
        figures += [number for theme in told.themes for number in (theme.here, theme.there)]
        figures += [told.with_theme, told.loaded, told.passed]
        small = [number for number in figures if number % attack.rules.round_to or 0 < number < attack.rules.hide_below]
        found.fallen += [f"themes, {scope.sentence()}: {number} is shown" for number in small if number == number]
        known = [attack.rules.bucket(theme.here) for theme in told.themes]
        low, high = np.array(known, dtype=float).reshape(-1, 2).T
        seen[scope] = Reach(tuple((theme.phrase,) for theme in told.themes), low, high, ())
        found.count("themes", sum(theme.there != theme.there for theme in told.themes))
    for scope, inner in seen.items():
        if scope.choices:
            try:
                check_nested(seen[Scope(scope.period)], inner, rules=attack.rules)
            except CxError as refusal:
                found.fallen.append(f"themes, all less {scope.sentence()}: {refusal}")


Known = tuple[float, float, float, float]


def _shares(attack: Attack, question: Callable[..., Answer], by: str, scope: Scope) -> dict[str, Known]:
    """Of each group that is shown: the least and the greatest part that agree with its per cent, part and base."""
    try:
        answer = question(attack.store, scope.with_choice(by), attack.council, by=by)
    except CxError:
        return {}
    shown = publish_came_back(answer).answer.frame
    _, contacts = attack.answers("contacts", (by,), scope)
    most = dict(zip(contacts.frame[by].astype(str), contacts.frame["numerator"].astype(float), strict=True))
    found = {}
    for level, share, hidden, part, base in zip(
        shown[by].astype(str),
        shown["value"],
        shown["suppressed"],
        answer.frame["numerator"],
        answer.frame["denominator"],
        strict=True,
    ):
        roof = most.get(level, np.nan) + 2
        if hidden or np.isnan(roof):
            continue
        bases = np.arange(SMALL, max(roof, base) + 1)
        least, greatest = np.ceil((share - 0.005) * bases - 1e-9), np.floor((share + 0.005) * bases + 1e-9)
        can_be = least <= greatest
        found[level] = (
            max(float(least[can_be].min()), TOO_FEW),
            float(greatest[can_be].max()),
            float(part),
            float(base),
        )
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.disclosure_people", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--few", action="store_true", help="some of the selections only")
    options = parser.parse_args()
    start = time.perf_counter()
    found = run_people(open_store(options.data), read_settings(options.data), few=options.few)
    for kind, sets in found.sets.items():
        print(f"{kind}: {sets:,} held together, {found.hidden[kind]:,} hidden counts in them.")
    print(f"{len(found.fallen)} hidden counts recovered; {time.perf_counter() - start:.0f} s.")
    print("\n".join(found.fallen[:40]))
    return 1 if found.fallen else 0


if __name__ == "__main__":
    raise SystemExit(main())
