"""docs/data-contract.md: every clean table in words, straight from the contract."""

from cxdata.contract import SQL_TYPES, TABLES, Field, Kind, Table
from cxdata.form import SYSTEM_COLUMNS, WARD_COLUMN

_KINDS = {
    Kind.ID: "a reference, kept as text",
    Kind.CHOICE: "one of the words listed; anything else sets its row aside",
    Kind.LEVEL: "one of the words that the data brings; blank is 'Not recorded'",
    Kind.TIME: "a moment in local time, with its grain (a moment, a day or a month) beside it",
    Kind.DATE: "a day",
    Kind.COUNT: "a whole number, never negative",
    Kind.NUMBER: "a number",
    Kind.SCORE: "a rating from 1 (very dissatisfied) to 5 (very satisfied)",
    Kind.FLAG: "yes or no",
    Kind.KEY: "a customer's reference, stored only as a keyed hash",
    Kind.TEXT: "free text, redacted before it is stored",
}


def document() -> str:
    """The whole page: what a field can be, then every table with its grain and fields."""
    lines = [
        "# Data contract",
        "",
        "What the store holds: every clean table, what a row of it is, and every field. A layout (docs/profiles.md)",
        "translates an export into these words; the store has these columns; measures count them. This page is written",
        "from `cxdata/contract` by `python -m cxdata docs`; a test keeps it current.",
        "",
        "## Kinds of field",
        "",
        "| kind | what it is | stored as |",
        "|---|---|---|",
        *(f"| {kind.value} | {_KINDS[kind]} | {SQL_TYPES.get(kind, 'ENUM')} |" for kind in Kind),
        "",
        "## Columns beside the fields",
        "",
        "Every table has these; the ward only where it has a `ward_code`.",
        "",
        "| column | stored as | meaning |",
        "|---|---|---|",
        *(f"| `{column.name}` | {column.sql_type} | {column.meaning} |" for column in (*SYSTEM_COLUMNS, WARD_COLUMN)),
    ]
    for table in TABLES.values():
        lines += ["", *_table(table)]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> list[str]:
    when = f"Its time is `{table.time}`." if table.time else "It has no time."
    key = ", ".join(f"`{name}`" for name in table.key)
    return [
        f"## {table.title} (`{table.name}`)",
        "",
        f"A row is {table.grain}. {when} It is known by {key} (docs/profiles.md: which rows are the same row).",
        "",
        "| field | kind | unit | meaning |",
        "|---|---|---|---|",
        *(_field(field) for field in table.fields),
        *(f"| `{column.name}` | worked out at load |  | {column.meaning}. |" for column in table.derived),
    ]


def _field(field: Field) -> str:
    needed = " No row can do without it." if field.required else ""
    words = f" One of: {', '.join(field.levels)}." if field.levels else ""
    stop = "" if field.meaning.endswith((".", "?")) else "."
    return f"| `{field.name}` | {field.kind.value} | {field.unit} | {field.meaning}{stop}{words}{needed} |"
