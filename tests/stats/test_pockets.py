"""Planted pockets found exactly, nothing found where there is nothing, and every state said in words."""

import json
from itertools import product

import pandas as pd
import pytest
from scipy.stats import binom

from cxdata.stats.pockets.find import PocketSearch, Rules, find_pockets, smallest_detectable

DIMENSIONS = ["customer", "channel", "service"]
CUSTOMERS = ("business", "resident", "visitor")
CHANNELS = ("phone", "post", "web")
SERVICES = ("bins", "council tax", "housing", "planning")


def survey(each: int = 100, bad: int = 5) -> pd.DataFrame:
    """Every combination with `each` answers, `bad` of them dissatisfied."""
    rows = [(*facts, each, bad) for facts in product(CUSTOMERS, CHANNELS, SERVICES)]
    return pd.DataFrame(rows, columns=[*DIMENSIONS, "responses", "dissatisfied"])


def plant(cells: pd.DataFrame, conditions: dict[str, str], dissatisfied: int) -> pd.DataFrame:
    """Set the dissatisfied of every cell that meets the conditions."""
    inside = pd.Series(True, index=cells.index)
    for name, value in conditions.items():
        inside &= cells[name] == value
    return cells.assign(dissatisfied=cells["dissatisfied"].mask(inside, dissatisfied))


def described(result: PocketSearch) -> list[dict[str, str]]:
    return [dict(pocket.conditions) for pocket in result.pockets]


@pytest.mark.parametrize(
    "conditions",
    [
        {"customer": "business"},
        {"customer": "business", "channel": "phone"},
        {"customer": "business", "channel": "phone", "service": "housing"},
    ],
    ids=["one fact", "two facts", "three facts"],
)
def test_a_planted_pocket_is_found_with_its_own_description_and_nothing_else(conditions: dict[str, str]) -> None:
    # Its parents are worse than the rest only through it: once it is set aside they are as everyone else.
    assert described(find_pockets(plant(survey(), conditions, 30), DIMENSIONS)) == [conditions]


def test_the_figures_of_one_pocket_by_hand() -> None:
    # 36 cells of 100: business by phone is 4 of them, 30 of 100 dissatisfied in each, 5 of 100 elsewhere.
    result = find_pockets(plant(survey(), {"customer": "business", "channel": "phone"}, 30), DIMENSIONS)
    (pocket,) = result.pockets
    assert (result.total_responses, result.total_dissatisfied) == (3600, 4 * 30 + 32 * 5)
    assert (pocket.responses, pocket.dissatisfied, pocket.rate, pocket.rest_rate) == (400, 120, 0.3, 0.05)
    assert pocket.excess == pytest.approx(120 - 400 * 0.05)
    assert (pocket.already_listed, pocket.found) == (0, 1)
    assert 280 / 3600 < pocket.shrunk_rate < 0.3
    # 3 + 3 + 4 groups by one fact, 9 + 12 + 12 by two, 36 by three.
    assert result.groups_searched == pocket.tested.groups == 79
    assert result.reason is None


def test_the_rest_of_both_wider_groups_is_fine() -> None:
    # Enough answers that the whole interval is below 3 points: the rest of business is 5 %, and so is nearly everyone.
    cells = plant(survey(each=1000, bad=50), {"customer": "business", "channel": "phone"}, 300)
    (pocket,) = find_pockets(cells, DIMENSIONS).pockets
    assert [dict(one.conditions) for one in pocket.rest_is_fine] == [{"channel": "phone"}, {"customer": "business"}]
    rest = pocket.rest_is_fine[1]
    assert (rest.responses, rest.dissatisfied, rest.rate) == (8000, 400, 0.05)
    assert rest.difference == pytest.approx(0.05 - 0.05)


def test_the_rest_of_a_wider_group_that_is_bad_too_is_not_called_fine() -> None:
    cells = plant(survey(each=1000, bad=50), {"customer": "business"}, 100)
    cells = plant(cells, {"customer": "business", "channel": "phone"}, 500)
    result = find_pockets(cells, DIMENSIONS)
    first = min(result.pockets, key=lambda pocket: pocket.found)
    assert dict(first.conditions) == {"customer": "business", "channel": "phone"}
    verdicts = {tuple(one.conditions.values()): one.verdict for one in first.remainders}
    assert verdicts == {("phone",): "fine", ("business",): "also worse"}
    # The rest of business is then found in its turn, and says how much of it was listed already.
    second = max(result.pockets, key=lambda pocket: pocket.found)
    assert (dict(second.conditions), second.responses, second.already_listed) == ({"customer": "business"}, 12000, 4000)
    assert (second.tested.responses, second.tested.dissatisfied) == (8000, 800)


def test_the_worst_part_is_named_and_its_figures_are_the_pockets_own() -> None:
    cells = plant(survey(each=1000, bad=50), {"customer": "business"}, 200)
    cells = plant(cells, {"customer": "business", "service": "housing"}, 260)
    (pocket,) = find_pockets(cells, DIMENSIONS).pockets
    assert dict(pocket.conditions) == {"customer": "business"}
    part = pocket.worst_part
    assert part is not None
    assert dict(part.conditions) == {"customer": "business", "service": "housing"}
    assert (part.responses, part.dissatisfied, part.rate) == (3000, 780, 0.26)
    assert (part.rest_responses, part.rest_dissatisfied) == (9000, 1800)


def test_an_even_pocket_has_no_worst_part() -> None:
    (pocket,) = find_pockets(plant(survey(), {"customer": "business"}, 30), DIMENSIONS).pockets
    assert pocket.worst_part is None


def test_a_wider_group_is_not_listed_for_the_sake_of_a_part_where_the_total_would_mislead() -> None:
    # As at Berkeley: phone looks far worse than web overall only because housing mostly rings; within each service
    # the channels are equal. The service is the pocket, and no channel is listed.
    rows = [
        ("phone", "housing", 900, 270),
        ("web", "housing", 100, 30),
        ("phone", "bins", 400, 20),
        ("web", "bins", 3600, 180),
    ]
    cells = pd.DataFrame(rows, columns=["channel", "service", "responses", "dissatisfied"])
    phone = cells[cells["channel"] == "phone"]
    assert phone["dissatisfied"].sum() / phone["responses"].sum() == pytest.approx(0.223, abs=0.001)
    assert described(find_pockets(cells, ["channel", "service"])) == [{"service": "housing"}]


def test_those_whose_fact_is_not_recorded_can_be_the_pocket() -> None:
    cells = plant(survey(), {"channel": "post"}, 30)
    cells["channel"] = cells["channel"].mask(cells["channel"] == "post", None)
    assert described(find_pockets(cells, DIMENSIONS)) == [{"channel": "Not recorded"}]


def test_the_same_people_by_another_name_are_listed_once_with_the_other_name_beside() -> None:
    # A team that answers 95 % of housing and nothing else.
    cells = plant(survey(), {"service": "housing"}, 30).assign(
        team=lambda one: one["service"].eq("housing").map({True: "team H", False: "team A"})
    )
    few = cells[cells["service"] == "housing"].assign(team="team A", responses=10, dissatisfied=3)
    result = find_pockets(pd.concat([cells, few]), [*DIMENSIONS, "team"])
    assert len(result.pockets) == 1
    (pocket,) = result.pockets
    names = [dict(pocket.conditions), *(dict(one.conditions) for one in pocket.also_described_as)]
    assert {"service": "housing"} in names
    assert {"team": "team H"} in names
    assert pocket.also_described_as[0].jaccard == pytest.approx(900 / 990)


def test_an_exact_tie_goes_to_the_name_that_comes_first_whatever_the_order_of_the_columns() -> None:
    # Two facts that always agree: both describe the pocket equally well.
    cells = plant(survey(), {"service": "housing"}, 30).assign(team=lambda one: "team of " + one["service"])
    forwards = find_pockets(cells, ["service", "team", "channel"])
    backwards = find_pockets(cells.iloc[::-1], ["channel", "team", "service"])
    assert described(forwards) == described(backwards) == [{"service": "housing"}]
    assert forwards.kept_apart == (("service", "team"),)
    assert [dict(one.conditions) for one in forwards.pockets[0].also_described_as] == [{"team": "team of housing"}]


def test_the_order_of_rows_and_splitting_a_cell_over_rows_change_nothing() -> None:
    cells = plant(survey(), {"customer": "business", "channel": "phone"}, 30)
    halves = [
        cells.assign(responses=50, dissatisfied=cells["dissatisfied"] // 2 + odd * (cells["dissatisfied"] % 2))
        for odd in (0, 1)
    ]
    again = pd.concat(halves).sample(frac=1, random_state=1)
    assert find_pockets(again, DIMENSIONS) == find_pockets(cells, DIMENSIONS)


def test_pockets_are_listed_by_excess_though_chosen_by_evidence() -> None:
    # 19 % of 800 is stronger evidence (91 more than their share); 12 % of 2,400 is more people (112).
    cells = plant(survey(each=200, bad=10), {"channel": "web"}, 24)
    cells = plant(cells, {"customer": "visitor", "channel": "phone"}, 38)
    result = find_pockets(cells, DIMENSIONS)
    assert described(result) == [{"channel": "web"}, {"customer": "visitor", "channel": "phone"}]
    assert [pocket.found for pocket in result.pockets] == [2, 1]
    assert [pocket.excess for pocket in result.pockets] == [
        pytest.approx(288 - 2400 * (152 + 200) / 4800),
        pytest.approx(152 - 800 * (288 + 200) / 6400),
    ]


def test_no_more_than_asked_for_are_listed() -> None:
    cells = plant(plant(survey(), {"channel": "web"}, 15), {"customer": "visitor", "channel": "phone"}, 30)
    assert len(find_pockets(cells, DIMENSIONS).pockets) == 2
    assert len(find_pockets(cells, DIMENSIONS, max_pockets=1).pockets) == 1


def test_a_difference_that_is_sure_but_small_is_not_listed() -> None:
    # 7 % against 5 % of 36,000: p is far below .001, but 2 points is under the 3 that count.
    cells = plant(survey(each=1000, bad=50), {"customer": "business"}, 70)
    assert described(find_pockets(cells, DIMENSIONS)) == []
    assert described(find_pockets(cells, DIMENSIONS, min_gap=0.02)) == [{"customer": "business"}]


def test_nothing_found_says_what_was_looked_at_and_what_could_still_hide() -> None:
    result = find_pockets(survey(), DIMENSIONS)
    assert result.pockets == ()
    # At 5 % the chance of 9 or more in 50 is .0008 and of 10 or more .00016; q shared over 79 groups is .00063.
    assert binom.sf(8, 50, 0.05) > 0.05 / 79 > binom.sf(9, 50, 0.05)
    assert result.reason == (
        "We looked at 79 groups; none is worse than the rest by more than chance would give and by at least "
        "3 percentage points. Groups under 50 could hide more; a group of 50 would be found from 10 dissatisfied."
    )


def test_the_smallest_detectable_pocket_at_the_published_settings() -> None:
    # Worked out beforehand for 5,340 groups: 13, 19, 39 at 6 % and 8, 11, 20 at 2 %.
    for dissatisfied, fewest in ((1200, [13, 19, 39]), (400, [8, 11, 20])):
        sizes = smallest_detectable(total_responses=20_000, total_dissatisfied=dissatisfied, groups=5340, rules=Rules())
        assert [size.responses for size in sizes] == [50, 100, 300]
        assert [size.dissatisfied for size in sizes] == fewest
        assert sizes[0].rate == fewest[0] / 50


def test_the_smallest_detectable_pocket_passes_the_other_rules_too() -> None:
    # With few groups and many answers chance alone would allow less than 3 points above 50 %: 300 need 159, not fewer.
    sizes = smallest_detectable(total_responses=1000, total_dissatisfied=500, groups=1, rules=Rules(q=0.5))
    assert sizes[2].dissatisfied == 159
    # Groups under min_base are not searched, so no number of dissatisfied would have them found.
    sizes = smallest_detectable(total_responses=1000, total_dissatisfied=60, groups=50, rules=Rules(min_base=100))
    assert (sizes[0].dissatisfied, sizes[0].rate) == (None, None)
    # Nor can any number where nearly all are dissatisfied.
    sizes = smallest_detectable(total_responses=1000, total_dissatisfied=990, groups=50, rules=Rules())
    assert [size.dissatisfied for size in sizes] == [None, None, None]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (survey(each=0, bad=0), "There are no responses to search."),
        (survey(bad=0), "No dissatisfied responses recorded among 3,600, so there is no group to look for."),
        (survey(bad=100), "All 3,600 responses are dissatisfied, so no group is worse than the rest."),
        (
            survey(each=5, bad=1),
            "The search is off: with 180 responses, fewer than 200, look at one fact about customers at a time.",
        ),
    ],
    ids=["empty", "none dissatisfied", "all dissatisfied", "under 200"],
)
def test_a_survey_with_nothing_to_search_says_so(cells: pd.DataFrame, reason: str) -> None:
    result = find_pockets(cells, DIMENSIONS)
    assert (result.reason, result.pockets, result.searched, result.groups_searched) == (reason, (), False, 0)
    assert result.total_responses == cells["responses"].sum()
    assert json.loads(json.dumps(result.as_dict()))["smallest_detectable"] == []


def test_a_frame_without_rows_is_an_empty_survey() -> None:
    assert find_pockets(survey().iloc[:0], DIMENSIONS).reason == "There are no responses to search."


def test_no_group_large_enough_is_said() -> None:
    rows = [(f"street {i}", 6, i % 2) for i in range(40)]
    cells = pd.DataFrame(rows, columns=["street", "responses", "dissatisfied"])
    result = find_pockets(cells, ["street"])
    assert result.reason == "No group has as many as 50 responses, so none was searched."
    assert [size.dissatisfied for size in result.smallest_detectable] == [None, None, None]


def test_one_fact_with_one_value_has_nobody_to_be_compared_with() -> None:
    cells = pd.DataFrame({"channel": ["web"], "responses": [500], "dissatisfied": [60]})
    result = find_pockets(cells, ["channel"])
    assert (result.pockets, result.groups_searched) == ((), 1)


def test_the_result_is_ready_for_json_in_plain_numbers() -> None:
    cells = plant(survey(each=1000, bad=50), {"customer": "business", "channel": "phone"}, 300)
    result = find_pockets(cells, DIMENSIONS)
    told = result.as_dict()
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    (pocket,) = told["pockets"]
    assert pocket["conditions"] == {"customer": "business", "channel": "phone"}
    assert {name: type(pocket[name]) for name in ("responses", "dissatisfied", "rate", "shrunk_rate", "p_value")} == {
        "responses": int,
        "dissatisfied": int,
        "rate": float,
        "shrunk_rate": float,
        "p_value": float,
    }
    assert pocket["excess_lower"] < pocket["excess"] < pocket["excess_upper"]
    assert {"worst_part", "rest_is_fine", "also_described_as"} <= set(pocket)
    assert told["groups_searched"] == 79
    assert [set(size) for size in told["smallest_detectable"]] == [{"responses", "dissatisfied", "rate"}] * 3


def test_the_excess_can_be_scaled_to_contacts() -> None:
    (pocket,) = find_pockets(plant(survey(), {"customer": "business"}, 30), DIMENSIONS).pockets
    # 1,200 answers of 12,000 contacts: ten times as many.
    assert pocket.scaled_to_contacts(12_000) == pytest.approx(
        (10 * pocket.excess, 10 * pocket.excess_lower, 10 * pocket.excess_upper)
    )


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"q": 0}, "between 0 and 1; 0 was given"),
        ({"q": 1}, "between 0 and 1; 1 was given"),
        ({"min_gap": -0.1}, "from 0 to below 1; -0.1"),
        ({"min_base": 0}, "must be at least 1"),
        ({"max_pockets": 0}, "must be at least 1"),
    ],
)
def test_a_rule_that_cannot_be_right_is_refused_in_a_sentence(rules: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        find_pockets(survey(), DIMENSIONS, **rules)
