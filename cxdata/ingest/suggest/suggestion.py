"""A mapping for an export that no profile fits, from its headers and its first rows, with how sure each part is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cxdata.contract import POINT_FIELDS, TABLES
from cxdata.errors import CxError
from cxdata.ingest.privacy.coded import words_to_show
from cxdata.ingest.privacy.people import looks_personal
from cxdata.ingest.privacy.shown import examples, is_of_places, shown_headings
from cxdata.ingest.read.readers import preview
from cxdata.ingest.suggest.beforehand.known_part import KnownPart, known_part
from cxdata.ingest.suggest.column import Look, look
from cxdata.ingest.suggest.corrections import Corrections, ask_of_people, corrected, with_rules
from cxdata.ingest.suggest.guess.call_records import answered_only, answers_table, map_of, second_table
from cxdata.ingest.suggest.guess.guesses import (
    assign,
    choose,
    guess_for,
    is_known,
    multiply_averages,
    staff_in_channel,
)
from cxdata.ingest.suggest.model import FieldGuess, Question, Suggestion
from cxdata.ingest.suggest.questions import Answers, Cells, ask, check_answers
from cxdata.ingest.suggest.scales import settle_scale
from cxdata.ingest.suggest.shapes.groups import DIMENSIONS as DIMENSIONS_OF
from cxdata.ingest.suggest.shapes.groups import Groups, find_groups
from cxdata.ingest.suggest.shapes.outline import settle_outline
from cxdata.ingest.suggest.shapes.shape import DIMENSIONS, Shape, refuse_pivot, shape_of, turn
from cxdata.ingest.suggest.shapes.stages import TABLE as CASES
from cxdata.ingest.suggest.shapes.stages import Stages, columns_of, find_stages, first_stage
from cxdata.ingest.suggest.steps import settle

ROWS = 20_000
_NOTHING = "does not look like anything this dashboard knows"


class NotKnown(CxError):
    """A file that looks like none of the tables; an officer may know better and name one."""


def suggest_profile(
    path: Path,
    *,
    sheet: str | None = None,
    table: str | None = None,
    columns: Mapping[str, str] | None = None,
    answers: Answers | None = None,
) -> Suggestion:
    """What a file probably is, from its headers and first 20,000 rows, with the questions that are still open.

    `table` and `columns` (column -> field, "" for none) are an officer's corrections, `answers` what was said to
    questions by their ids. Raises CxError when the file cannot be read, nothing in it looks like any table, or an
    answer or a correction fits nothing.
    """
    path = Path(path)
    shown = preview(path, sheet=sheet, limit=ROWS)
    corrections = Corrections(table, columns or {}, answers or {})
    suggestion = suggest(path.name, Cells(shown.columns, shown.rows), corrections)
    check_answers(suggestion.asked, corrections.answers, where=path.name)
    return suggestion


def suggest(name: str, raw: Cells, corrections: Corrections) -> Suggestion:
    """What the file called `name` with these first rows probably is, as an officer has corrected it.

    Raises NotKnown when nothing in it looks like any table, and CxError for a correction that fits nothing. An answer
    that belongs to no question is passed over here; `check_answers` refuses it.
    """
    refuse_pivot(name, raw)
    known, answers = known_part(name, raw.columns), corrections.answers
    whole, raw = raw, known.below_headings(raw)
    raw, asking, filled = settle_outline(raw, name, answers)
    shape, asking = _shape(raw, asking, corrections)
    cells = shape.cells
    looks = known.marked([look(header, cells.of(header)) for header in cells.columns])
    asking, guesses, also = _fields(replace(asking, headers=raw.columns), looks, known, corrections)
    table = asking.table
    asking, chosen, allowed = ask_of_people(asking, table, corrections.columns, looks, answers)
    asking, guesses = corrected(asking, table, guesses, chosen, cells=cells, looks=looks, answers=answers)
    guesses += staff_in_channel(table, guesses, looks)
    left = [column for column in looks if chosen.get(column.header) != ""]
    beside = None if shape.unpivot or asking.groups else second_table(table, guesses, left, assign)
    further = (*also, *(beside[1] if beside else ()))
    used = {column for guess in (*guesses, *further) for column in guess.columns}
    used |= {column for _, columns in (*asking.groups, *asking.stages) for column in columns.values()}
    names = {guess.field for guess in guesses}
    personal = {c.header for c in looks if c.personal and c.header not in allowed} | _points(guesses)
    suggestion = replace(
        asking,
        fields=tuple(_unspread(guess, shape) for guess in guesses),
        personal=tuple(column for column in cells.columns if column in personal),
        not_personal=allowed,
        unused=tuple(column.header for column in looks if column.header not in used),
        missing=tuple(entry.name for entry in TABLES[table].fields if entry.required and entry.name not in names),
        unpivot=shape.unpivot,
        fill_down=filled,
        where=shape.where,
        only=answered_only(guesses, cells),
        alike="each" if also or any(guess.constant == "1" for guess in guesses) else "one",
        leave_out=known.leave_out(whole),
        system=known.title,
        second=map_of(*beside) if beside else None,
        columns=cells.columns,
        examples={c: examples(cells.of(c), place=is_of_places(c)) for c in cells.columns if c not in personal},
    )
    suggestion = settle(suggestion, cells, raw, answers, {column for column, field in chosen.items() if not field})
    suggestion = _with_answers(suggestion, also, cells, answers)
    suggestion = with_rules(_dated(suggestion, corrections.dates), corrections)
    return replace(suggestion, fields=tuple(sorted(suggestion.fields, key=lambda guess: _place(table, guess.field))))


def _fields(
    asking: Suggestion, looks: Sequence[Look], known: KnownPart, corrections: Corrections
) -> tuple[Suggestion, list[FieldGuess], tuple[FieldGuess, ...]]:
    """The suggestion with its table and groups of columns, the guesses, and those of answers in the same rows.

    Raises NotKnown when nothing in the columns looks like any table and nobody has said what they are.
    """
    headers = tuple(column.header for column in looks)
    stated = corrections.table or known.table
    groups = None if known.title else find_groups(looks)
    if groups and (stated not in (None, groups.table) or groups.headers & corrections.columns.keys()):
        groups = None
    plain = [column for column in known.unknown(looks) if not groups or column.header not in groups.headers]
    stages = None if known.title or groups else _stages_among(plain, stated, corrections)
    if stages is not None:
        stated, plain = CASES, stages.first
    table, guesses, also = choose(plain, groups.table if groups else stated, asking.file)
    if stages is not None:
        guesses = [first_stage(), *(guess for guess in guesses if guess.field != "stage")]
        asking = replace(asking, stages=columns_of(stages, assign))
    if groups:
        asking, guesses = _with_groups(asking, groups, guesses, looks, corrections.answers)
    told = corrections.table or corrections.columns or known.title or groups or stages
    if stated is None and any(question.id == "headings" for question in asking.questions):
        table, guesses, also = "contacts", assign("contacts", looks), ()
    elif not told and not is_known(table, guesses, looks):
        raise NotKnown(
            f"{asking.file}: it {_NOTHING}. None of its columns ({shown_headings(asking.headers)}) says that it is of "
            "contacts, calls, answers, visits or complaints. If it is, name the columns in plain "
            "words, or choose what they mean."
        )
    return replace(asking, table=table), known.with_fields(table, guesses, headers), also


def _stages_among(looks: Sequence[Look], stated: str | None, corrections: Corrections) -> Stages | None:
    """The stages of a case side by side, where the rows may be complaints and no column of them is corrected."""
    stages = find_stages(looks) if stated in (None, CASES) else None
    return stages if stages and not stages.headers & corrections.columns.keys() else None


def _with_groups(
    asking: Suggestion, groups: Groups, guesses: Sequence[FieldGuess], looks: Sequence[Look], answers: Answers
) -> tuple[Suggestion, list[FieldGuess]]:
    """The guesses with the first group's columns, and the field that the groups' names are values of, asked."""
    (first, columns), *_ = groups.columns.items()
    by_header = {column.header: column for column in looks}
    time = TABLES[groups.table].time
    if time and groups.are_periods:
        field, why = time, "the period in the heading"
    else:
        choices = tuple(field.replace("_", " ") for field in DIMENSIONS_OF[groups.table])
        question = Question("groups", f"What are {', '.join(groups.columns)}?", choices)
        asking, choice = ask(asking, question, answers)
        field, why = (choice or choices[0]).replace(" ", "_"), "the name of the group"
    kept = [guess for guess in guesses if guess.field not in (*columns, field)]
    kept += [guess_for(name, by_header[header], 0.9, f"of {first}") for name, header in columns.items()]
    kept.append(FieldGuess(field, (), 0.9, why, constant=groups.constant(first)))
    further = tuple((groups.constant(name), held) for name, held in groups.columns.items())[1:]
    asking = replace(asking, groups=further, group_field=field, grain=groups.grain)
    return asking, multiply_averages(kept, by_header)


def _shape(raw: Cells, asking: Suggestion, corrections: Corrections) -> tuple[Shape, Suggestion]:
    """The file with one fact a row; what its headings are is asked where they add up and nobody can tell."""
    if corrections.turn is not None:
        return turn(raw, corrections.turn), asking
    shape = shape_of(raw)
    headings = shape.unpivot.columns if shape.unpivot else shape.open
    if looks_personal(headings).personal:
        raise CxError(
            f"{asking.file}: its headings are names of people ({len(headings)} of {len(raw.columns)}), which are not "
            "kept. Ask for the same figures by team or service."
        )
    if not shape.open:
        return shape, asking
    text = f"{', '.join(shape.open[:4])}{' ...' if len(shape.open) > 4 else ''} add up to a total. What are they?"
    none = "figures of their own"
    asking, choice = ask(asking, Question("headings", text, (*DIMENSIONS, none)), corrections.answers)
    return (shape_of(raw, choice) if choice and choice != none else shape), asking


def _dated(suggestion: Suggestion, order: str | None) -> Suggestion:
    """The suggestion with the order of day and month that was said beforehand, so that nobody asks for it."""
    if order is None:
        return suggestion
    asked = tuple(question for question in suggestion.asked if question.id != "dates")
    return replace(suggestion, asked=asked, order=order, order_why="in the order that you named.")


def _unspread(guess: FieldGuess, shape: Shape) -> FieldGuess:
    run = next((run for run in shape.spread if guess.columns == run[:1]), None)
    return replace(guess, columns=run, spread=True) if run else guess


def _with_answers(suggestion: Suggestion, also: Sequence[FieldGuess], cells: Cells, answers: Answers) -> Suggestion:
    """The suggestion with the table of answers that the same rows feed, its ratings settled."""
    if not also:
        return suggestion
    score = next(guess for guess in also if guess.field == "score")
    values = cells.of(score.columns[0])
    suggestion, settled = settle_scale(suggestion, score, values, answers)
    fields = (*(guess for guess in also if guess.field != "score"), *settled)
    return replace(suggestion, second=answers_table(fields, words_to_show(sorted({v for v in values if v}))))


def _place(table: str, name: str) -> int:
    names = TABLES[table].names + POINT_FIELDS
    return names.index(name)


def _points(guesses: Iterable[FieldGuess]) -> set[str]:
    return {column for guess in guesses if guess.field in POINT_FIELDS for column in guess.columns}
