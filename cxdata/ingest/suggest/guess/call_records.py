"""Files that feed two tables.

One row a call, where the table counts calls, is one call offered, answered or given up, and an answer where the caller
rated it. Columns that count two things for one period, calls and visits side by side, are rows of both tables.
"""

import re
from collections.abc import Callable, Sequence

from cxdata.contract import TABLES, Kind
from cxdata.ingest.profile.matching import value_key
from cxdata.ingest.profile.model import TableMap
from cxdata.ingest.suggest.column import Look
from cxdata.ingest.suggest.model import LIKELY, FieldGuess
from cxdata.ingest.suggest.questions import Cells

_YES = re.compile(r"y|yes|true|1|answered|handled|connected|completed", re.IGNORECASE)
_NO = re.compile(
    r"n|no|false|0|abandoned|given up|gave up|hung up|lost|missed|unanswered|not answered|no answer", re.IGNORECASE
)
_PLAIN = re.compile(r"y|yes|true|1|n|no|false|0")
_ENDS = re.compile(r"\b(answered|abandoned|outcome|result|disposition|status|call status)\b")
# Rows that say how many calls were offered are counts, however few.
_COUNTED = re.compile(r"\b(offered|calls received|total calls|calls in)\b")
_CALL = re.compile(r"\b(call|calls|agent|queue|speed answer|speed of answer|wait|talk|ring)\b")
_WAIT = re.compile(r"\b(speed of answer|wait|queue time|time in queue|time to answer|q seconds|ring time|asa)\b")
_TALK = re.compile(r"\b(talk|handle|call duration|duration)\b")
_TOPIC = re.compile(r"\b(queue|skill|topic|line|service|department|reason)\b")
_RATING = re.compile(r"\b(rating|satisfaction|score|csat|stars)\b")
_REFERENCE = re.compile(r"\b(call|contact|interaction) (id|ref|reference|number)\b")

# Tables whose rows are nothing but counts for a period.
_OF_COUNTS = ("calls", "web")
_LEAST = 2

Assign = Callable[[str, Sequence[Look]], list[FieldGuess]]


def call_records(columns: Sequence[Look], time: FieldGuess | None) -> list[FieldGuess]:
    """The fields of the table of calls, where a row is one call: () where the file does not look like it.

    `time` says when a call came. A row that was neither answered nor given up (a test) is in neither count.
    """
    ends = next((column for column in columns if _ENDS.search(column.words) and _yes_or_no(column)), None)
    about_calls = sum(bool(_CALL.search(column.words)) for column in columns)
    counted = any(_COUNTED.search(column.words) and column.numbers > 0.8 for column in columns)
    if ends is None or time is None or counted or about_calls + ("answered" in ends.words) < 2:
        return []
    if "abandoned" in ends.words.split() and all(_PLAIN.fullmatch(value_key(level)) for level in ends.levels):
        # Yes to "Abandoned" is a call that was not answered.
        answered = {level: "0" if _YES.fullmatch(value_key(level)) else "1" for level in ends.levels}
        given_up = {level: "1" if meaning == "0" else "0" for level, meaning in answered.items()}
    else:
        answered, given_up = _ends_of(ends)
    guesses = [
        FieldGuess("interval_start", time.columns, time.sure, time.why, glue=time.glue, replace=time.replace),
        FieldGuess("offered", (), 0.9, "each row is one call", constant="1"),
        FieldGuess("answered", (ends.header,), 0.9, "its words say which calls were answered", values=answered),
        FieldGuess("abandoned", (ends.header,), 0.9, "and which were given up", values=given_up),
    ]
    taken = {ends.header, *time.columns}
    for field, pattern in (("queue", _TOPIC), ("wait_seconds_total", _WAIT), ("handle_seconds_total", _TALK)):
        column = next(
            (c for c in columns if c.header not in taken and not c.personal and pattern.search(c.words)), None
        )
        if column is not None and (field == "queue" or column.numbers > 0.9 or column.durations > 0.9):
            taken.add(column.header)
            guesses.append(FieldGuess(field, (column.header,), 0.8, f"the header has '{column.words}'"))
    return guesses


def _ends_of(column: Look) -> tuple[dict[str, str], dict[str, str]]:
    """The words of a column for calls answered (1, else 0), and likewise for calls given up."""
    answered = {level: "1" if _YES.fullmatch(value_key(level)) else "0" for level in column.levels}
    return answered, {level: "1" if _NO.fullmatch(value_key(level)) else "0" for level in column.levels}


def answered_only(guesses: Sequence[FieldGuess], cells: Cells) -> str | None:
    """The column that says which calls were answered, where others have a wait too, which does not count."""
    answered = next((g for g in guesses if g.field == "answered" and g.values and g.columns), None)
    timed = [g for g in guesses if g.field.endswith("_seconds_total") and len(g.columns) == 1]
    if answered is None or not timed:
        return None
    words = tuple(word for word, meaning in answered.values.items() if meaning == "1")
    outcomes = cells.of(answered.columns[0])
    waited = any(
        text and text.strip("0:. ") and outcome not in words
        for guess in timed
        for outcome, text in zip(outcomes, cells.of(guess.columns[0]), strict=True)
    )
    return answered.columns[0] if waited else None


def ratings_of_calls(columns: Sequence[Look], guesses: Sequence[FieldGuess]) -> tuple[FieldGuess, ...]:
    """The fields of a survey answer, where callers rated their call in the same row; () where they did not."""
    rating = next((c for c in columns if _RATING.search(c.words) and (c.scores > 0.8 or c.numbers > 0.9)), None)
    time = next((guess for guess in guesses if guess.field == "interval_start"), None)
    if rating is None or time is None:
        return ()
    reference = next((column for column in columns if _REFERENCE.search(column.words)), None)
    topic = next((guess for guess in guesses if guess.field == "queue"), None)
    fields = [
        FieldGuess("responded_at", time.columns, time.sure, time.why, glue=time.glue, replace=time.replace),
        FieldGuess("score", (rating.header,), 0.8, f"the header has '{rating.words}'"),
        FieldGuess("channel", (), 0.9, "each row is one call", constant="phone"),
    ]
    if reference is not None:
        fields.append(FieldGuess("response_id", (reference.header,), 0.8, "the reference of the call"))
    if topic is not None:
        fields.append(FieldGuess("service", topic.columns, 0.6, "what the call was about"))
    return tuple(fields)


def answers_table(fields: Sequence[FieldGuess], rated: Sequence[str]) -> TableMap:
    """The table of answers that the calls' own file feeds; only rows with a rating (`rated`) are answers."""
    order = TABLES["responses"].names
    maps = tuple(guess.to_field_map() for guess in sorted(fields, key=lambda guess: order.index(guess.field)))
    score = next(guess for guess in fields if guess.field == "score")
    return TableMap("responses", maps, where={score.columns[0]: tuple(rated)})


def second_table(
    table: str, guesses: Sequence[FieldGuess], looks: Sequence[Look], assign: Assign
) -> tuple[str, tuple[FieldGuess, ...]] | None:
    """Another table of counts that the columns left over feed, with its fields; None where they feed none.

    `assign` gives each field of a table the column that fits it. Two counts at least must be told by their headings,
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


def _yes_or_no(column: Look) -> bool:
    """Whether its words say of each row whether a call was answered."""
    words = [value_key(level) for level in column.levels]
    yes = any(_YES.fullmatch(word) for word in words)
    return yes and any(_NO.fullmatch(word) for word in words) and len(words) <= 6
