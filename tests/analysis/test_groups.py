"""Groups judged against the rest."""

import pandas as pd

from cxdata.analysis.groups import Verdict, judge_groups
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.intervals import COLUMNS
from cxdata.measures.query import Answer
from cxdata.scope import Scope


def split(measure: str, rows: dict[str, tuple[float, float]]) -> Answer:
    frame = pd.DataFrame(
        [
            {**dict.fromkeys(COLUMNS), "channel": group, "numerator": x, "denominator": n, "value": x / n}
            for group, (x, n) in rows.items()
        ]
    ).assign(base_note="")
    return Answer(MEASURES[measure], (DIMENSIONS["channel"],), Scope(), frame, "v", ())


def test_a_group_above_the_rest_is_worse_or_better_by_the_side_that_is_good() -> None:
    rows = {"phone": (120.0, 400.0), "web": (40.0, 400.0), "app": (41.0, 400.0)}
    assert {group: judged.verdict for group, judged in judge_groups(split("dissatisfied", rows)).items()} == {
        "phone": Verdict.WORSE,
        "web": Verdict.BETTER,
        "app": Verdict.BETTER,
    }
    good = judge_groups(split("satisfied", rows))
    assert good["phone"].verdict is Verdict.BETTER
    assert good["phone"].against.rest_share == 81 / 800


def test_a_difference_that_chance_gives_is_none() -> None:
    judged = judge_groups(split("dissatisfied", {"phone": (6.0, 100.0), "web": (5.0, 100.0)}))
    assert {one.verdict for one in judged.values()} == {Verdict.ALIKE}


def test_groups_of_fewer_than_ten_and_measures_without_a_range_are_not_judged() -> None:
    assert set(judge_groups(split("dissatisfied", {"phone": (9.0, 9.0), "web": (5.0, 90.0), "app": (5.0, 90.0)}))) == {
        "web",
        "app",
    }
    assert judge_groups(split("contacts", {"phone": (9.0, 9.0), "web": (5.0, 90.0)})) == {}
