"""What a suggestion is made of: guesses for fields, questions still open, and the layout that comes of both."""

import dataclasses
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cxdata.contract import POINT_FIELDS, TABLES, Kind
from cxdata.errors import CxError
from cxdata.ingest.profile.matching import SUGGESTED, value_key
from cxdata.ingest.profile.model import FieldMap, Profile, TableMap, Unpivot
from cxdata.ingest.suggest.words import CALLS_OF, SCORE_WORDS

# What is said once of a complaint and holds at each of its stages.
OF_THE_CASE = ("complaint_id", "service", "provider", "ward_code", "cause", "remedy", "learning")
# From here a guess is said to be sure, likely, or worth showing at all.
SURE, LIKELY, GUESS = 0.85, 0.6, 0.4
_SCORES = ("score", "ease", "outcome_got", "felt")


@dataclass(frozen=True)
class Question:
    """Something only a person can say before a file is loaded; the most probable choice stands first.

    `own_words` says that it may be answered by something else than the choices.
    """

    id: str
    question: str
    choices: tuple[str, ...]
    own_words: bool = False


@dataclass(frozen=True)
class FieldGuess:
    """Where one field of the contract probably comes from.

    `sure` runs from 0 to 1; `why` is a sentence. `values` turns words of the export into the contract's; `unmapped`
    are words nobody can place, which an officer must: until then their rows are set aside. Several `columns` are joined
    with `glue`, or, where `spread`, hold one answer between them. A guess without columns is a `constant`.
    """

    field: str
    columns: tuple[str, ...]
    sure: float
    why: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    unmapped: tuple[str, ...] = ()
    otherwise: str | None = None
    times: str | None = None
    replace: tuple[tuple[str, str], ...] = ()
    glue: str = "-"
    spread: bool = False
    constant: str | None = None
    blank: str | None = None
    scale: float = 1.0
    offset: float = 0.0

    @property
    def how_sure(self) -> str:
        """'sure', 'likely' or 'a guess'."""
        return "sure" if self.sure >= SURE else "likely" if self.sure >= LIKELY else "a guess"

    def lines(self) -> list[str]:
        """The guess as lines to read: its source, how sure it is, and what its words mean."""
        source = " + ".join(self.columns) if self.constant is None else f"always {self.constant}"
        lines = [f"{self.field:<20} {source:<28} {self.how_sure}: {self.why}"]
        lines += [f"{'':<20}   {word} = {meaning or 'no answer'}" for word, meaning in self.values.items()]
        if self.unmapped:
            lines.append(f"{'':<20}   not placed, please say: {', '.join(self.unmapped)}")
        return lines

    def to_field_map(self) -> FieldMap:
        """The guess as a layout says it."""
        joined = len(self.columns) > 1 and not self.spread
        return FieldMap(
            name=self.field,
            sources=self.columns if len(self.columns) == 1 else (),
            join=self.columns if joined else (),
            filled=self.columns if self.spread else (),
            glue=self.glue if joined else " ",
            constant=self.constant,
            values=self._words(),
            otherwise=self.otherwise,
            blank=self.blank,
            times=(self.times,) if self.times else (),
            replace=self.replace,
            scale=self.scale,
            offset=self.offset,
        )

    def _words(self) -> dict[str, str]:
        """The words and their meanings; of a rating in words also those that nobody chose this time."""
        said = {value_key(word) for word in self.values}
        if self.field not in _SCORES or not said or not said <= SCORE_WORDS.keys():
            return dict(self.values)
        return dict(self.values) | {word: score for word, score in SCORE_WORDS.items() if word not in said}


@dataclass(frozen=True)
class Suggestion:
    """What an unknown export probably is: its table, its fields, the order of its dates, its personal columns.

    `asked` are the questions that must be answered before it may be loaded, `answered` the ids of those that are.
    `second` is a further table that the same rows feed. `unpivot`, `where`, `leave_out`, `fill_down`, `alike`, `grain`
    and `grid` are as in a layout. `only` is the column that says which calls were answered, where only their seconds
    count. `groups` are further groups of columns with the same figures (a name, and a column for each field); the name
    is the value of `group_field`. `stages` are further stages of a case in the same row: a name, and a column for each
    field. `columns` are those of its rows once they are turned, `examples` their first values,
    fit to be shown. `system` names the system whose export it is, where that is known.
    """

    file: str
    table: str
    fields: tuple[FieldGuess, ...]
    order: str | None
    order_why: str
    personal: tuple[str, ...]
    unused: tuple[str, ...]
    missing: tuple[str, ...]
    asked: tuple[Question, ...] = ()
    answered: tuple[str, ...] = ()
    second: TableMap | None = None
    unpivot: Unpivot | None = None
    leave_out: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    only: str | None = None
    groups: tuple[tuple[str, Mapping[str, str]], ...] = ()
    group_field: str = ""
    stages: tuple[tuple[str, Mapping[str, str]], ...] = ()
    alike: str = "one"
    grain: str | None = None
    system: str = ""
    grid: str | None = None
    headers: tuple[str, ...] = ()
    not_personal: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    examples: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that are still open, in the order in which they came up."""
        return tuple(question for question in self.asked if question.id not in self.answered)

    def guess(self, field: str) -> FieldGuess | None:
        """The guess for a field; None where no column was found for it."""
        return next((guess for guess in self.fields if guess.field == field), None)

    def with_guess(self, *guesses: FieldGuess) -> "Suggestion":
        """The suggestion with guesses in the place of those for the same fields, or added."""
        names = {guess.field for guess in guesses}
        kept = tuple(guess for guess in self.fields if guess.field not in names)
        columns = {column for guess in guesses for column in guess.columns}
        return dataclasses.replace(
            self,
            fields=(*kept, *guesses),
            unused=tuple(column for column in self.unused if column not in columns),
            missing=tuple(name for name in self.missing if name not in names),
        )

    def as_dict(self) -> dict[str, Any]:
        """The suggestion for JSON."""
        document = asdict(self) | {"questions": [asdict(question) for question in self.questions]}
        document["fields"] = [asdict(guess) | {"how_sure": guess.how_sure} for guess in self.fields]
        return document

    def words(self) -> str:
        """The suggestion as lines to read."""
        system = [f"{self.file} is an export of {self.system}."] if self.system else []
        lines = [*system, f"{self.file} looks like {TABLES[self.table].grain} (table {self.table}).", ""]
        for guess in self.fields:
            lines += guess.lines()
        lines += ["", f"Dates: {self.order_why}"]
        if self.unpivot:
            lines.append(f"Turned to rows: {', '.join(self.unpivot.columns)}.")
        if self.second:
            read = [header for entry in self.second.fields for header in entry.headers]
            lines.append(f"The same rows also feed {self.second.table}: {', '.join(dict.fromkeys(read))}.")
        lines += [f"Likewise for {name}: {', '.join(columns.values())}." for name, columns in self.groups]
        lines += self.stage_words()
        if self.fill_down:
            lines.append(f"Blank cells filled from above: {', '.join(self.fill_down)}.")
        if self.leave_out:
            lines.append(f"Left out: {' and '.join(self.leave_out)}.")
        if self.missing:
            lines.append(f"Not found, and no row can do without it: {', '.join(self.missing)}.")
        if self.personal:
            lines += self.personal_words()
        if self.unused:
            lines.append(f"Not used: {', '.join(self.unused)}.")
        lines += [f"Please say ({entry.id}): {entry.question} {' / '.join(entry.choices)}" for entry in self.questions]
        return "\n".join(lines)

    def stage_words(self) -> list[str]:
        """That a row of a case holds further stages, a sentence each."""
        return [
            f"{name} is a row of its own where its columns have a date or an outcome: {', '.join(columns.values())}."
            for name, columns in self.stages
        ]

    def personal_words(self) -> list[str]:
        """What becomes of the personal columns, in sentences: those that are dropped, and those that a field reads."""
        used = {column: guess.field for guess in self.fields for column in guess.columns}
        dropped = [column for column in self.personal if column not in used]
        lines = [f"Personal, never kept: {', '.join(dropped)}."] if dropped else []
        return lines + [
            f"Personal, and used for {TABLES[self.table].words_of(used[column])}: {column} is "
            f"{_how_kept(self.table, used[column])}."
            for column in self.personal
            if column in used
        ]

    def to_profile(self, name: str) -> Profile:
        """The suggestion as a profile that can be edited and saved; recognised by the columns it was made from.

        Raises CxError when a field that no row can do without has no column yet.
        """
        if self.missing:
            lacking = ", ".join(f"{name} ({TABLES[self.table].words_of(name)})" for name in self.missing)
            raise CxError(f"{self.file}: no column was found for {lacking}. Choose one, then save the profile.")
        used = tuple(dict.fromkeys(column for guess in self.fields for column in guess.columns))
        second = self.second and dataclasses.replace(self.second, where={**self.second.where, **self.where})
        return Profile(
            name=name,
            title=f"{self.system}, like {self.file}" if self.system else f"Like {self.file}",
            system=name,
            tables=(*self._tables(), second) if second else self._tables(),
            about=f"{SUGGESTED}{self.file} and looked over by an officer.",
            dates=self.order,
            grain=self.grain,
            grid=self.grid,
            leave_out=self.leave_out,
            fill_down=self.fill_down,
            ignore=self.unused,
            personal=self.personal,
            not_personal=self.not_personal,
            headers=self.headers or used,
            shipped=False,
        )

    def _tables(self) -> tuple[TableMap, ...]:
        """The layout's tables: one, or one for each part of the rows or group of columns that feeds it."""
        maps = tuple(guess.to_field_map() for guess in self.fields)
        first = TableMap(self.table, maps, where=dict(self.where), unpivot=self.unpivot, alike=self.alike)
        if self.only is not None:
            meanings = {
                word: meaning for g in self.fields if g.field == "answered" for word, meaning in g.values.items()
            }
            words = tuple(word for word, meaning in meanings.items() if meaning == "1")
            others = tuple(word for word in meanings if word not in words)
            # What a caller waited who was not answered is no wait of an answered call.
            waited = tuple(
                dataclasses.replace(entry, name="abandoned_wait_seconds")
                for entry in maps
                if entry.name == "wait_seconds_total"
            )
            without = tuple(entry for entry in maps if not entry.name.endswith("_seconds_total"))
            rest = dataclasses.replace(first, fields=(*without, *waited), where={**self.where, self.only: others})
            return dataclasses.replace(first, where={**self.where, self.only: words}), rest
        if self.stages:
            return first, *(self._of_stage(first, name, columns) for name, columns in self.stages)
        more = []
        for name, columns in self.groups:
            fields = [
                dataclasses.replace(
                    entry,
                    sources=(columns[entry.name],) if entry.name in columns else entry.sources,
                    times=(columns[CALLS_OF[entry.name]],) if entry.times else (),
                    constant=name if entry.name == self.group_field else entry.constant,
                )
                for entry in maps
            ]
            more.append(dataclasses.replace(first, fields=tuple(fields)))
        return first, *more

    def _of_stage(self, first: TableMap, name: str, columns: Mapping[str, str]) -> TableMap:
        """A further stage of the cases of `first`: what holds of the case, and its own columns, where it has a date or
        an outcome. One decided there on a day that nobody wrote down is told as missing, not passed over.
        """
        table = TABLES[self.table]
        once = tuple(entry for entry in first.fields if entry.name in OF_THE_CASE)
        own = tuple(FieldMap(field, sources=(column,)) for field, column in columns.items())
        says = tuple(c for field, c in columns.items() if field == "outcome" or table.field(field).kind is Kind.TIME)
        return dataclasses.replace(first, fields=(*once, FieldMap("stage", constant=name), *own), filled=says)


def _how_kept(table: str, field: str) -> str:
    """What becomes of a personal column that a field reads."""
    if field in POINT_FIELDS:
        return "turned into a ward and then dropped"
    kind = TABLES[table].field(field).kind
    return "kept as a keyed hash only" if kind is Kind.KEY else "kept with what is personal taken out"
