"""The widths of columns: as wide as they need, and where that is too wide, words stay whole before cells do."""

import pytest

from cxdata.charts.drawing import font
from cxdata.documents import Table
from cxdata.documents.widths import column_widths

pytestmark = pytest.mark.unit


def table(heads: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    """A table of these rows."""
    return Table("t", "caption", heads, rows)


def test_columns_that_fit_are_as_wide_as_their_longest_cell() -> None:
    widths = column_widths(table(("Ward", "Share"), ("Abbey Road", "1%")), 10, 400, pad=12)
    assert widths == [font.width("Abbey Road", 10, bold=True) + 12, font.width("Share", 10, bold=True) + 12]


def test_long_heads_are_broken_before_a_range_is() -> None:
    one = table(("Group", "Of (all answers to the question asked)", "95% range"), ("A", "12", "10.7% to 20.6%"))
    widths = column_widths(one, 10, 200, pad=12)
    assert sum(widths) <= 200
    assert widths[2] >= font.width("10.7% to 20.6%", 10, bold=True) + 12


def test_where_short_cells_do_not_fit_words_stay_whole() -> None:
    heads = ("Group", *(f"Share, September {year} to August {year + 1}" for year in range(2020, 2025)))
    one = table(heads, ("Automated phone", *("may be chance",) * 5))
    room = 6 * (font.width("September", 10, bold=True) + 12) + 10
    widths = column_widths(one, 10, room, pad=12)
    assert sum(widths) <= room + 1e-6
    words = [word for column in range(6) for word in (heads[column] + " " + one.rows[0][column]).split()]
    assert min(widths[1:]) >= font.width("September", 10, bold=True) + 12 - 1e-6
    assert widths[0] >= max(font.width(word, 10, bold=True) for word in words if word in ("Automated", "phone"))


def test_where_not_even_words_fit_the_table_is_no_wider_than_its_place() -> None:
    one = table(("Supercalifragilistic",) * 8, ("x",) * 8)
    assert sum(column_widths(one, 10, 300, pad=12)) == pytest.approx(300)
