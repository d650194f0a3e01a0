"""A small slice of `python -m benchmarks.hidden`, whose whole run is in docs/hidden.md.

The seeds are fixed, so the outcome is always the same until the search, the surveys or numpy's generator change. A
slice this small cannot tell .95 from .90, so each aim is held less two standard errors; the whole run holds it without.
"""

import time
from pathlib import Path

import numpy as np
import pytest

from benchmarks.hidden.aims import AIMS, Aim, missed_beyond_chance
from benchmarks.hidden.kinds import KINDS
from benchmarks.hidden.report import END, START, Run, Timing, targets, write
from benchmarks.hidden.scores import Score, score
from benchmarks.hidden.surveys import DIMENSIONS, LARGEST, SMALLEST, Planted, Survey, survey
from benchmarks.hidden.ways import peel
from cxdata.stats.pockets.find import find_pockets

KIND = {kind.name: kind for kind in KINDS}
SLICE = {"null": 15, "null2": 15, "repeats3": 20, "repeats5": 20, "batches": 15, "oxford": 10}
PLANTED = 8


@pytest.mark.parametrize("kind", list(dict.fromkeys(aim.kind for aim in AIMS)))
def test_a_sample_reaches_the_aims_less_two_standard_errors(kind: str) -> None:
    scored = Score()
    for seed in range(SLICE.get(kind, PLANTED)):
        drawn = survey(KIND[kind], seed)
        scored += score(drawn, peel(drawn))
    assert [aim.words for aim in AIMS if aim.kind == kind and missed_beyond_chance(aim, scored)] == []


def test_20_000_responses_take_under_a_second() -> None:
    cells = survey(KIND["clean"], 0).cells()
    find_pockets(cells, DIMENSIONS)  # Loads scipy.
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        find_pockets(cells, DIMENSIONS)
        seconds.append(time.perf_counter() - began)
    # The best of three: what else the machine does is not the search's doing.
    assert min(seconds) < 1


def test_a_survey_holds_what_its_kind_says() -> None:
    drawn = survey(KIND["clean"], 3)
    assert len(drawn.planted) == 3
    assert all(SMALLEST <= pocket.members.sum() <= LARGEST for pocket in drawn.planted)
    outside = ~np.logical_or.reduce([pocket.members for pocket in drawn.planted])
    assert set(drawn.chance[outside].round(12)) == {0.06}
    for pocket in drawn.planted:
        assert np.array_equal(drawn.members(pocket.conditions), pocket.members)
        # Log-odds raised by 1.0 to 1.8: from 6 % to between 14.8 % and 27.9 %, more where two pockets meet.
        assert 0.147 < np.median(drawn.chance[pocket.members]) < 0.28
    assert drawn.cells()["responses"].sum() == 20_000
    assert drawn.cells()["dissatisfied"].sum() == drawn.dissatisfied.sum()


def test_a_seed_gives_the_same_survey_and_another_seed_another() -> None:
    one, same, other = (survey(KIND["base2"], seed).cells() for seed in (1, 1, 2))
    assert one.equals(same)
    assert not one.equals(other)


def test_a_list_is_scored_as_by_hand() -> None:
    ten = np.arange(10)
    drawn = Survey(
        codes=np.zeros((8, 10), dtype=int),
        dissatisfied=ten < 2,
        chance=np.where(ten < 4, 0.5, 0.1),
        planted=(Planted({}, ten < 4), Planted({}, ten >= 8)),
    )
    # The first exactly; the first again, 3 of the 5 in either; half the rest, not worse than others. The second missed.
    scored = score(drawn, [ten < 4, (ten > 0) & (ten < 5), (ten >= 4) & (ten < 7)])
    assert scored == Score(
        surveys=1, with_any=1, listed=3, planted=2, found=1, found_exactly=1, matching=2, not_worse=1
    )
    assert (scored.recall, scored.exact_recall, scored.names_per_pocket) == (0.5, 0.5, 3)
    assert (scored.precision, scored.false_share) == (pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert (scored + scored).listed == 6


def test_people_who_answer_again_have_the_same_facts() -> None:
    drawn = survey(KIND["repeats5"], 0)
    assert drawn.codes.shape == (8, 5000)
    assert np.array_equal(drawn.codes[:, 0::5], drawn.codes[:, 4::5])


def test_a_batch_shares_service_and_ward() -> None:
    drawn = survey(KIND["batches"], 0)
    assert drawn.batch is not None
    for batch in (0, 7, 199):
        inside = drawn.batch == batch
        assert inside.sum() == 25
        for name in ("service", "ward"):
            assert len(set(drawn.codes[DIMENSIONS.index(name)][inside])) == 1
    (counted,) = drawn.count_batches({"service": "service 01"}, ())
    assert counted.responses.sum() == drawn.members({"service": "service 01"}).sum()
    assert counted.responses.sum() + counted.other_responses.sum() == 5000
    assert counted.dissatisfied.sum() + counted.other_dissatisfied.sum() == drawn.dissatisfied.sum()


def test_the_large_group_holds_a_fifth_to_two_fifths() -> None:
    for seed in range(5):
        assert 0.2 <= survey(KIND["large3"], seed).planted[0].members.mean() <= 0.4


def test_an_aim_is_missed_beyond_chance_only_two_standard_errors_off() -> None:
    # .95 of 120 with a standard error of .0199: 110 (.917) pass, 108 (.900) do not.
    aim = Aim("clean", "", "recall", 0.95)
    assert not missed_beyond_chance(aim, Score(planted=120, found=110))
    assert missed_beyond_chance(aim, Score(planted=120, found=108))
    assert not aim.met(Score(planted=120, found=110))
    most = Aim("null", "", "any", 0.05, at_most=True)
    # .05 of 100 with a standard error of .0218: 9 pass, 10 do not.
    assert not missed_beyond_chance(most, Score(surveys=100, with_any=9))
    assert missed_beyond_chance(most, Score(surveys=100, with_any=10))


def test_a_missed_aim_is_reported_as_missed() -> None:
    good = Score(surveys=40, with_any=2, listed=120, planted=120, found=114, found_exactly=100, matching=118)
    bad = Score(surveys=40, with_any=3, listed=200, planted=120, found=60, found_exactly=60, matching=114, not_worse=1)
    timings = (Timing(20_000, 15_000, 5_000, (0.4, 1.2), 1.0),)

    def met(one: Score) -> list[bool]:
        scores = {kind.name: {"this search": one} for kind in KINDS}
        return [passed for _, _, passed in targets(Run(scores, timings, {}))]

    assert met(good) == [True] * len(AIMS) + [False]
    assert met(bad) == [False] * len(AIMS) + [False]


def test_the_table_goes_between_the_marks_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{START}\nold\n{END}\nafter\n", encoding="utf-8")
    write("new", page)
    assert page.read_text(encoding="utf-8") == f"before\n{START}\nnew\n{END}\nafter\n"
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="no place for the table"):
        write("new", page)
