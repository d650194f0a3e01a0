"""What must hold of every measure whatever the data: parts and wholes, narrowing, intervals, bases, columns."""

import math
from datetime import date

import numpy as np
import pytest

from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.intervals import COLUMNS
from cxdata.measures.model import Measure, Unit
from cxdata.measures.query import Answer, query, values_present
from cxdata.measures.registry.dimensions import splits
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store

# A median is no sum; residents are told by several characteristics, each of which is everybody once.
ADDITIVE = [m for m in MEASURES.values() if m.value is None and m.id != "residents"]
NARROW = {"contacts": ("service", "Garden waste"), "responses": ("channel", "web"), "calls": ("queue", "Waste")}


def total(answer: Answer, column: str) -> float:
    return float(answer.frame[column].sum())


@pytest.mark.parametrize("measure", ADDITIVE, ids=lambda m: m.id)
def test_parts_add_up_to_the_total(store: Store, council: Council, measure: Measure) -> None:
    whole = query(store, measure, council=council)
    for name in splits(measure):
        parts = query(store, measure, [name], council=council)
        assert total(parts, "numerator") == pytest.approx(total(whole, "numerator"), rel=1e-12), name
        broadcast = measure.broadcast and not DIMENSIONS[name].on("population")
        if measure.denominator and not broadcast:
            assert total(parts, "denominator") == pytest.approx(total(whole, "denominator"), rel=1e-12), name


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda m: m.id)
def test_choosing_every_value_is_choosing_nothing(store: Store, council: Council, measure: Measure) -> None:
    free = query(store, measure, council=council).frame
    for name in splits(measure):
        if name == "requester":
            continue  # a requester chosen by name brings the staff in, which is what its words say
        tables = [measure.table, *([measure.denominator_table] if measure.denominator_table else [])]
        tables = [table for table in tables if DIMENSIONS[name].on(table)]
        every = {value for table in tables for value in values_present(store, name, table, council)}
        chosen = query(store, measure, scope=Scope().with_choice(name, *sorted(every)), council=council).frame
        assert chosen.equals(free), name


@pytest.mark.parametrize("measure", ADDITIVE, ids=lambda m: m.id)
def test_narrowing_never_raises_a_count(store: Store, council: Council, measure: Measure) -> None:
    scope = Scope()
    counts = [total(query(store, measure, scope=scope, council=council), "numerator")]
    scope = Scope(Period(date(2025, 4, 1), date(2026, 4, 1)))
    counts.append(total(query(store, measure, scope=scope, council=council), "numerator"))
    if measure.table in NARROW:
        scope = scope.with_choice(NARROW[measure.table][0], NARROW[measure.table][1])
        counts.append(total(query(store, measure, scope=scope, council=council), "numerator"))
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("name", [m.id for m in MEASURES.values() if m.share_of])
@pytest.mark.parametrize("by", [[], ["service"], ["month", "customer_type"]], ids=lambda by: "-".join(by) or "all")
def test_shares_of_one_whole_add_up_to_one(store: Store, council: Council, name: str, by: list[str]) -> None:
    frame = query(store, name, by, council=council).frame
    groups = frame.groupby(by) if by else [((), frame)]
    for key, group in groups:
        assert group["denominator"].nunique() == 1, key
        if group["denominator"].iloc[0] >= 10:
            assert group["value"].sum() == pytest.approx(1.0, abs=1e-12), key


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda m: m.id)
def test_the_interval_holds_the_value_and_the_base_decides_whether_there_is_one(
    store: Store, council: Council, measure: Measure
) -> None:
    by = [name for name in ("ward", "service", "queue") if name in splits(measure)][:1] + (
        ["month"] if "month" in splits(measure) else []
    )
    frame = query(store, measure, by, council=council).frame
    if frame["value"].isna().all():  # So few that no group of a month has a base: a group of all dates has.
        frame = query(store, measure, by[:1], council=council).frame
    assert tuple(frame.columns) == (*(d for d in frame.columns if d in DIMENSIONS), *COLUMNS, *dict(measure.extras))
    values = frame[["value", "lower", "upper"]].to_numpy(dtype=float)
    assert not np.isinf(values).any()
    ranged = frame.dropna(subset=["lower", "upper"])
    if measure.unit is Unit.SHARE:
        possible = frame["numerator"] <= frame["denominator"]
        assert len(ranged) == frame[possible]["value"].notna().sum() > 0
    # a rounding in the last place is allowed at a share of exactly 0 or 1
    assert (ranged["lower"] <= ranged["value"] + 1e-12).all()
    assert (ranged["value"] <= ranged["upper"] + 1e-12).all()
    for row in frame.to_dict("records"):
        base = row["denominator"]
        if measure.is_count:
            few = math.isnan(row["numerator"])
        elif measure.unit is Unit.PER_1000:
            few = not base > 0
        else:
            few = not base >= 10
        assert math.isnan(row["value"]) == few or row["numerator"] > base, row
        unsaid = ("too few to say", "nobody counted", "nobody recorded who was asked", "no data")
        assert few == (row["base_note"] in unsaid) or row["numerator"] > base


def test_the_ladder_of_bases_in_words(store: Store, council: Council) -> None:
    frame = query(store, "satisfied", ["ward", "month"], council=council).frame
    for low, high, words in ((1, 9, "too few to say"), (10, 29, "very small base"), (30, 99, "small base")):
        notes = set(frame[frame["denominator"].between(low, high)]["base_note"])
        assert notes == {words}
    assert set(query(store, "satisfied", ["ward"], council=council).frame["base_note"]) == {""}


def test_a_share_of_one_channel_keeps_the_whole_as_its_base(store: Store, council: Council) -> None:
    contacts = query(store, "contacts", council=council).frame["numerator"].iloc[0]
    phone = query(store, "channel_share", scope=Scope().with_choice("channel", "phone"), council=council).frame
    assert list(phone["channel"]) == ["phone"]
    assert phone["denominator"].iloc[0] == contacts
    assert phone["numerator"].iloc[0] < contacts


def test_the_response_rate_is_not_split_by_what_the_invitations_do_not_say(store: Store) -> None:
    with pytest.raises(CxError) as ward:
        query(store, "response_rate", ["ward"])
    assert str(ward.value) == (
        "'response_rate' cannot be split by ward: there is no ward in the invitations data. It can be split by "
        "channel, channel_group, service, customer_type, month, quarter, half_year, financial_year, calendar_year."
    )
    with pytest.raises(CxError, match="no weekday in the invitations data"):
        query(store, "response_rate", ["weekday"])


def test_a_choice_the_data_cannot_apply_is_said_or_refused(store: Store) -> None:
    abbey = Scope().with_choice("ward", "Kilnfield")
    answer = query(store, "average_wait", scope=abbey)
    assert answer.notes == ("'Average phone wait' is not narrowed by ward: there is none in the calls data.",)
    with pytest.raises(CxError, match="there is none in the calls data. Leave that choice out."):
        query(store, "average_wait", scope=abbey, strict=True)


def test_wards_and_other_names_with_numbers_are_in_their_own_order(store: Store, council: Council) -> None:
    wards = list(query(store, "contacts", ["ward"], council=council).frame["ward"])
    assert wards[-1] == "Not recorded"
    assert wards[:-1] == sorted(wards[:-1])
    weekdays = list(query(store, "contacts", ["weekday"], council=council).frame["weekday"])
    assert weekdays == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    hours = list(query(store, "contacts", ["hour"], council=council).frame["hour"])
    assert hours == [f"{hour:02d}:00" for hour in range(24)]
    quarters = list(query(store, "contacts", ["quarter"], council=council).frame["quarter"])
    assert (quarters[0], quarters[-1], len(quarters)) == ("2024/25 Q1", "2026/27 Q2", 10)
