"""What must be settled before a suggested layout may load a file: each step asks, or knows from the figures."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from cxdata.contract import TABLES, Kind
from cxdata.ingest.load.raw.left_out import longer_rows, totals_among
from cxdata.ingest.privacy.shown import shown_heading, shown_plain
from cxdata.ingest.profile import dates
from cxdata.ingest.profile.date_forms import moment_of
from cxdata.ingest.profile.model import TableMap
from cxdata.ingest.profile.period_length import longer_periods, period_length
from cxdata.ingest.suggest.column import header_words, look
from cxdata.ingest.suggest.model import LIKELY, FieldGuess, Question, Suggestion
from cxdata.ingest.suggest.places.columns import settle_grid
from cxdata.ingest.suggest.questions import Answers, Cells, ask
from cxdata.ingest.suggest.scales import settle_scales

_WEEK = re.compile(r"\b(week|w e|w c|wc|we)\b")
_WEEK_END = re.compile(r"\b(ending|end|ended|w e|we)\b")
_WEEK_START = re.compile(r"\b(commencing|beginning|starting|start|w c|wc)\b")
FIRST_DAY, LAST_DAY = "the first day of the week", "the last day of the week"
NONE, NOT_KNOWN = "none", "not known"
EACH, ONE = "each counts", "repeats of one row"
LEAVE, KEEP = "leave them out", "keep them"
_GRAINS = {"half-year": "year"}  # the longest that the store tells apart
ORDERS = {"day first": "dmy", "month first": "mdy"}


def settle(
    suggestion: Suggestion, cells: Cells, raw: Cells, answers: Answers, put_aside: Collection[str] = ()
) -> Suggestion:
    """The suggestion with every step taken. `cells` are the turned rows, `raw` those of the file as it stands.

    `put_aside` are columns of which an officer said that they mean nothing: they are used only where asked for.
    """
    suggestion = settle_columns(suggestion, cells, answers, put_aside)
    suggestion = settle_dates(suggestion, cells, answers)
    suggestion = settle_scales(suggestion, cells, answers)
    suggestion = settle_grid(suggestion, cells, answers)
    suggestion = settle_periods(suggestion, cells, raw, answers)
    suggestion = settle_totals(suggestion, raw, answers)
    suggestion = settle_blanks(suggestion, cells, answers)
    return settle_alike(suggestion, cells, answers)


def settle_columns(suggestion: Suggestion, cells: Cells, answers: Answers, put_aside: Collection[str]) -> Suggestion:
    """A column for each field that no row can do without; the only one of dates needs no asking."""
    for field in suggestion.missing:
        meaning = TABLES[suggestion.table].field(field).meaning
        candidates = _candidates(suggestion, field, cells)
        if not candidates:
            continue
        if (
            len(candidates) == 1
            and candidates[0] not in put_aside
            and field == TABLES[suggestion.table].time
            and look(candidates[0], cells.of(candidates[0])).dates > LIKELY
        ):
            suggestion = suggestion.with_guess(FieldGuess(field, candidates, LIKELY, "the only column of dates"))
            continue
        question = Question(
            f"column:{field}", f"Which column says this: {meaning[0].lower()}{meaning[1:]}?", candidates
        )
        suggestion, column = ask(suggestion, question, answers)
        if column is not None:
            suggestion = suggestion.with_guess(FieldGuess(field, (column,), 1.0, "chosen by you"))
    return suggestion


def _candidates(suggestion: Suggestion, field: str, cells: Cells) -> tuple[str, ...]:
    """The columns that may be a field: for a time those of dates, where there are any."""
    # A heading that is somebody's name is a row of data in the place of the headings.
    unused = (column for column in suggestion.unused if shown_heading(column) == column)
    free = tuple(column for column in unused if column not in suggestion.personal)
    if field != TABLES[suggestion.table].time:
        return free
    dated = tuple(column for column in free if look(column, cells.of(column)).dates > LIKELY)
    return dated or free


def settle_dates(suggestion: Suggestion, cells: Cells, answers: Answers) -> Suggestion:
    """The order of day and month that the first rows prove; asked where they prove none, or both."""
    times = {entry.name for entry in TABLES[suggestion.table].fields if entry.kind in (Kind.TIME, Kind.DATE)}
    columns = {
        g.columns[0] for g in suggestion.fields if g.field in times and g.columns and g.columns[0] in cells.columns
    }
    evidence = dates.weigh({name: [(text, n) for n, text in enumerate(cells.of(name), 1)] for name in sorted(columns)})
    if evidence.dmy and evidence.mdy:
        shown, why = evidence.dmy[1], "the first rows have both orders; say which holds."
    else:
        for order, proof, words in (("dmy", evidence.dmy, "day first"), ("mdy", evidence.mdy, "month first")):
            if proof:
                said = f"{words}: row {proof[0]:,} has {proof[1]}, which can be read no other way."
                return replace(suggestion, order=order, order_why=said)
        if not evidence.either:
            return replace(suggestion, order_why="no date in the first rows can be read two ways.")
        shown = evidence.either[1]
        why = f"nothing in the first rows says whether {shown} is day first or month first."
    suggestion = replace(suggestion, order_why=why)
    question = Question("dates", f"Is {shown} day first or month first?", tuple(ORDERS))
    suggestion, choice = ask(suggestion, question, answers)
    return replace(suggestion, order=ORDERS[choice], order_why=f"{choice}, as you said.") if choice else suggestion


def _mapping(suggestion: Suggestion) -> TableMap:
    return TableMap(suggestion.table, tuple(g.to_field_map() for g in suggestion.fields), unpivot=suggestion.unpivot)


def is_of_counts(suggestion: Suggestion) -> bool:
    """Whether a row of the file is a figure for a period rather than one event."""
    counts = {entry.name for entry in TABLES[suggestion.table].fields if entry.kind is Kind.COUNT}
    return any(
        guess.field in counts and guess.columns and guess.constant is None and not guess.values
        for guess in suggestion.fields
    )


def settle_periods(suggestion: Suggestion, cells: Cells, raw: Cells, answers: Answers) -> Suggestion:
    """How long the periods of counts are, and whether rows of longer ones stand among them."""
    time = suggestion.guess(TABLES[suggestion.table].time or "")
    if time is None or not time.columns or not set(time.columns) <= {*cells.columns} or not is_of_counts(suggestion):
        return suggestion
    if len(time.columns) > 1:
        joined = [time.glue.join(parts) for parts in zip(*map(cells.of, time.columns), strict=True)]
        length, _ = longer_periods(joined)
        return replace(suggestion, grain=length) if length in ("month", "quarter") else suggestion
    texts = [text for text in cells.of(time.columns[0]) if text]
    length, _ = longer_periods(texts)
    if not suggestion.unpivot and longer_rows(raw.columns, raw.rows, _mapping(suggestion)):
        suggestion = replace(suggestion, leave_out=(*suggestion.leave_out, "longer periods"))
    if length in ("month", "quarter", "half-year", "year"):
        return replace(suggestion, grain=_GRAINS.get(length, length))
    if length == "day" and (grain := _said_by_heading(time.columns[0], texts, suggestion.order)):
        return replace(suggestion, grain=grain)
    return _settle_weeks(suggestion, time, texts, answers)


def _said_by_heading(header: str, texts: list[str], order: str | None) -> str | None:
    """The length of a period that is given by its first day, where the heading names it: "Month" over 01/04/2025."""
    words = header_words(header).split()
    days = {moment.date() for text in texts if (moment := moment_of(text, order))}
    for name, months in (("month", range(1, 13)), ("quarter", (1, 4, 7, 10)), ("year", (1, 4))):
        if name in words and days and all(day.day == 1 and day.month in months for day in days):
            return name
    return None


def _settle_weeks(suggestion: Suggestion, time: FieldGuess, texts: list[str], answers: Answers) -> Suggestion:
    words = header_words(time.columns[0])
    weeks = [text for text in texts if period_length(text) == "week"]
    if not (_WEEK.search(words) or weeks or _seven_days_apart(texts, suggestion.order)):
        return suggestion
    # "w/e 05/01/2025" says it in the value; "2025-W07" and "03/02/2025 - 09/02/2025" begin with the first day.
    words = f"{words} {header_words(weeks[0])}" if weeks else words
    if _WEEK_END.search(words):
        choice: str | None = LAST_DAY
    elif _WEEK_START.search(words) or (weeks and len(weeks) == len(texts)):
        choice = FIRST_DAY
    else:
        text = f"Each row of '{time.columns[0]}' stands for a week. Which day of it is {_as_asked(texts[0])}?"
        suggestion, choice = ask(suggestion, Question("week", text, (FIRST_DAY, LAST_DAY)), answers)
    if choice is None:
        return suggestion
    if choice == LAST_DAY:
        suggestion = suggestion.with_guess(replace(time, offset=-6.0, why=f"{time.why}; the last day of a week"))
    return replace(suggestion, grain="week")


def _seven_days_apart(texts: list[str], order: str | None) -> bool:
    days = sorted({moment.date() for text in texts if (moment := moment_of(text, order))})
    gaps = [(after - before).days for before, after in zip(days, days[1:], strict=False)]
    return len(gaps) >= 3 and all(gap % 7 == 0 for gap in gaps) and gaps.count(7) * 2 > len(gaps)


def settle_totals(suggestion: Suggestion, raw: Cells, answers: Answers) -> Suggestion:
    """Rows that are the total of others, left out; asked where the arithmetic leaves a doubt."""
    if not is_of_counts(suggestion):
        return suggestion
    mapping = _mapping(suggestion)
    longer = longer_rows(raw.columns, raw.rows, mapping) if "longer periods" in suggestion.leave_out else frozenset()
    rows = [row for position, row in enumerate(raw.rows) if position not in longer]
    totals = totals_among(raw.columns, rows, mapping)
    if totals.unsure:
        shown = "; ".join(_row_in_words(suggestion, raw, rows[p]) for p in sorted(totals.unsure)[:3])
        text = f"Rows that may be totals of other rows ({len(totals.unsure)}): {shown}. Leave them out?"
        suggestion, choice = ask(suggestion, Question("totals", text, (LEAVE, KEEP)), answers)
        if choice != LEAVE:
            return suggestion
    if not totals.sure and not totals.unsure:
        return suggestion
    return replace(suggestion, leave_out=(*suggestion.leave_out, "totals"))


def _as_asked(text: str) -> str:
    """A cell as a question may show it: dates and figures as they are, of words only what is nobody's."""
    return text if re.fullmatch(r"[\d/.,: -]{1,10}", text) else shown_plain(text)


def _row_in_words(suggestion: Suggestion, raw: Cells, row: Sequence[str | None]) -> str:
    """A row as a question may show it: without its personal columns, and without what is personal in the others."""
    cells = zip(raw.columns, row, strict=True)
    return ", ".join(_as_asked(cell) for column, cell in cells if cell and column not in suggestion.personal)


def settle_blanks(suggestion: Suggestion, cells: Cells, answers: Answers) -> Suggestion:
    """What a blank count means, where some rows leave it blank."""
    table = TABLES[suggestion.table]
    for guess in suggestion.fields:
        if guess.field not in table.names or table.field(guess.field).kind is not Kind.COUNT:
            continue
        if len(guess.columns) != 1 or guess.values or table.field(guess.field).required:
            continue
        texts = cells.of(guess.columns[0])
        blank = texts.count("")
        if not blank or blank == len(texts):
            continue
        text = f"'{guess.columns[0]}' is blank in {blank:,} of {len(texts):,} rows. What does a blank mean?"
        suggestion, choice = ask(suggestion, Question(f"blank:{guess.columns[0]}", text, (NONE, NOT_KNOWN)), answers)
        if choice == NONE:
            suggestion = suggestion.with_guess(replace(guess, blank="0", why=f"{guess.why}; a blank means none"))
    return suggestion


def settle_alike(suggestion: Suggestion, cells: Cells, answers: Answers) -> Suggestion:
    """Whether rows that are alike in every column are repeats: only where no reference tells rows apart."""
    table = TABLES[suggestion.table]
    if table.has_reference or not table.key or suggestion.alike == "each":
        return suggestion
    times = Counter(tuple(row) for row in cells.rows)
    alike = sum(number - 1 for number in times.values() if number > 1)
    if not alike:
        return suggestion
    rows = "1 row is" if alike == 1 else f"{alike:,} rows are"
    text = f"{rows} the same as another row in every column. Does each count, or are they repeats of one row?"
    suggestion, choice = ask(suggestion, Question("alike", text, (EACH, ONE)), answers)
    return replace(suggestion, alike="each") if choice == EACH else suggestion
