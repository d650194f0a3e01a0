"""Who is served worse online: the group that is, and everybody only where the groups agree; by hand, from an answer."""

from dataclasses import replace

import pytest

from cxdata.analysis.left_behind.groups import Group, groups_of
from cxdata.analysis.left_behind.resources import resources_of, say_people
from cxdata.analysis.left_behind.worse import worse_online
from cxdata.council import Council
from cxdata.measures.query import Answer, query
from cxdata.scope import Scope
from cxdata.store import Store

Heard = dict[str, tuple[int, int, int, int]]
"""Of each level: satisfied online, of how many answers, satisfied with staff, of how many."""


@pytest.fixture
def answer(store: Store, council: Council) -> Answer:
    return query(store, "satisfied", ("disability", "channel_group"), Scope(), council=council)


def split(answer: Answer, by: str, heard: Heard) -> tuple[Group, ...]:
    """The groups of one split of a survey."""
    rows = [
        {by: level, "channel_group": way, "numerator": float(x), "denominator": float(n)}
        for level, (x1, n1, x2, n2) in heard.items()
        for way, x, n in (("online", x1, n1), ("assisted", x2, n2))
    ]
    frame = answer.frame.iloc[[0] * len(rows)].reset_index(drop=True)
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    return groups_of(by, None, replace(answer, frame=frame.assign(**columns)))


def test_the_group_with_the_gap_is_named_and_not_everybody(answer: Answer) -> None:
    """Disabled people: 100 of 200 satisfied online, 180 of 200 with staff; all others 90 in 100 either way.

    By age they are thinned out: each band 830 of 1,000 online and 900 with staff, beyond chance.
    """
    disability = split(answer, "disability", {"Yes": (100, 200, 180, 200), "No": (900, 1000, 900, 1000)})
    age = split(answer, "age_band", {"16-64": (830, 1000, 900, 1000), "65+": (830, 1000, 900, 1000)})
    assert all(group.worse_online for group in age)
    assert [group.level for group in worse_online((*age, *disability))] == ["Yes"]


def test_everybody_only_where_every_group_says_so(answer: Answer) -> None:
    alike = (700, 1000, 800, 1000)
    everybody = split(answer, "disability", {"Yes": alike, "No": alike}) + split(
        answer, "age_band", {"a": alike, "b": alike}
    )
    (one,) = worse_online(everybody)
    assert (one.name, one.satisfied_online, one.satisfied_staff) == ("Everybody who answered", 0.7, 0.8)


def test_a_gap_of_the_mix_is_nobodys(answer: Answer) -> None:
    """Disabled people come to staff and are satisfied, 99 in 100 either way; all others 70 in 100 either way.

    Together 73 in 100 are satisfied online and 85 with staff, by age too; like for like nobody is served worse.
    """
    disability = split(answer, "disability", {"Yes": (99, 100, 495, 500), "No": (700, 1000, 350, 500)})
    age = split(answer, "age_band", {"16-64": (400, 550, 422, 500), "65+": (399, 550, 423, 500)})
    assert all(group.worse_online for group in age)
    assert worse_online((*age, *disability)) == []


def test_who_is_served_better_or_as_well_is_not_on_the_list(answer: Answer) -> None:
    """Disabled people come online 100 in 600, others 1,000 in 1,500; 99 in 100 of them are satisfied, and 70."""
    groups = split(answer, "disability", {"Yes": (99, 100, 495, 500), "No": (700, 1000, 350, 500)})
    assert [(group.level, group.behind, group.better_served) for group in groups] == [
        ("Yes", False, True),
        ("No", False, False),
    ]
    assert resources_of((), groups, ()) == ()
    as_well = split(answer, "disability", {"Yes": (70, 100, 350, 500), "No": (700, 1000, 350, 500)})
    assert [group.level for group in as_well if group.behind] == ["Yes"], "as satisfied, and shut out all the same"


def test_who_makes_up_most_of_all_is_not_under_the_rest(answer: Answer) -> None:
    """The opposite story: 15 in 100 are disabled and come online 9 times in 10; all others 5.8 times in 10."""
    groups = split(answer, "disability", {"Yes": (340, 405, 40, 45), "No": (1180, 1479, 856, 1071)})
    assert [group.level for group in groups if group.behind] == []


@pytest.mark.parametrize(
    ("by", "level", "said"),
    [
        ("disability", "Yes", "Disabled people"),
        ("disability", "No", "People who are not disabled"),
        ("disability", "Other", "People whose answer on disability is “Other”"),
        ("age_band", "75+", "People aged 75+"),
        ("language", "Polish", "People whose language is Polish"),
    ],
)
def test_people_are_spoken_of_as_people(by: str, level: str, said: str) -> None:
    assert say_people(by, level) == said
