"""Bounds by sums alone, and figures that are moved so that no small count is told, on webs a person can follow."""

from itertools import product

import numpy as np

from cxdata.stats.disclosure.moving import Figures, move_what_tells
from cxdata.stats.disclosure.sums import ANY, Slice, Sum, propagate

PLAIN = (0, 1, 2, 3)


def block(*values: int) -> np.ndarray:
    """A block of one period and one dimension."""
    return np.array(values, dtype=np.int64).reshape(1, 1, -1, 1)


def adds_up(total: int, *parts: int, more: bool = False) -> Sum:
    """That places of block 0 add up to another place of it."""
    here, turned = np.zeros(1, dtype=np.intp), (2, 1, 0, 3)
    return Sum(Slice(0, turned, np.array([total]), here), (Slice(0, turned, np.array(parts), here),), more)


def figures(counts: list[int], shown: list[int], sums: list[Sum], **others) -> Figures:
    """One block of counts and what is shown of them, each of a name of its own, all of which may be moved."""
    yes = block(*([1] * len(counts))).astype(bool)
    names = np.arange(len(counts), dtype=np.uint64).reshape(yes.shape)
    given = {"held": [yes], "loose": [yes.copy()], "few": [~yes], "unseen": [~yes], "names": [names], **others}
    roof = [np.full(yes.shape, ANY)]
    return Figures(counts=[block(*counts)], shown=[block(*shown)], roof=roof, sums=sums, to=5, **given)


def yes(cell, value) -> bool:
    return True


TOLD = ([4, 1, 1, 1, 1, 0], [0, 5, 5, 5, 5, 0], [adds_up(0, 1, 2, 3, 4, 5)])


def test_a_total_of_4_shown_0_with_four_parts_shown_5_is_told():
    """Each part is 1 or more and the total 4 or less: one each."""
    web = figures(*TOLD)
    (low,), (high,) = web.bounds()
    assert low.ravel().tolist() == high.ravel().tolist() == [4, 1, 1, 1, 1, 0]
    assert [place[2] for _, place in web.told()] == [0, 1, 2, 3, 4]


def test_the_total_is_shown_as_5_then_and_nothing_is_told():
    web = figures(*TOLD)
    moved, told = move_what_tells(web, yes)
    assert [place[2] for _, place in moved] == [0]
    assert not told
    assert web.shown[0].ravel().tolist() == [5, 5, 5, 5, 5, 0]
    assert (np.abs(web.shown[0] - web.counts[0]) <= 4).all()


def test_what_is_carried_over_is_not_moved_but_another_figure_is():
    loose = block(0, 1, 1, 1, 1, 1).astype(bool)
    web = figures(*TOLD, loose=[loose])
    moved, told = move_what_tells(web, yes)
    assert [place[2] for _, place in moved] == [1]
    assert not told
    assert web.shown[0].ravel().tolist() == [0, 0, 5, 5, 5, 0]


def test_where_nothing_may_be_moved_it_is_said_what_is_told():
    web = figures(*TOLD, loose=[np.zeros((1, 1, 6, 1), dtype=bool)])
    moved, told = move_what_tells(web, yes)
    assert (len(moved), len(told)) == (0, 5)


def test_what_is_told_by_a_figure_of_few_people_taken_at_its_word_is_moved_too():
    """Four parts shown 0 of a total shown 20 would be 4 each, and three of them are; the fourth is 5 of few people."""
    few = [block(0, 0, 0, 0, 1).astype(bool)]
    web = figures([17, 4, 4, 4, 5], [20, 0, 0, 0, 0], [adds_up(0, 1, 2, 3, 4)], few=few)
    assert not web.told()
    assert [place[2] for _, place in web.told(at_their_word=True)] == [1, 2, 3]
    moved, told = move_what_tells(web, yes)
    assert len(moved) == 1
    assert not told
    assert not web.told(at_their_word=True)


def test_what_is_told_to_whoever_thinks_that_a_level_he_sees_nowhere_is_not_there_is_moved_too():
    """A total of 16 or more with four parts of 4 or less each, and a fifth of which nothing is shown anywhere."""
    unseen = [block(0, 0, 0, 0, 0, 1).astype(bool)]
    web = figures([16, 4, 4, 4, 4, 0], [20, 0, 0, 0, 0, 0], [adds_up(0, 1, 2, 3, 4, 5)], unseen=unseen)
    assert not web.told()
    assert [place[2] for _, place in web.told(at_their_word=True)] == [1, 2, 3, 4]
    moved, told = move_what_tells(web, yes)
    assert len(moved) == 1
    assert not told
    assert not web.told(at_their_word=True)


def test_what_only_an_earlier_edition_tells_is_moved_in_the_new_one():
    """Of four parts there was somebody then, and there are never fewer; now all four together are 4 or less."""
    now, then = block(4, 1, 1, 1, 1), block(0, 5, 5, 5, 5)
    everywhere, nowhere = np.ones(now.shape, dtype=bool), np.zeros(now.shape, dtype=bool)
    parts, first = np.array([1, 2, 3, 4]), np.zeros(1, dtype=np.intp)
    never_fewer = [
        Sum(Slice(0, (2, 1, 0, 3), part, first), (Slice(1, (2, 1, 0, 3), part, first),), more=True)
        for part in parts.reshape(4, 1)
    ]
    web = Figures(
        counts=[now, then],
        shown=[block(0, 0, 0, 0, 0), then],
        held=[everywhere, block(0, 1, 1, 1, 1).astype(bool)],
        loose=[everywhere, nowhere],
        few=[nowhere, nowhere],
        unseen=[nowhere, nowhere],
        roof=[np.full(now.shape, ANY)] * 2,
        names=[np.arange(1, 6, dtype=np.uint64).reshape(now.shape), np.zeros(now.shape, dtype=np.uint64)],
        sums=[adds_up(0, 1, 2, 3, 4), *never_fewer],
        to=5,
    )
    assert not web.contradict
    assert [(edition, place[2]) for edition, place in web.told()] == [
        *((0, part) for part in range(5)),
        *((1, part) for part in range(1, 5)),
    ]
    moved, told = move_what_tells(web, yes)
    assert [(edition, place[2]) for edition, place in moved] == [(0, 0)]
    assert not told
    assert web.shown[1].ravel().tolist() == [0, 5, 5, 5, 5]


def test_figures_of_records_that_were_taken_away_contradict_those_of_now():
    web = figures([4, 9, 0], [0, 10, 0], [adds_up(0, 1, 2)])
    assert web.contradict
    assert not figures([9, 9, 0], [10, 10, 0], [adds_up(0, 1, 2)]).contradict


def test_a_figure_of_the_same_name_is_moved_with_it():
    counts, shown = [*TOLD[0], 4], [*TOLD[1], 0]
    names = np.array([7, 1, 2, 3, 4, 5, 7], dtype=np.uint64).reshape(1, 1, -1, 1)
    web = figures(counts, shown, TOLD[2], names=[names])
    assert sorted(place[2] for _, place in move_what_tells(web, yes)[0]) == [0, 6]
    assert web.shown[0].ravel().tolist() == [5, 5, 5, 5, 5, 0, 5]


def test_a_move_that_is_not_allowed_is_not_made():
    """Such as one that would take a base below 30 people."""
    web = figures(*TOLD)
    moved, told = move_what_tells(web, lambda cell, value: cell[1][2] != 0)
    assert [place[2] for _, place in moved] == [1]
    assert not told


def test_parts_that_may_leave_something_out_bound_from_one_side_only():
    low, high = [block(0, 3, 2)], [block(9, 7, 9)]
    propagate(low, high, [adds_up(0, 1, 2, more=True)])
    assert low[0].ravel().tolist() == [5, 3, 2]
    assert high[0].ravel().tolist() == [9, 7, 6]


def test_what_is_known_of_some_places_only_bounds_these_only():
    """Three places of then and of now, of which the second is not held against each other."""
    low, high = [block(0, 0, 0), block(3, 7, 2)], [block(9, 2, 4), block(9, 9, 9)]
    whole = [Slice(number, PLAIN, np.zeros(1, dtype=np.intp), np.zeros(1, dtype=np.intp)) for number in (0, 1)]
    only = np.array([True, False, True]).reshape(1, 3, 1)
    assert not propagate(low, high, [Sum(whole[0], (whole[1],), True, only)])
    assert [each.ravel().tolist() for each in (*low, *high)] == [[3, 0, 2], [3, 7, 2], [9, 2, 4], [9, 9, 4]]


def test_bounds_that_contradict_are_said_and_not_driven_on():
    low, high = [block(0, 6, 0)], [block(4, 14, 4)]
    assert propagate(low, high, [adds_up(0, 1, 2)], until_contradicted=True)
    assert max(abs(int(one)) for one in (*low[0].ravel(), *high[0].ravel())) < 100


def test_what_is_told_already_is_left_as_it_is():
    web = figures(*TOLD)
    assert move_what_tells(web, yes, web.told()) == ([], [])
    assert web.shown[0].ravel().tolist() == TOLD[1]


def test_a_figure_that_may_be_moved_is_found_behind_many_that_may_not():
    """A count of 1 that 70 figures put out before tell, and one of now that lies 4 off: then 4 or fewer in all."""
    counts = [4, 1, 1, 1, 1, *[0] * 70]
    shown = [0, 5, 5, 5, 5, *[0] * 70]
    loose = block(1, *[0] * 74).astype(bool)
    web = figures(counts, shown, [adds_up(0, *range(1, 75))], loose=[loose])
    moved, told = move_what_tells(web, yes)
    assert ([place[2] for _, place in moved], told) == ([0], [])


def test_the_bounds_hold_every_count_that_agrees_with_what_is_shown():
    """Two-way tables of 2 x 2 with their totals, against listing every table of counts below 10."""
    rng = np.random.default_rng(5)
    sums = [(4, 0, 1), (5, 2, 3), (6, 0, 2), (7, 1, 3), (8, 4, 5), (8, 6, 7)]
    every = np.zeros((10**4, 9), dtype=int)
    every[:, :4] = list(product(range(10), repeat=4))
    for total, one, other in sums:
        every[:, total] = every[:, one] + every[:, other]
    told = 0
    for _ in range(40):
        truth = every[rng.choice(np.flatnonzero(np.isin(every[:, :4], (1, 2)).all(axis=1)))]
        far = rng.random(9) < 0.95  # most as far off as can be, which is when sums tell
        shown = truth - truth % 5 + 5 * ((truth % 5 < 3) == far) * (truth % 5 > 0)
        web = figures(truth.tolist(), shown.tolist(), [adds_up(*one) for one in sums])
        (low,), (high,) = web.bounds()
        possible = every[(np.abs(every - shown) <= 4).all(axis=1)]
        assert (low.ravel() <= possible.min(axis=0)).all()
        assert (high.ravel() >= possible.max(axis=0)).all()
        told += len(web.told())
        move_what_tells(web, yes)
        assert not web.told()
        assert (np.abs(web.shown[0].ravel() - truth) <= 4).all()
    assert told > 0
