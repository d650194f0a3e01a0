"""What must hold of the search whatever the survey."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import fisher_exact

from benchmarks.hidden.kinds import Kind
from benchmarks.hidden.surveys import DIMENSIONS, survey
from cxdata.stats.pockets.cells import values_of
from cxdata.stats.pockets.change import REST, find_changes
from cxdata.stats.pockets.confirm import confirm_pockets
from cxdata.stats.pockets.find import find_pockets
from tests.stats.test_pockets import DIMENSIONS as FACTS
from tests.stats.test_pockets import described, plant
from tests.stats.test_pockets import survey as even_survey


def channels(rows: dict[str, tuple[int, int]]) -> pd.DataFrame:
    """One fact: channel -> (answers, dissatisfied)."""
    return pd.DataFrame(
        {
            "channel": list(rows),
            "responses": [n for n, _ in rows.values()],
            "dissatisfied": [d for _, d in rows.values()],
        }
    )


def test_no_group_is_listed_that_is_better_than_the_whole_rest() -> None:
    # Oxford: the website is so bad that by phone 5 % is better than the 15 % of all others.
    found = find_pockets(channels({"face to face": (1400, 14), "phone": (3000, 150), "web": (1600, 432)}), ["channel"])
    assert described(found) == [{"channel": "web"}]


@pytest.mark.parametrize("seed", range(6))
def test_a_large_bad_group_has_nobody_better_served_beside_it(seed: int) -> None:
    drawn = survey(Kind("large", "", large=1.5), seed)
    found = find_pockets(drawn.cells(), DIMENSIONS)
    for pocket in found.pockets:
        inside = drawn.members(pocket.conditions)
        assert drawn.dissatisfied[inside].mean() > drawn.dissatisfied[~inside].mean()
        assert pocket.rate > pocket.rest_rate


@pytest.mark.parametrize("seed", range(4))
def test_the_same_answers_three_times_over_find_nothing_new(seed: int) -> None:
    once = survey(Kind("weak", "", responses=4000, pockets=2, low=0.5, high=1.0), seed).cells()
    thrice = once.assign(responses=3 * once["responses"], dissatisfied=3 * once["dissatisfied"])
    found = {repr(one) for one in described(find_pockets(once, DIMENSIONS))}
    again = {repr(one) for one in described(find_pockets(thrice, DIMENSIONS))}
    assert again <= found
    # Taken for new witnesses they would make a list.
    assert len(find_pockets(thrice, DIMENSIONS, alike=False).pockets) > len(found)


def test_where_every_answer_differs_in_some_fact_each_counts_fully() -> None:
    rng = np.random.default_rng(4)
    numbers = {"tens": [f"{i // 25}" for i in range(600)], "units": [f"{i % 25}" for i in range(600)]}
    people = pd.DataFrame({**numbers, "channel": rng.choice(["web", "phone"], 600)})
    bad = (people["channel"] == "web") & (rng.random(600) < 0.4)
    found = find_pockets(people.assign(responses=1, dissatisfied=bad.astype(int)), ["tens", "units", "channel"])
    (pocket,) = found.pockets
    assert pocket.conditions == {"channel": "web"}
    assert pocket.design_effect == 1


def test_under_twenty_levels_nothing_is_said_of_differences_in_general() -> None:
    # Three channels, all truly different: with so few the median says nothing, and the ordinary list is given.
    found = find_pockets(channels({"post": (2000, 100), "phone": (2000, 200), "web": (2000, 400)}), ["channel"])
    assert not found.adds_up
    assert described(found) == [{"channel": "web"}]


def test_where_all_levels_differ_only_what_passes_the_sum_of_its_facts_is_listed() -> None:
    # Every second ward has 8.5 % and not 3.5 %, service 4 has 2.4 points more: none is 3 points worse than the rest.
    # Both together have 10.9 %, 5 points more than the rest, for no reason but that the facts add up.
    rows = [
        (f"ward {ward:02d}", f"service {service}", 1000, 35 + 50 * (ward % 2) + 24 * (service == 4))
        for ward in range(20)
        for service in range(5)
    ]
    cells = pd.DataFrame(rows, columns=["ward", "service", "responses", "dissatisfied"])
    found = find_pockets(cells, ["ward", "service"])
    assert found.adds_up
    assert found.pockets == ()
    # 15 % where the facts add up to 3.5 % is listed, and it alone.
    more = cells["dissatisfied"].mask((cells["ward"] == "ward 04") & (cells["service"] == "service 1"), 150)
    found = find_pockets(cells.assign(dissatisfied=more), ["ward", "service"])
    assert found.adds_up
    assert described(found) == [{"ward": "ward 04", "service": "service 1"}]


def test_names_and_order_change_nothing() -> None:
    cells = survey(Kind("clean", "", responses=6000, pockets=2), 1).cells()
    found = find_pockets(cells, DIMENSIONS)
    # The other way round in the alphabet: level 01 becomes 98, and so on.
    flipped = cells.sample(frac=1, random_state=3)
    for name in DIMENSIONS:
        flipped[name] = [f"{name} {99 - int(value.rsplit(' ', 1)[1]):02d}" for value in flipped[name]]
    again = find_pockets(flipped, DIMENSIONS[::-1])
    there = [(one.responses, one.dissatisfied, one.p_value) for one in found.pockets]
    assert there
    assert [(one.responses, one.dissatisfied, one.p_value) for one in again.pockets] == there


def test_like_levels_become_one_group_with_the_figures_of_all_its_people() -> None:
    rates = {"tenant": 0.25, "leaseholder": 0.24, "owner": 0.05, "landlord": 0.05, "student": 0.05}
    cells = channels({name: (600, round(600 * rate)) for name, rate in rates.items()}).rename(
        columns={"channel": "customer"}
    )
    (pocket,) = find_pockets(cells, ["customer"]).pockets
    assert pocket.conditions == {"customer": ("leaseholder", "tenant")}
    assert (pocket.responses, pocket.dissatisfied) == (1200, 150 + 144)
    assert pocket.rest_rate == 0.05
    assert fisher_exact([[150, 450], [144, 456]]).pvalue > 0.05
    assert pocket.already_listed == 0
    # The same list, kept as JSON and tested again.
    (again,) = confirm_pockets([{"conditions": {"customer": ["leaseholder", "tenant"]}}], cells)
    assert (again.responses, again.dissatisfied, again.verdict) == (1200, 294, "confirmed")


def test_levels_that_differ_stay_two_groups() -> None:
    rates = {"tenant": 0.4, "leaseholder": 0.2, "owner": 0.05, "landlord": 0.05, "student": 0.05}
    cells = channels({name: (600, round(600 * rate)) for name, rate in rates.items()})
    assert fisher_exact([[240, 360], [120, 480]]).pvalue < 0.05
    assert described(find_pockets(cells, ["channel"])) == [{"channel": "tenant"}, {"channel": "leaseholder"}]


def test_a_single_level_is_a_plain_value() -> None:
    (pocket,) = find_pockets(plant(even_survey(), {"customer": "business"}, 30), FACTS).pockets
    assert dict(pocket.conditions) == {"customer": "business"}
    assert values_of(pocket.conditions["customer"]) == ("business",)


def test_batches_are_asked_about_only_when_a_group_has_passed() -> None:
    asked = []

    def count(conditions: object, aside: object) -> tuple[()]:
        asked.append(conditions)
        return ()

    find_pockets(even_survey(), FACTS, batches=count)
    assert asked == []
    find_pockets(plant(even_survey(), {"customer": "business"}, 30), FACTS, batches=count)
    assert asked == [{"customer": "business"}]


def test_bad_days_are_no_group_once_the_days_are_known() -> None:
    kind = Kind("batches", "", responses=5000, batch_size=25, batch_sd=1.5)
    without, with_days = 0, 0
    for seed in range(8):
        drawn = survey(kind, seed)
        without += bool(find_pockets(drawn.cells(), DIMENSIONS).pockets)
        with_days += bool(find_pockets(drawn.cells(), DIMENSIONS, batches=drawn.count_batches).pockets)
    assert without >= 4
    assert with_days <= 1


def test_a_pocket_that_was_there_before_drove_no_change() -> None:
    bad = plant(even_survey(each=200, bad=10), {"customer": "business", "channel": "phone"}, 60)
    changes = find_changes(bad, bad, FACTS)
    assert [one.verdict for one in changes.groups] == ["as before"]
    assert changes.drivers == ()
    assert changes.split.change == 0


def test_the_parts_of_a_change_add_up_to_it() -> None:
    before = even_survey(each=200, bad=10)
    now = plant(before, {"channel": "phone", "service": "council tax"}, 40)
    changes = find_changes(before, now, FACTS)
    (driver,) = changes.drivers
    assert driver.conditions == {"channel": "phone", "service": "council tax"}
    assert (driver.before, driver.now) == ((30, 600), (120, 600))
    # 5 % to 20 % of a twelfth of all: 1.25 points, which is the whole change; 90 more than before.
    assert driver.excess == pytest.approx(90)
    parts = {term.group: term.mix + term.within for term in changes.split.terms}
    assert parts == {"0": pytest.approx(0.0125), REST: pytest.approx(0)}
    assert sum(parts.values()) == pytest.approx(450 / 7200 - 360 / 7200)


def test_a_rise_is_found_in_a_group_that_was_better_than_the_rest() -> None:
    # Students go from 2 % to 6 %, everybody else stays at 8 %: worse than they were, not worse than the rest.
    def period(students: int) -> pd.DataFrame:
        return channels({"student": (2000, students), "tenant": (3000, 240), "owner": (3000, 240)})

    changes = find_changes(period(40), period(120), ["channel"])
    assert [(dict(one.conditions), one.verdict) for one in changes.drivers] == [
        ({"channel": "student"}, "got worse by more than the rest")
    ]
    assert find_pockets(period(120), ["channel"]).pockets == ()


def test_everybody_up_alike_is_nobodys_change() -> None:
    changes = find_changes(even_survey(each=200, bad=10), even_survey(each=200, bad=20), FACTS)
    assert changes.groups == ()
    assert [term.group for term in changes.split.terms] == [REST]
    assert changes.split.change == pytest.approx(0.05)


def test_a_group_that_was_hardly_there_before_is_told_apart() -> None:
    before = even_survey(each=200, bad=10)
    few = before["responses"].where(before["channel"] != "web", 1)
    changes = find_changes(before.assign(responses=few, dissatisfied=before["dissatisfied"].clip(upper=few)),
                           plant(before, {"channel": "web"}, 50), FACTS)  # fmt: skip
    assert [one.verdict for one in changes.groups] == ["not there before"]


def test_a_period_without_answers_has_no_change() -> None:
    empty = even_survey(each=0, bad=0)
    with pytest.raises(ValueError, match="two periods in which somebody answered"):
        find_changes(empty, even_survey(), FACTS)
