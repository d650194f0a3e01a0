"""Targets held against their figures: counted again from the rows, judged with their range, and said in words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cxdata.analysis.asking import FromStore
from cxdata.analysis.targets.aims import goals_of
from cxdata.analysis.targets.order import in_order
from cxdata.analysis.targets.rows import Row, target_rows
from cxdata.analysis.targets.verdict import Verdict, judge
from cxdata.analysis.targets.words import say_found, say_moves, say_realism, say_row, say_target
from cxdata.council import Council, Target, read_council
from cxdata.measures import MEASURES, find_measure
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.statements import listening
from cxdata.store import Store, open_store
from tests.analysis.targets.renewals import SERVICE, load_renewals
from tests.cli.terminal import run

YEAR = Period(date(2025, 9, 1), date(2026, 9, 1))
SINCE = date(2024, 4, 1)


def rows_of(store: Store, *targets: Target, scope: Scope | None = None) -> tuple[Row, ...]:
    return target_rows(FromStore(store, Council(targets=targets), scope or Scope(YEAR)))


def row_of(store: Store, target: Target, **options: object) -> Row:
    [row] = rows_of(store, target, **options)
    return row


def on_time(store: Store, first: str, after: str, where: str = "true") -> tuple[float, float]:
    """How many contacts were dealt with on time, and of how many, counted from the rows."""
    [counts] = store.tuples(
        f"select sum(count) filter (where kept), sum(count) from contacts where kept is not null and {where} "
        f"and requester <> 'staff' and received_at >= '{first}' and received_at < '{after}'"
    )
    return counts


def test_month_year_and_period_stand_side_by_side_and_are_of_the_rows(store: Store) -> None:
    row = row_of(store, Target("on_time", SINCE, low=0.9))
    for figure, first, after in (
        (row.month, "2026-08-01", "2026-09-01"),
        (row.year, "2026-04-01", "2026-09-01"),
        (row.period, "2025-09-01", "2026-09-01"),
    ):
        assert figure is not None
        assert (figure.numerator, figure.denominator) == on_time(store, first, after)
        assert figure.span.period == Period(date.fromisoformat(first), date.fromisoformat(after))
        assert figure.verdict is (Verdict.CLOSE if figure.lower < 0.9 < figure.upper else Verdict.MISSED)
    assert row.verdict is Verdict.MISSED, "89.5% of 39,677"
    assert [step.start for step in row.course][::12] == [date(2025, 8, 1), date(2026, 8, 1)]


def test_the_distance_is_in_transactions(tmp_path: Path) -> None:
    """The minutes: of about 25,000 renewals 70% came online and 16% by automated phone; the aim was 80 to 85%."""
    data = tmp_path / "data"
    load_renewals(tmp_path, data)
    store = open_store(data)
    band = Target("online_share", date(2025, 4, 1), low=0.8, high=0.85, services=(SERVICE,))
    words = say_row(row_of(store, band, scope=Scope()))
    assert words[0] == "2,500 more of 25,000 contacts reach 80%, 3,750 reach 85%."
    assert words[1] == "Another 16.0% came by automated phone, which is not online: 86.0% with it."


@pytest.mark.parametrize(
    ("measure", "ends", "figure", "verdict"),
    [
        ("on_time", {"low": 0.9}, (0.92, 0.91, 0.93), Verdict.MET),
        ("on_time", {"low": 0.9}, (0.88, 0.87, 0.89), Verdict.MISSED),
        ("on_time", {"low": 0.9}, (0.89, 0.87, 0.91), Verdict.CLOSE),
        ("on_time", {"low": 0.8, "high": 0.85}, (0.82, 0.81, 0.83), Verdict.MET),
        ("average_wait", {"high": 120.0}, (120.0, float("nan"), float("nan")), Verdict.MET),
        ("average_wait", {"high": 120.0}, (120.4, float("nan"), float("nan")), Verdict.MISSED),
        ("on_time", {"direction": "up", "baseline": 0.4}, (0.4, float("nan"), float("nan")), Verdict.MISSED),
        ("assisted_share", {"low": 0.3, "high": 0.4}, (0.45, 0.44, 0.46), Verdict.MISSED),
        ("assisted_share", {"low": 0.3, "high": 0.4}, (0.35, 0.34, 0.36), Verdict.MET),
        ("on_time", {"low": 0.9}, (float("nan"),) * 3, Verdict.NOT_JUDGED),
    ],
)
def test_met_missed_or_too_close_to_say(
    measure: str, ends: dict, figure: tuple[float, float, float], verdict: Verdict
) -> None:
    definition = find_measure(measure)
    assert judge(definition, goals_of(definition, Target(measure, SINCE, **ends)), *figure) is verdict


def test_what_is_promised_is_said_as_it_was_written() -> None:
    said = [
        say_target(find_measure(one.measure), one)
        for one in (
            Target("on_time", SINCE, low=0.9),
            Target("online_share", SINCE, low=0.8, high=0.85),
            Target("online_share", SINCE, direction="up", baseline=0.4),
            Target("average_wait", SINCE, high=120.0),
            Target("complaints", SINCE, high=50),
        )
    ]
    assert said == ["at least 90%", "80% to 85%", "up from 40%", "at most 2 min", "at most 50 a month"]


def test_a_baseline_has_a_direction_and_no_distance(store: Store) -> None:
    row = row_of(store, Target("on_time", SINCE, direction="up", baseline=0.4))
    counted, of = on_time(store, "2025-09-01", "2026-09-01")
    assert say_row(row) == [f"Up {(counted / of - 0.4) * 100:.1f} points from 40.0%."]
    assert row.verdict is Verdict.MET


def test_a_moved_target_is_judged_since_it_began_and_says_how_it_was_moved(store: Store) -> None:
    before = Target("average_wait", SINCE, high=300.0)
    after = Target("average_wait", date(2025, 10, 1), high=120.0)
    [moved] = rows_of(store, before, after)
    assert moved.period is not None
    assert moved.period.span.period == Period(date(2025, 10, 1), date(2026, 9, 1))
    assert say_moves(moved) == ["Moved on 1 October 2025: from at most 5 min to at most 2 min, which is harder."]
    assert "Judged from 1 October 2025 on, when it began." in say_row(moved)
    earlier = replace(Scope(YEAR), period=Period(date(2025, 4, 1), date(2025, 10, 1)))
    [old] = rows_of(store, before, after, scope=earlier)
    assert old.goals[0].value == 300.0
    assert say_moves(old) == ["From 1 October 2025 on: at most 2 min."]


def test_how_fast_it_must_go_beside_the_best_six_months(store: Store) -> None:
    """The pace by hand: from the newest month to the goal in twelve; the best of all steps of six months."""
    row = row_of(store, Target("online_share", SINCE, low=0.8))
    counted = store.tuples(
        "select date_trunc('month', received_at)::date, "
        "sum(count) filter (where channel in ('web', 'app')) / sum(count) from contacts "
        "where channel not in ('partner', 'other', 'Not recorded') and requester <> 'staff' "
        "and received_at < '2026-09-01' group by 1 order by 1"
    )
    shares = [float(share) for _, share in counted]
    best = max(later - earlier for earlier, later in zip(shares, shares[6:], strict=False)) / 6
    assert row.pace is not None
    assert row.pace.needed == pytest.approx((0.8 - shares[-1]) / 12)
    assert row.pace.best_half == pytest.approx(best)
    needed = f"{100 * (0.8 - shares[-1]) / 12:.1f}"
    assert say_realism(row) == (
        f"Needs {needed} points a month from {100 * shares[-1]:.1f}% in August 2026 to reach 80% by August 2027. "
        f"The best six months gave {100 * best:.1f}, "
        "so it was never that fast."
    )
    own = row_of(store, Target("online_share", SINCE, low=0.8, by=date(2027, 3, 31)))
    assert own.pace is not None
    assert own.pace.needed == pytest.approx((0.8 - shares[-1]) / 7)
    late = row_of(store, Target("online_share", SINCE, low=0.8, by=date(2026, 3, 31)))
    assert say_realism(late) == "It was to be reached by 31 March 2026."


def test_a_target_of_a_count_is_for_a_month(store: Store) -> None:
    row = row_of(store, Target("contacts", SINCE, high=4000))
    ((total,),) = store.tuples(
        "select sum(count) from contacts where requester <> 'staff' and received_at >= '2025-09-01' "
        "and received_at < '2026-09-01'"
    )
    assert row.period is not None
    assert row.period.value == pytest.approx(total / 12)
    assert row.verdict is (Verdict.MET if total / 12 <= 4000 else Verdict.MISSED)


def test_what_cannot_be_judged_says_why(store: Store) -> None:
    rows = rows_of(
        store,
        Target("on_time", date(2027, 4, 1), low=0.95),
        Target("on_time", SINCE, low=0.9, services=("Garden wast",)),
        Target("channel_share", SINCE, low=0.5),
        Target("on_time", SINCE, note="to be agreed", services=("Benefits",)),
        Target("response_rate", SINCE, low=0.3, services=("Benefits",)),
    )
    begins, unknown, share, nothing, *_ = (" ".join(say_row(row)) for row in rows)
    assert begins.startswith("It begins on 1 April 2027, after the period chosen.")
    assert unknown == "There is no service “Garden wast” in the data. Did you mean Garden waste?"
    assert share.startswith("“Share of contacts by channel” has a figure for each channel")
    assert nothing.startswith("It has neither a number nor a baseline with a direction")
    assert [row.verdict for row in rows[:4]] == [Verdict.NOT_JUDGED] * 4


def test_a_target_without_data_names_the_export(tmp_path: Path) -> None:
    load_renewals(tmp_path, tmp_path / "data")
    store = open_store(tmp_path / "data")
    row = row_of(store, Target("average_wait", date(2025, 4, 1), high=120.0), scope=Scope())
    assert say_row(row) == ["'Average phone wait' has no data yet: load an export of calls and visits."]
    assert say_found([row]) == "None of 1 target can be judged here: see why in the table"


def test_a_ward_has_no_verdict_on_what_knows_no_wards(store: Store) -> None:
    ward = Scope(YEAR).with_choice("ward", "Mill & Quay")
    waits, kept = rows_of(
        store, Target("average_wait", SINCE, high=120.0), Target("on_time", SINCE, low=0.9), scope=ward
    )
    assert waits.problem == "Not judged here: there is no ward in its data."
    here = on_time(store, "2025-09-01", "2026-09-01", "ward = 'Mill & Quay'")
    assert kept.period is not None
    assert (kept.period.numerator, kept.period.denominator) == here


def test_a_hundred_targets_are_asked_in_a_few_statements(store: Store) -> None:
    """Twenty services times five measures: one statement a kind of rows, not one a target."""
    services = store.levels("service")
    measures = ("on_time", "online_share", "satisfied", "dissatisfied", "days_to_close", "closed_over_limit")
    targets = [Target(measure, SINCE, low=0.5, services=(service,)) for measure in measures for service in services]
    targets += [Target(name, SINCE, low=0.5) for name, one in MEASURES.items() if not one.share_of]
    targets += [Target("on_time", SINCE, low=0.5, services=pair) for pair in zip(services, services[1:], strict=False)]
    with listening() as asked:
        rows = rows_of(store, *targets)
    assert len(rows) == len(targets) >= 100
    assert len(asked) <= 45
    assert "targets missed" in say_found(in_order(rows))


def test_since_the_strategy_and_half_years_are_periods_of_it(sample_data: Path) -> None:
    half = run(sample_data, "targets", "--period", "2025/26 H1", "--format", "json")
    assert half.code == 0, half.err
    assert '"period": "2025/26 H1"' in half.out
    assert read_council(sample_data).targets, "the sample has targets"


@pytest.mark.parametrize(
    ("since", "judged"), [(date(2026, 8, 1), True), (date(2026, 8, 2), False), (date(2026, 8, 31), False)]
)
def test_month_in_whose_middle_a_target_began_is_not_judged(store: Store, since: date, judged: bool) -> None:
    """All of August was held against a target of its last day."""
    row = row_of(store, Target("on_time", since, low=0.5))
    assert row.month is not None
    assert (row.month.verdict is Verdict.MET) is judged
    said = "August 2026 is not judged by itself: the target began in the middle of it."
    assert (said in say_row(row)) is not judged
