"""Which side of a difference is the odd one: bad queues beside a large good one, and nobody beside a small one."""

import numpy as np
import pandas as pd
import pytest

from cxdata.analysis.phones.worse import judge

WEEKS = 30


def verdicts(**queues: tuple[int, float]) -> dict[str, str]:
    """How queues stand of which each week brings so many calls, and such a share gives up, give or take chance."""
    chance = np.random.default_rng(7)
    rows = [
        (queue, week, chance.binomial(calls, share), calls)
        for queue, (calls, share) in queues.items()
        for week in range(WEEKS)
    ]
    frame = pd.DataFrame(rows, columns=["queue", "span", "abandoned_share_x", "abandoned_share_n"])
    return {one.level: one.verdict.value.split()[0] for one in judge(frame, ("queue",), ("abandoned_share",))}


@pytest.mark.parametrize(
    ("queues", "worse"),
    [
        # The large good queue is what most callers meet: beside it both others are worse.
        ({"Main": (800, 0.02), "Benefits": (120, 0.3), "Housing": (120, 0.29)}, {"Benefits", "Housing"}),
        ({"Main": (450, 0.02), **{name: (140, 0.3) for name in "ABCD"}}, set("ABCD")),
        ({"Main": (300, 0.02), **{name: (50, 0.3) for name in "ABCDEFGHIJKLMN"}}, set("ABCDEFGHIJKLMN")),
        # Half of the callers served well and half badly, in two queues each.
        ({"A": (200, 0.02), "B": (200, 0.02), "C": (200, 0.1), "D": (200, 0.1)}, {"C", "D"}),
        ({"Fine": (240, 0.0), "Lost": (96, 1.0)}, {"Lost"}),
        ({"Housing": (400, 0.03), "Benefits": (400, 0.3)}, {"Benefits"}),
        # A small good queue makes nobody worse, whether the others are many or one.
        ({"Good": (200, 0.02), "B": (200, 0.1), "C": (200, 0.1), "D": (200, 0.1)}, set()),
        ({"Good": (200, 0.02), "Large": (1200, 0.08)}, set()),
        # Nor does it where a bad one has been set aside first; and who fares better than most is never worse.
        ({"Main": (600, 0.03), "Good": (100, 0.01), "Bad": (300, 0.3)}, {"Bad"}),
        ({"Main": (500, 0.03), "Good": (400, 0.01), "Bad": (100, 0.3)}, {"Bad"}),
        # One that is lost altogether does not hide another bad one.
        ({"Main": (600, 0.02), "Lost": (250, 1.0), "Housing": (150, 0.29)}, {"Lost", "Housing"}),
        ({"A": (300, 0.08), "B": (300, 0.08), "C": (300, 0.08)}, set()),
    ],
)
def test_who_is_worse(queues: dict[str, tuple[int, float]], worse: set[str]) -> None:
    found = verdicts(**queues)
    assert {queue for queue, verdict in found.items() if verdict == "worse"} == worse


def test_the_order_of_sizes_does_not_make_the_better_one_worse() -> None:
    for calls in (50, 100, 200, 400, 800, 1600):
        found = verdicts(Good=(calls, 0.02), Usual=(300, 0.1), Other=(300, 0.1))
        assert found["Good"] != "worse", calls
