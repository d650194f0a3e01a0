"""A file whose columns count two things for one period: calls and visits side by side feed two tables."""

from collections.abc import Sequence

from cxdata.contract import TABLES, Kind
from cxdata.ingest.profile.model import TableMap
from cxdata.ingest.suggest.column import Look
from cxdata.ingest.suggest.guess.guesses import assign
from cxdata.ingest.suggest.model import LIKELY, FieldGuess

# Tables whose rows are nothing but counts for a period.
_OF_COUNTS = ("calls", "web")
_LEAST = 2


def second_table(
    table: str, guesses: Sequence[FieldGuess], looks: Sequence[Look]
) -> tuple[str, tuple[FieldGuess, ...]] | None:
    """Another table of counts that the columns left over feed, with its fields; None where they feed none.

    Two counts at least must be told by their headings,
    and all that the table cannot do without.
    """
    time = next((guess for guess in guesses if guess.field == TABLES[table].time), None)
    if table not in _OF_COUNTS or time is None:
        return None
    used = {column for guess in guesses for column in guess.columns} - set(time.columns)
    left = [column for column in looks if column.header not in used]
    for name in _OF_COUNTS:
        found = tuple(guess for guess in assign(name, left) if guess.sure >= LIKELY)
        names = {guess.field for guess in found}
        contract = TABLES[name]
        counts = [field for field in contract.fields if field.kind is Kind.COUNT and field.name in names]
        needed = all(field.name in names for field in contract.fields if field.required)
        if name != table and needed and len(counts) >= _LEAST:
            return name, found
    return None


def map_of(table: str, guesses: Sequence[FieldGuess]) -> TableMap:
    """The layout's part for a table, its fields in the table's own order."""
    order = TABLES[table].names
    return TableMap(
        table, tuple(guess.to_field_map() for guess in sorted(guesses, key=lambda guess: order.index(guess.field)))
    )
