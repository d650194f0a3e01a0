"""The records of a CSV file, one after another, however damaged it is: the rules of RFC 4180, then two repairs.

Repair of a line: a quotation mark inside a quoted value that cannot be its end, because no separator follows ('won't'),
is read as text, if the row then has the right number of values. Restart after a fault: when a quotation mark opens and
does not close properly, reading starts again at the next line, so that a stray mark costs one row and not the file.

A quoted value that holds whole rows is no value: a stray mark opened it and another, rows later, closed it. And a plain
value with an odd number of marks has lost a separator or a mark: its row is refused, as its columns may be shifted.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cxdata.ingest.read.limits import MOST_RECORD
from cxdata.ingest.read.raw_table import count_words

ABSORB_LINES = 30
_OPENS_OVER_ROWS = "has a quotation mark that opens a value over whole rows"
_MARK_IN_PLAIN = "has a quotation mark inside a value that is not quoted, so its columns may be shifted"
_DAMAGED = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """One row: its values (none for a blank line) and the first and last line of the file it stands on, from 1.

    With a `reason` the row is refused; `fields` are then the values it was split into, if it could be. `repaired` says
    that a stray quotation mark was read as text.
    """

    fields: list[str]
    line: int
    last_line: int
    reason: str = ""
    repaired: bool = False


class _BadRecordError(Exception):
    def __init__(self, reason: str, *, open_quote: bool = False):
        super().__init__(reason)
        self.reason, self.open_quote = reason, open_quote


class RecordReader:
    """Iterates over the records of `lines` (each with its line end). With a `width`, rows of another are refused."""

    def __init__(self, lines: Iterable[str], *, sep: str, quote: str, width: int | None = None, first_line: int = 1):
        self._lines, self._again = iter(lines), deque[str]()
        self._sep, self._quote, self._width = sep, quote, width
        # What the standard library splits by the same rules, only faster.
        self._ordinary = quote == '"' and len(sep) == 1
        self._line = first_line - 1
        q, s = re.escape(quote), re.escape(sep)
        plain = f"[^{s}]" if len(sep) == 1 else f"(?:(?!{s}).)"
        self._lenient = re.compile(
            rf" ?{q}(?P<quoted>(?:[^{q}]|{q}{q}|{q}(?! *(?:{s}|$)))*+){q} *(?={s}|$)|(?! ?{q})(?P<plain>{plain}*)"
        )
        self._strict = re.compile(rf" ?{q}(?:[^{q}]|{q}{q})*+{q} *(?={s}|$)|(?P<plain>(?! ?{q}){plain}*)")

    def __iter__(self) -> Iterator[CsvRecord]:
        broken: CsvRecord | None = None
        while (line := self._next()) is not None:
            start, taken = self._line, [line]
            record = self._read(taken, start)
            if broken is not None:
                if start - broken.line < ABSORB_LINES and not self._stands_by_itself(record, taken):
                    self._rewind(taken)
                    broken = replace(broken, last_line=start)
                    continue
                yield broken
                broken = None
            if record.reason and record.last_line > record.line and not self._is_whole(record, taken):
                self._rewind(taken)
                broken = CsvRecord([], start, start, record.reason)
                continue
            yield record
        if broken is not None:
            yield broken

    def _stands_by_itself(self, record: CsvRecord, taken: list[str]) -> bool:
        """Whether a record after a broken one is a row, and not the rest of the broken one's text.

        A row of another width stands by itself too, and so does a line that has its width but also a fault: both are
        counted, and set aside.
        """
        if record.reason and self._is_row(taken[0]):
            return True
        marks = sum(line.count(self._quote) for line in taken)
        if record.repaired or marks % 2:
            return False
        return len(record.fields) > 1 if record.reason else bool(record.fields)

    def _is_whole(self, record: CsvRecord, taken: list[str]) -> bool:
        """Whether a refused record of several lines is one row all the same: quoted as it should be, only too short.

        With more values than columns, or with a line that is a row by itself, a stray mark may have joined rows.
        """
        return 1 < len(record.fields) < (self._width or 0) and not any(self._is_row(line) for line in taken)

    def _holds_rows(self, taken: list[str]) -> bool:
        """Whether a value over several lines holds whole rows: one mark opens it, one closes it, the lines between have
        none, and every line by itself has as many values as there are columns.
        """
        marks = [line.count(self._quote) for line in taken]
        ends_only = (marks[0], marks[-1], sum(marks[1:-1])) == (1, 1, 0)
        return ends_only and all(self._is_row(line) for line in taken)

    def _is_row(self, line: str) -> bool:
        """Whether a line by itself has as many values as there are columns, stray marks read as text."""
        if line.count(self._quote) % 2:
            return line.count(self._sep) + 1 == self._width
        try:
            return len(self._scan_by_marks([line])) == self._width
        except _BadRecordError:
            return line.count(self._sep) + 1 == self._width

    def _read(self, taken: list[str], start: int) -> CsvRecord:
        """One record; a refused one that ran on (or was left open) has a `last_line` beyond its `line`."""
        try:
            fields = self._scan(taken)
        except _BadRecordError as fault:
            repaired = self._repair(taken[0])
            if repaired is not None:
                self._rewind(taken)
                return CsvRecord(repaired, start, start, repaired=True)
            return CsvRecord([], start, start + 1 if fault.open_quote else self._line, fault.reason)
        if self._width is None or not fields:
            return CsvRecord(fields, start, self._line)
        if len(fields) == self._width:
            if len(taken) > 1 and self._holds_rows(taken):
                return CsvRecord([], start, self._line, _OPENS_OVER_ROWS)
            return CsvRecord(fields, start, self._line, self._stray_mark(taken[0], fields))
        repaired = self._repair(taken[0]) if len(taken) > 1 else None
        if repaired is not None:
            self._rewind(taken)
            return CsvRecord(repaired, start, start, repaired=True)
        return CsvRecord(fields, start, self._line, self._wrong_width(fields))

    def _stray_mark(self, line: str, fields: list[str]) -> str:
        """The reason to refuse a row of the right width in which a plain value holds an odd number of marks."""
        quote = self._quote
        if quote == "'" or quote not in line or not any(value.count(quote) % 2 for value in fields):
            return ""
        return _MARK_IN_PLAIN if self._has_odd_plain(line) else ""

    def _has_odd_plain(self, line: str) -> bool:
        """Whether a value of a well-formed line that is not quoted holds an odd number of quotation marks."""
        pos, body = 0, line.rstrip("\r\n")
        while (value := self._strict.match(body, pos)) is not None:
            if (value["plain"] or "").count(self._quote) % 2:
                return True
            pos = value.end() + len(self._sep)
            if pos > len(body):
                return False
        return False

    def _wrong_width(self, fields: list[str]) -> str:
        values = count_words(len(fields), "value", "values")
        return f"has {values} where the header has {count_words(self._width or 0, 'column', 'columns')}"

    def _next(self) -> str | None:
        line = self._again.popleft() if self._again else next(self._lines, None)
        if line is not None:
            self._line += 1
        return line

    def _rewind(self, taken: list[str]) -> None:
        """Give back every line of a record but its first."""
        self._again.extendleft(reversed(taken[1:]))
        self._line -= len(taken) - 1
        del taken[1:]

    def _scan(self, taken: list[str]) -> list[str]:
        line, sep, quote = taken[0], self._sep, self._quote
        if len(line) > MOST_RECORD:
            raise _BadRecordError(f"is longer than {MOST_RECORD:,} characters")
        if _DAMAGED.search(line):
            raise _BadRecordError("holds bytes that are not text", open_quote=line.count(quote) % 2 == 1)
        if quote not in line:
            body = line.rstrip("\r\n")
            return body.split(sep) if body.strip(" ") else []
        if self._ordinary and f'{sep} "' not in line and not line.startswith(" "):
            try:
                return next(csv.reader((line,), delimiter=sep, strict=True))
            except csv.Error:
                pass  # a record of several lines, or a fault: the scan by quotation marks tells which
        return self._scan_by_marks(taken)

    def _scan_by_marks(self, taken: list[str]) -> list[str]:
        line, sep, quote = taken[0], self._sep, self._quote
        fields: list[str] = []
        pos = 0
        while True:
            opening = pos + 1 if line.startswith(" " + quote, pos) else pos
            if line.startswith(quote, opening):
                value, line, pos = self._quoted(taken, opening + 1)
                fields.append(value)
                while line.startswith(" ", pos):
                    pos += 1
                if not line[pos:].rstrip("\r\n"):
                    return fields
                if not line.startswith(sep, pos):
                    raise _BadRecordError(
                        "has a quotation mark out of place", open_quote=len(taken) > 1 or line.count(quote) % 2 == 1
                    )
                pos += len(sep)
                continue
            end = line.find(sep, pos)
            if end < 0:
                fields.append(line[pos:].rstrip("\r\n"))
                return fields
            fields.append(line[pos:end])
            pos = end + len(sep)

    def _quoted(self, taken: list[str], pos: int) -> tuple[str, str, int]:
        """The quoted value that starts at `pos` of the last line taken, the line it ends on, and where."""
        quote, parts, size = self._quote, [], 0
        line = taken[-1]
        while True:
            end = line.find(quote, pos)
            if end >= 0 and not line.startswith(quote, end + 1):
                parts.append(line[pos:end])
                return self._value("".join(parts)), line, end + 1
            if end >= 0:
                parts.append(line[pos : end + 1])
                pos = end + 2
                continue
            parts.append(line[pos:])
            size += len(line)
            following = self._next() if size <= MOST_RECORD else None
            if following is None:
                raise _BadRecordError("has a quotation mark that opens and never closes", open_quote=True)
            taken.append(following)
            if _DAMAGED.search(following):
                raise _BadRecordError("holds bytes that are not text", open_quote=True)
            line, pos = following, 0

    def _value(self, quoted: str) -> str:
        """A value quoted by single marks may still have its double marks doubled, from the quoting it had before."""
        return quoted.replace('""', '"') if self._quote == "'" else quoted

    def _unescaped(self, quoted: str) -> str:
        """A quoted value's text: doubled marks are one, and so is a mark that some systems write after a backslash."""
        plain = quoted.replace(self._quote * 2, self._quote)
        return plain.replace('\\"', '"') if self._quote == '"' else plain

    def _repair(self, line: str) -> list[str] | None:
        """The values of one line with stray quotation marks read as text, if they are as many as the columns."""
        if self._width is None or len(line) > MOST_RECORD or _DAMAGED.search(line):
            return None
        body, fields, pos = line.rstrip("\r\n"), [], 0
        while (value := self._lenient.match(body, pos)) is not None:
            quoted = value["quoted"]
            fields.append(value["plain"] if quoted is None else self._value(self._unescaped(quoted)))
            pos = value.end()
            if pos == len(body):
                return fields if len(fields) == self._width else None
            pos += len(self._sep)
        return None
