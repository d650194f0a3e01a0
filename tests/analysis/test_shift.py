"""What rose and what fell: the change of each share, whether it is more than chance, and the sentence."""

import math

import pytest

from cxdata.analysis.shift import Way, moved, named, say_moved, say_points
from cxdata.measures.query import Answer
from tests.charts.answers import answer


def shares(**counts: float) -> Answer:
    """Contacts by channel: each as a share of all of them."""
    whole = sum(counts.values())
    return answer("channel_share", ["channel"], [(name, count, whole) for name, count in counts.items()])


def test_the_range_of_a_change_is_newcombes() -> None:
    """Newcombe (1998), Statistics in Medicine 17, 873-890, table II, example (a): 56/70 and 48/80, method 10."""
    (part,) = moved(
        answer("channel_share", ["channel"], [("web", 56, 70)]), answer("channel_share", ["channel"], [("web", 48, 80)])
    )
    assert (round(part.change, 4), round(part.lower, 4), round(part.upper, 4)) == (0.2, 0.0524, 0.3339)
    assert part.way is Way.ROSE
    assert part.few


def test_shares_rise_and_fall_in_order_and_only_by_more_than_chance() -> None:
    parts = moved(shares(web=4600, phone=4400, post=1000), shares(web=4000, phone=5000, post=1000))
    assert [(part.level, part.way) for part in parts] == [
        ("web", Way.ROSE),
        ("post", Way.ALIKE),
        ("phone", Way.FELL),
    ]
    assert [round(part.change, 3) for part in parts] == [0.06, 0.0, -0.06]
    assert [(part.count_then, part.count_now) for part in parts] == [(4000, 4600), (1000, 1000), (5000, 4400)]


def test_much_looking_widens_the_range() -> None:
    now, then = (60, 40), (45, 55)
    names = ("web", "app", "email", "webchat", "phone", "automated_phone", "face_to_face", "post", "social")
    two = moved(shares(web=now[0], phone=now[1]), shares(web=then[0], phone=then[1]))
    rest = dict.fromkeys(names[1:], 0)
    nine = moved(shares(web=now[0], **rest | {"phone": now[1]}), shares(web=then[0], **rest | {"phone": then[1]}))
    assert two[0].lower > nine[0].lower


def test_a_channel_that_is_new_began_at_nought() -> None:
    (rose, _) = moved(shares(web=500, phone=500), shares(phone=1000))
    assert (rose.level, rose.then, rose.now, rose.count_then) == ("web", 0.0, 0.5, 0.0)


def test_too_few_are_not_judged() -> None:
    few = moved(shares(web=4, phone=4), shares(web=2, phone=6))
    assert {part.way for part in few} == {Way.UNKNOWN}
    assert say_moved(shares(web=4, phone=4), few) == "Too few contacts to say what rose or fell since the year before"
    assert all(math.isnan(part.change) for part in few)


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (
            {"web": 4600, "phone": 5400},
            {"web": 4000, "phone": 6000},
            "Web rose 6.0 points in a year, to 46.0% of contacts; phone fell 6.0 points, to 54.0%",
        ),
        (
            {"web": 4000, "app": 1500, "phone": 4500},
            {"web": 3500, "app": 1000, "phone": 5500},
            "Web and app rose 5.0 and 5.0 points in a year; phone fell 10.0 points, to 45.0% of contacts",
        ),
        (
            {"web": 1400, "app": 1300, "email": 1200, "phone": 6100},
            {"web": 1000, "app": 1000, "email": 1000, "phone": 7000},
            "Web (and 2 more) rose 4.0 points in a year, to 14.0% of contacts; phone fell 9.0 points, to 61.0%",
        ),
        (
            {"web": 4010, "phone": 5990},
            {"web": 4000, "phone": 6000},
            "No channel rose or fell by more than chance since the year before",
        ),
    ],
)
def test_the_finding(now: dict[str, float], then: dict[str, float], said: str) -> None:
    assert say_moved(shares(**now), moved(shares(**now), shares(**then))) == said
    assert len(said.split()) <= 20


def test_what_has_no_channel_is_not_a_channel_that_rose() -> None:
    now, then = ({"web": 100, "Not recorded": 900}, {"web": 900, "Not recorded": 100})
    parts = moved(shares(**now), shares(**then))
    assert [part.level for part in named(parts)] == ["web"]
    assert say_moved(shares(**now), parts) == "Web fell 80.0 points in a year, to 10.0% of contacts"


def test_points() -> None:
    assert [say_points(change) for change in (0.0134, -0.01, 0.0004)] == ["1.3 points", "1.0 point", "0.0 points"]
