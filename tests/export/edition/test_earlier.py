"""What an earlier edition says beside the one of now: which of its periods, and when it is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from cxdata.council import Council
from cxdata.export.edition.cells.blocks import Block
from cxdata.export.edition.cells.earlier import Version, versions_of
from cxdata.export.edition.cells.listed import Listed, carry_over
from cxdata.export.edition.cells.relations import Relations
from cxdata.export.edition.cells.trying import try_sums
from cxdata.export.edition.counting import Levels
from cxdata.export.edition.offered import Table, kind_of, offered
from cxdata.periods import Period, name_period

YEAR = Period(date(2025, 4, 1), date(2026, 4, 1))
QUARTERS = [Period(date(2025, month, 1), date(2025 + (month == 10), (month + 3) % 12, 1)) for month in (4, 7, 10)]
QUARTERS.append(Period(date(2026, 1, 1), date(2026, 4, 1)))
NEXT = Period(date(2026, 4, 1), date(2026, 7, 1))
PERIODS = [*QUARTERS, YEAR, NEXT]
WARDS = ("Abbey", "Dale")


@dataclass(frozen=True)
class File:
    """An edition's file: of some periods how often each was put out, and what is shown of each ward."""

    times: dict[Period, int]
    shown: dict[tuple[str, Period], int]
    groups: tuple[str, ...] = ()

    def rows(self, sql: str, values: dict[str, Any] | None = None) -> pd.DataFrame:
        """The rows of a SELECT over its tables."""
        periods = [(name_period(one), one.start, one.end, number, True, 5) for one, number in self.times.items()]
        cells = [("contacts", "n", "ward", ward, "", "", name_period(one), n) for (ward, one), n in self.shown.items()]
        names = ["measure", "part", "by_1", "level_1", "by_2", "level_2", "period", "shown"]
        with duckdb.connect() as con:
            con.register(
                "periods", pd.DataFrame(periods, columns=["period", "first_day", "end", "editions", "held", "round_to"])
            )
            groups = [("ward", group, True) for group in self.groups]
            con.register("levels", pd.DataFrame(groups, columns=["dimension", "level", "is_group"]))
            con.register("cells", pd.DataFrame(cells, columns=names))
            tables = [("contacts", "ward", "", name_period(one)) for one in self.times]
            con.register("tables", pd.DataFrame(tables, columns=["measure", "by_1", "by_2", "period"]))
            return con.execute(sql, values or {}).df()


@pytest.fixture
def table(council: Council) -> Table:
    """Contacts by ward, as the list has them."""
    return next(one for one in offered(council) if one.measure == "contacts" and one.by == ("ward",))


LEVELS = {"ward": Levels(np.zeros(0, dtype=np.int64), WARDS)}


def block(counts: Sequence[Sequence[int]], periods: Sequence[Period] = PERIODS) -> Block:
    """Contacts by ward, a list a period, each shown as the multiple of five below it."""
    exact = np.array(counts, dtype=np.int64).reshape(1, len(periods), 2, 1)
    spans = tuple((kind, one) for one in periods if (kind := kind_of(one)))
    below = exact - exact % 5
    few = np.zeros(exact.shape, dtype=bool)
    names = np.arange(1, exact.size + 1, dtype=np.uint64).reshape(exact.shape)
    return Block("contacts.n", ("ward",), spans, exact, few, below, below.copy(), names)


NOW = [[10, 7], [10, 7], [10, 7], [10, 7], [40, 28], [11, 8]]


def as_shown(one: Block) -> dict[tuple[str, Period], int]:
    """What a block shows, by ward and period."""
    return {
        (ward, span[1]): int(one.shown[0, at, place, 0])
        for at, span in enumerate(one.spans)
        for place, ward in enumerate(WARDS)
        if one.shown[0, at, place, 0]
    }


def versions(files: Sequence[File], table: Table, carried: Sequence[str] = ()) -> list[Version]:
    """The versions beside what is shown now."""
    now = block(NOW)
    return list(versions_of(files, [now], [Listed(table, now.spans, {"n": 0})], LEVELS, carried, 5))


def named(version: Version) -> set[str]:
    """The periods of a version."""
    return {name_period(span) for _, span in version.blocks[0].spans}


def test_an_edition_that_shows_what_is_shown_now_says_nothing_more(table: Table):
    once = dict.fromkeys(PERIODS, 1)
    assert versions([File(once, as_shown(block(NOW)))], table) == []


def test_of_an_edition_with_another_quarter_the_year_about_it_is_held_against_now(table: Table):
    once = dict.fromkeys(PERIODS, 1)
    (found,) = versions([File(once, as_shown(block(NOW)) | {("Dale", QUARTERS[1]): 10})], table)
    assert named(found) == {"2025/26", "2025/26 Q1", "2025/26 Q2", "2025/26 Q3", "2025/26 Q4"}
    at = [span for _, span in found.blocks[0].spans].index(QUARTERS[1])
    assert found.blocks[0].shown[0, at].ravel().tolist() == [10, 10]
    assert found.blocks[0].counts[0, at].ravel().tolist() == [10, 7]


def test_of_editions_in_a_row_only_what_the_next_one_put_out_anew_is_read(table: Table):
    first = File(dict.fromkeys(PERIODS, 1), as_shown(block(NOW)) | {("Dale", NEXT): 10})
    second = File({**dict.fromkeys(PERIODS, 1), NEXT: 2}, as_shown(block(NOW)))
    (found,) = versions([first, second], table)
    assert named(found) == {"2026/27 Q1"}


def test_a_finished_period_of_the_newest_edition_is_what_is_shown_now(table: Table):
    last = File(dict.fromkeys(PERIODS, 4), as_shown(block(NOW)) | {("Dale", NEXT): 10})
    assert versions([last], table, [name_period(one) for one in PERIODS]) == []


def test_an_edition_that_names_a_ward_that_is_gone_is_left_out(table: Table):
    once = dict.fromkeys(PERIODS, 1)
    shown = as_shown(block(NOW)) | {("Dale", NEXT): 10, ("Castle", NEXT): 5}
    assert versions([File(once, shown)], table) == []


def test_a_span_that_is_over_has_the_counts_of_the_quarters_it_was_made_of(table: Table):
    """The latest four quarters of then, of which the edition of now has no figures."""
    four = Period(date(2025, 7, 1), date(2026, 7, 1))
    (found,) = versions([File({four: 1}, {("Dale", four): 25})], table)
    assert found.blocks[0].counts.ravel().tolist() == [10 + 10 + 10 + 11, 7 + 7 + 7 + 8]


def test_figures_of_a_named_group_that_is_gone_are_left_out_and_the_others_are_not(table: Table):
    once = dict.fromkeys(PERIODS, 1)
    shown = as_shown(block(NOW)) | {("Dale", NEXT): 10, ("The hills", NEXT): 20}
    (found,) = versions([File(once, shown, ("The hills",))], table)
    assert found.blocks[0].shown.ravel().tolist() == [10, 10]


def test_figures_that_were_rounded_to_another_number_are_left_out(table: Table):
    once = dict.fromkeys(PERIODS, 1)
    file = File(once, as_shown(block(NOW)) | {("Dale", NEXT): 10})
    now = block(NOW)
    listed = [Listed(table, now.spans, {"n": 0})]
    assert [len(list(versions_of([file], [now], listed, LEVELS, (), to))) for to in (5, 10)] == [1, 0]


def test_nothing_is_known_of_a_count_that_has_fallen_and_the_others_are_held_against_it_still(table: Table):
    """Dale in the next quarter was 15 or so and is 8; the four quarters of the year before tell as they did."""
    moved, told = told_beside(table, THEN | {("Dale", YEAR): 5, ("Dale", NEXT): 15})
    assert (moved > 0, told) == (True, 0)
    alone, _ = told_beside(table, {("Dale", NEXT): 15})
    assert alone == 0


def test_of_many_editions_in_which_nothing_changed_the_spans_that_went_are_read_of_the_last_alone(table: Table):
    spans = [Period(date(2024, 7, 1), date(2025, 7, 1)), Period(date(2025, 7, 1), date(2026, 7, 1))] * 6
    files = [File(dict.fromkeys([*PERIODS, one], 1), as_shown(block(NOW))) for one in spans]
    assert len(versions(files, table)) <= 4


def test_a_figure_above_what_is_counted_now_says_nothing(table: Table):
    """It is of records that were taken away; one that fits says how many there were."""
    once = dict.fromkeys(PERIODS, 1)
    (found,) = versions([File(once, as_shown(block(NOW)) | {("Dale", NEXT): 15, ("Abbey", NEXT): 15})], table)
    held = [np.ones(found.blocks[0].shown.shape, dtype=bool)]
    assert found.say(held, 5)[0].ravel().tolist() == [True, False]


def test_what_was_put_out_is_carried_over_whichever_measure_has_it(table: Table):
    """A measure of shares has no figure of the same count where its base is too small; it is no figure of 0."""
    now = block(NOW)
    share = next(one for one in offered(Council()) if one.by == ("ward",) and one.measure == "online_share")
    listed = [Listed(table, now.spans, {"n": 0}), Listed(share, now.spans, {"base": 0})]
    old = File({NEXT: 4}, {("Dale", NEXT): 10}).rows("select * from cells")
    carry_over(listed, [now], LEVELS, old)
    at = [span for _, span in now.spans].index(NEXT)
    assert now.shown[0, at].ravel().tolist() == [0, 10]


A_QUARTER_1 = [[10, 1], [10, 1], [10, 1], [10, 1], [40, 4], [11, 8]]
THEN = {("Dale", quarter): 5 for quarter in QUARTERS} | {("Abbey", one): 10 for one in (*QUARTERS, NEXT)}
THEN |= {("Abbey", YEAR): 40, ("Dale", NEXT): 5}


def told_beside(table: Table, then: dict[tuple[str, Period], int], carried: Sequence[str] = ()) -> tuple[int, int]:
    """How many figures of now are moved, and how many counts are told, beside an edition put out twice."""
    now = block(A_QUARTER_1)
    listed = [Listed(table, now.spans, {"n": 0})]
    first, second = (File(dict.fromkeys(PERIODS, number), then) for number in (1, 2))
    found = list(versions_of([first, second], [now], listed, LEVELS, carried, 5))
    tried = try_sums([now], listed, LEVELS, Relations((), {}, ()), 5, carried, found)
    return len(tried.moved), tried.told


def test_a_figure_of_now_is_moved_where_it_would_tell_a_count_beside_an_earlier_edition(table: Table):
    """In each quarter of Dale there was somebody, says the earlier one; in the year 4 or fewer, says the one of now."""
    moved, told = told_beside(table, THEN | {("Dale", YEAR): 5})
    assert (moved > 0, told) == (True, 0)


def test_what_is_told_by_finished_periods_alone_is_not_laid_to_the_new_edition(table: Table):
    """Each stays as it was put out, so that no edition could ever be made again."""
    finished = [name_period(one) for one in PERIODS]
    assert told_beside(table, THEN | {("Dale", YEAR): 5}, finished) == (0, 0)


def test_what_an_earlier_edition_told_by_itself_is_not_laid_to_the_new_one(table: Table):
    """It had 4 or fewer in the year and somebody in each quarter; a figure of now moves, and nothing more is told."""
    moved, told = told_beside(table, THEN)
    assert (moved > 0, told) == (True, 0)
