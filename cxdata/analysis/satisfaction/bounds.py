"""What those who did not answer could change: response rate, bounds, tipping point, raw beside weighted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from cxdata.analysis.hidden.cells import survey_cells
from cxdata.analysis.result import Result, in_100, say_list, say_many
from cxdata.analysis.targets.aims import aim_of
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.query import query
from cxdata.measures.words import say_level, say_range, say_value
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import TOO_FEW, weighted_share
from cxdata.stats.survey.raking import rake
from cxdata.stats.survey.response import ResponseRate, TippingPoint, non_response_bounds, response_rates, tipping_point
from cxdata.store import Store

_RAKED_BY = ("channel", "customer_type", "service")
_JOINED = " / "


@dataclass(frozen=True)
class Weighted:
    """The share satisfied weighed to the contacts' own mix (0 to 1), its range, and what it rests on.

    `effective` is how many evenly weighed answers would be as certain. `left_out` is the share of contacts in groups
    that no answer speaks for. `problems` says why there is none, and then the share is nan.
    """

    share: float
    lower: float
    upper: float
    effective: float
    left_out: float
    sentence: str
    problems: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Bounds(Result):
    """The share satisfied with all that is not known of it. Shares are 0 to 1, nan where they cannot be given.

    `asked` is the number of people asked, or of contacts where nobody counted who was asked (`asked_are_contacts`).
    """

    scope: str
    sentence: str
    bounds_sentence: str
    tipping_sentence: str
    satisfied: float
    lower: float
    upper: float
    answers: int
    asked: float
    asked_are_contacts: bool
    response_rate: float
    bound_lower: float
    bound_upper: float
    target: float | None
    target_sentence: str
    tipping: TippingPoint | None
    weighted: Weighted
    by_channel: tuple[ResponseRate, ...]
    heard_sentence: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]


def satisfaction_bounds(store: Store, scope: Scope, council: Council, *, target: float | None = None) -> Bounds:
    """The share satisfied in scope: its range, the bounds that silence leaves, and raw beside weighted.

    `target` is a fraction of 1; without one the council's own is used. Raises CxError when nobody answered.
    """
    if "responses" not in store.spans:
        raise CxError("No survey answers are loaded, so nothing can be said of who is satisfied.")
    measure = find_measure("satisfied")
    answer = query(store, measure, (), scope, council=council)
    row = answer.frame.iloc[0] if len(answer.frame) else None
    if row is None or not row["denominator"] >= TOO_FEW:
        raise CxError(f"Too few to say: fewer than {TOO_FEW} people answered. Choose a longer period.")
    share, answers = float(row["value"]), int(row["denominator"])
    eligible, are_contacts = _count_eligible(store, scope, council)
    rate = answers / eligible if eligible >= answers else float("nan")
    low, high = non_response_bounds(share, rate) if eligible >= answers else (float("nan"), float("nan"))
    aim, aim_sentence = target, ""
    if target is None:
        day = scope.period.last_day if scope.period else store.spans["responses"][1]
        target_found = aim_of(measure, scope, council, day)
        aim, aim_sentence = target_found.value, target_found.sentence
    elif not 0 <= target <= 1:
        raise CxError(
            f"A target of {target:g} is no share: give a number between 0 and 1, or a percentage such as 90%."
        )
    tip = tipping_point(share, rate, aim) if aim is not None and not np.isnan(rate) else None
    channels = _by_channel(store, scope, council, are_contacts=are_contacts)
    return Bounds(
        scope=answer.sentence,
        sentence=(
            f"Of {say_many(answers, 'person', 'people')} who answered, {say_value(measure, share)} were satisfied; "
            f"allowing for how many answered, {say_range(measure, row['lower'], row['upper'])}."
        ),
        bounds_sentence=_say_bounds(answers, eligible, rate, low, high, are_contacts=are_contacts),
        tipping_sentence=tip.sentence if tip else "",
        satisfied=share,
        lower=float(row["lower"]),
        upper=float(row["upper"]),
        answers=answers,
        asked=eligible,
        asked_are_contacts=are_contacts,
        response_rate=rate,
        bound_lower=low,
        bound_upper=high,
        target=aim,
        target_sentence=aim_sentence,
        tipping=tip,
        weighted=_weigh(store, scope, council, share),
        by_channel=channels,
        heard_sentence=_say_heard(channels),
        notes=answer.notes,
        sources=answer.sources,
        warnings=answer.warnings,
    )


def _count_eligible(store: Store, scope: Scope, council: Council) -> tuple[float, bool]:
    """How many could have answered: those asked, else the contacts; and whether it is contacts. nan if unknown."""
    rate = query(store, "response_rate", (), scope, council=council)
    if len(rate.frame) and rate.frame["denominator"].iloc[0] > 0 and not rate.notes:
        return float(rate.frame["denominator"].iloc[0]), False
    contacts = query(store, "contacts", (), scope, council=council)
    is_known = len(contacts.frame) and contacts.frame["numerator"].iloc[0] > 0 and not contacts.notes
    return (float(contacts.frame["numerator"].iloc[0]) if is_known else float("nan")), True


def _say_bounds(answers: int, eligible: float, rate: float, low: float, high: float, *, are_contacts: bool) -> str:
    if np.isnan(eligible):
        return "Nobody recorded how many were asked, so no one can say how much those who did not answer could change."
    who = "contacts" if are_contacts else "people asked"
    if np.isnan(rate):
        return (
            f"There are more answers ({answers:,}) than {who} ({eligible:,.0f}), so the two files do not describe the "
            "same people, and there is no response rate."
        )
    lead = "Nobody recorded how many were asked; held against all contacts, " if are_contacts else ""
    start = f"{lead}{answers:,} of {eligible:,.0f} {who} answered ({in_100(rate)})."
    return (
        f"{start} Whatever the others think, between {in_100(low)} and {in_100(high)} of all of them are satisfied: "
        "that is all that the answers alone can prove."
    )


def _by_channel(store: Store, scope: Scope, council: Council, *, are_contacts: bool) -> tuple[ResponseRate, ...]:
    measure, column = ("contacts", "numerator") if are_contacts else ("response_rate", "denominator")
    could_answer = query(store, measure, ("channel",), scope, council=council).frame
    answered = query(store, "satisfied", ("channel",), scope, council=council).frame
    answers = {str(row["channel"]): float(row["denominator"]) for row in answered.to_dict("records")}
    eligible = {str(row["channel"]): float(row[column]) for row in could_answer.to_dict("records") if row[column] > 0}
    groups = [level for level in eligible if level in answers]
    if not groups or all(answers[level] > eligible[level] for level in groups):
        return ()
    return response_rates(groups, [answers[level] for level in groups], [eligible[level] for level in groups])


def _say_heard(channels: tuple[ResponseRate, ...]) -> str:
    sentences = []
    for flag in ("heard too little", "heard too much"):
        names = [
            f"{say_level('channel', channel.group)} ({in_100(channel.rate)})"
            for channel in channels
            if channel.flag == flag
        ]
        if names:
            sentences.append(f"{flag.capitalize()} for their number: {say_list(names)}.")
    return " ".join(sentences)


def _weigh(store: Store, scope: Scope, council: Council, raw: float) -> Weighted:
    """Rake the answers to the contacts' shares by channel and customer type together, and by service."""
    if "contacts" not in store.spans:
        return _weigh_nobody("No contacts are loaded, so the answers cannot be weighed to those who got in touch.")
    cells = survey_cells(store, scope, council, dimensions=_RAKED_BY, once=False, drop=False).frame
    groups = [_JOINED.join(pair) for pair in zip(cells["channel"], cells["customer_type"], strict=True)]
    targets, left_out = _targets(store, scope, council, set(groups), set(cells["service"]))
    if targets is None:
        return _weigh_nobody("No contact belongs to a group that answered, so there is nothing to weigh by.")
    times = cells["responses"].to_numpy(dtype=int)
    answers = {
        "channel and customer type": np.repeat(groups, times).tolist(),
        "service": np.repeat(cells["service"].to_numpy(dtype=str), times).tolist(),
    }
    raked = rake(answers, targets)
    if not raked.weighted:
        return _weigh_nobody(*raked.problems)
    hits = np.concatenate(
        [np.arange(n) < satisfied for n, satisfied in zip(times, cells["satisfied"], strict=True)] or [np.zeros(0)]
    )
    share, interval, effective = weighted_share(hits, raked.weights)
    return Weighted(
        share=share,
        lower=float(interval.lower),
        upper=float(interval.upper),
        effective=effective,
        left_out=left_out,
        sentence=_say_weighted(share, raw, (float(interval.lower), float(interval.upper)), effective, left_out),
        problems=(),
        notes=raked.notes,
    )


def _targets(
    store: Store, scope: Scope, council: Council, groups: set[str], services: set[str]
) -> tuple[Mapping[str, Mapping[str, float]] | None, float]:
    """The contacts' shares by group and by service, over those somebody answered for; and the share left out."""
    usable = replace(scope, choices=tuple(c for c in scope.choices if DIMENSIONS[c[0]].on("contacts")))
    frame = query(store, "contacts", _RAKED_BY, usable, council=council).frame
    frame = frame.assign(
        group=[_JOINED.join(pair) for pair in zip(frame["channel"], frame["customer_type"], strict=True)]
    )
    total = float(frame["numerator"].sum())
    frame = frame[frame["group"].isin(groups) & frame["service"].isin(services)]
    covered = float(frame["numerator"].sum())
    if not covered:
        return None, 1.0
    shares = {
        margin: {str(level): float(n) / covered for level, n in frame.groupby(column)["numerator"].sum().items()}
        for margin, column in (("channel and customer type", "group"), ("service", "service"))
    }
    return shares, 1 - covered / total


def _say_weighted(share: float, raw: float, limits: tuple[float, float], effective: float, left_out: float) -> str:
    measure = find_measure("satisfied")
    outside = f" {left_out:.1%} of contacts came from groups that nobody answered for." if left_out > 0 else ""
    return (
        f"Weighed so that each channel, customer type and service counts as it does among contacts, "
        f"{say_value(measure, share)} are satisfied ({say_range(measure, *limits)}), against {say_value(measure, raw)} "
        f"as answered. It is as certain as {effective:,.0f} evenly spread answers would be.{outside} Weighing cannot "
        "mend it if the dissatisfied answer more, or less, than the satisfied."
    )


def _weigh_nobody(*problems: str) -> Weighted:
    nan = float("nan")
    return Weighted(nan, nan, nan, nan, nan, "", problems, ())
