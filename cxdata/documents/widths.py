"""How wide the columns of a table are, measured in the type it is written in."""

from collections.abc import Sequence

from cxdata.charts.drawing import font
from cxdata.documents.model import Table

SHORT = 18
"""Letters of a cell that is not broken."""
_MOST = 0.45  # of the room: a column takes no more while others need it


def column_widths(table: Table, size: float, room: float, *, pad: float) -> list[float]:
    """The widths of a table's columns at a size of type, all in one unit; their sum is at most `room`.

    Each column has what its longest cell takes on one line, where there is room. Where there is not, heads and long
    cells are broken first; short cells such as "10.7% to 20.6%" stay whole if that can be had, words before them.
    """
    columns = range(len(table.heads))
    wanted = [font.widest(_cells(table, column), size, bold=True) + pad for column in columns]
    if sum(wanted) <= room:
        return wanted
    words = [font.widest(_words(table, column), size, bold=True) + pad for column in columns]
    short = [font.widest(_short(table, column), size, bold=True) + pad for column in columns]
    least = [max(pair) for pair in zip(words, short, strict=True)]
    if sum(least) > room:
        least = words
    most = max(room * _MOST, room / max(len(wanted), 1))
    widths = [max(min(width, most), low) for width, low in zip(wanted, least, strict=True)]
    for _ in range(20):
        over = sum(widths) - room
        if over <= 0:
            break
        give = [max(width - low, 0.0) for width, low in zip(widths, least, strict=True)]
        if not sum(give):
            return [width * room / sum(widths) for width in widths]
        share = min(over / sum(give), 1.0)
        widths = [width - part * share for width, part in zip(widths, give, strict=True)]
    return widths


def _cells(table: Table, column: int) -> list[str]:
    return [table.heads[column], *(row[column] for row in table.rows)]


def _words(table: Table, column: int) -> Sequence[str]:
    return [word for cell in _cells(table, column) for word in cell.split()]


def _short(table: Table, column: int) -> Sequence[str]:
    return [row[column] for row in table.rows if len(row[column]) <= SHORT]
