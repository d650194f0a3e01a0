"""Reports that give a label once and leave it blank in the rows under it: asked, because blank may mean not known."""

from collections.abc import Sequence

from cxdata.ingest.load.raw.fill_down import filled_rows
from cxdata.ingest.suggest.model import Question, Suggestion
from cxdata.ingest.suggest.questions import Answers, Cells, ask

FILL, BLANK = "it stands for the rows under it", "blank means not known"
_NEARLY_ALL = 0.95
_OFTEN_BLANK = 0.25


def settle_outline(cells: Cells, file: str, answers: Answers) -> tuple[Cells, Suggestion, tuple[str, ...]]:
    """The cells with labels filled down as an officer said, the question put, and the columns that were filled."""
    asking = Suggestion(file, "", (), None, "", (), (), ())
    columns = outline_columns(cells)
    if not columns:
        return cells, asking, ()
    blank = cells.of(columns[0]).count("")
    rows = f"{blank:,} of {len(cells.rows):,} rows"
    text = f"'{columns[0]}' is blank in {rows}. Does each value stand for the rows under it?"
    asking, choice = ask(asking, Question("outline", text, (FILL, BLANK)), answers)
    if choice == BLANK:
        return cells, asking, ()
    positions = [cells.columns.index(column) for column in columns]
    return Cells(cells.columns, filled_rows(cells.rows, positions)), asking, columns


def outline_columns(cells: Cells) -> tuple[str, ...]:
    """The columns on the left whose values are given once: the first row has them, many below do not.

    No value of a column comes again right under the same labels, which a column of facts with gaps would show; and some
    column right of them is filled in nearly every row.
    """
    if len(cells.rows) < 4:
        return ()
    columns: list[str] = []
    for column in cells.columns:
        values = cells.of(column)
        blank = values.count("") / len(values)
        if not values[0] or blank < _OFTEN_BLANK or _repeats(values):
            break
        columns.append(column)
    rest = cells.columns[len(columns) :]
    return tuple(columns) if any(_filled(cells.of(column)) >= _NEARLY_ALL for column in rest) else ()


def _repeats(values: Sequence[str]) -> bool:
    """Whether a value stands again right after itself, blanks passed over."""
    given = [value for value in values if value]
    return any(one == other for one, other in zip(given, given[1:], strict=False))


def _filled(values: Sequence[str]) -> float:
    return sum(map(bool, values)) / len(values)
