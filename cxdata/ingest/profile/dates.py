"""The order of day and month in a file, from its own evidence, and the SQL that reads its dates.

An order is never guessed: a file whose dates could be read both ways, with nothing in it that decides, is refused
with the question to answer.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cxdata.errors import CxError
from cxdata.ingest.profile.date_forms import (
    FIRST_SERIAL,
    LAST_SERIAL,
    SERIAL,
    YEAR_SPAN,
    are_short_days,
    are_year_spans,
    days_over_sql,
    forms_of,
    is_date,
    literal,
    normal,
    normal_sql,
)

__all__ = [
    "Evidence",
    "LONG_PREFIX",
    "PREFIX",
    "Reader",
    "all_serial",
    "choose",
    "decide",
    "forms_of",
    "is_date",
    "weigh",
]

FIRST_YEAR, LAST_YEAR = 1900, 2100
# Long enough for any date, short enough that a column of moments has few different ones.
PREFIX = 14
# With words before the date: "week ending 05/01/2025".
LONG_PREFIX = 40

_SLASHED = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"^\d{4}[/.\-]\d\d[/.\-]")
_CODE = re.compile(r"%\w")
# A zone at the end of a time: Z, +00:00, +0100, +01.
_ZONE = r"\d:\d\d.*(Z|[+-]\d\d(:?\d\d)?)$"
_ZONE_TAIL = r"\s*(Z|[+-]\d\d(:?\d\d)?)$"


@dataclass(frozen=True)
class Evidence:
    """What the dates of one file say about their order: for each reading the row and value that prove it.

    `either` is a value that could be read both ways; `serial` names the columns in which every value is an Excel
    day number.
    """

    dmy: tuple[int, str] | None
    mdy: tuple[int, str] | None
    either: tuple[int, str] | None
    serial: frozenset[str]


@dataclass(frozen=True)
class Reader:
    """How the times of one column are read. `order` is None where the file has no date that could be read two ways.

    `zoned` says that the column's times end in a zone which is passed over, as its offset is "ignore"; `short_days`
    that six digits are days (250413), `year_spans` that 2011-12 is a financial year.
    """

    order: str | None
    offset: str
    zone: str
    main: str | None
    serial: bool = False
    zoned: bool = False
    short_days: bool = False
    year_spans: bool = False

    def quick_sql(self, text: str) -> str:
        """An SQL expression for the moment in the expression `text`, in the form that nearly all values have.

        NULL where it is written in another form; those few different texts are read by `slow_sql`.
        """
        if self.main is None:
            return "null::timestamp"
        if self.zoned:
            text = f"case when regexp_matches({text}, '{_ZONE}') then regexp_replace({text}, '{_ZONE_TAIL}', '') end"
        return _believable(f"try_strptime({text}, {literal(self.main)})")

    def slow_sql(self, text: str) -> str:
        """An SQL expression for the moment in `text`, in whatever form; NULL where it says none."""
        clean = f"nullif(trim({text}, ' \t\r\n\u00a0'), '')"
        if self.serial:
            return _believable(_serial_sql(clean))
        formats = "[" + ", ".join(literal(form) for form in forms_of(self.order)) + "]"
        if self.offset == "convert":
            zoned = f"timezone({literal(self.zone)}, try_cast(plain as timestamptz))"
        else:
            zoned = f"try_strptime(regexp_replace(plain, '{_ZONE_TAIL}', ''), {formats})"
        zoned = _with("moment", zoned, _believable("moment"))
        known = f"try_strptime(plain, {formats}) + {days_over_sql('clean')}"
        known = _with("moment", known, _believable("moment"))
        ways = [known, _financial_sql("plain"), _lone_serial_sql("clean")]
        if self.year_spans:
            ways = [ways[1], ways[0], ways[2]]
        moment = (
            f"case when clean is null then null when regexp_matches(clean, '{_ZONE}') then {zoned} "
            f"else coalesce({', '.join(ways)}) end"
        )
        plain = normal_sql("regexp_replace(clean, '\\s+', ' ', 'g')", short_days=self.short_days)
        return _with("clean", clean, _with("plain", plain, moment))


def weigh(found: Mapping[str, Iterable[tuple[str, int]]]) -> Evidence:
    """The evidence in a file: for each time column its different beginnings of values with the first row of each."""
    proof: dict[str, tuple[int, str]] = {}
    serial = set()
    for column, values in found.items():
        listed = [(value.strip(), row) for value, row in values if value.strip()]
        if all_serial([value for value, _ in listed]):
            serial.add(column)
        for value, row in listed:
            # Nearly every value is as it is: rewriting it costs a hundred times as much as a look.
            if _YEAR_FIRST.match(value):
                continue
            plain = value if _SLASHED.match(value) else normal(value)
            kind = _kind(plain)
            if kind and (kind not in proof or row < proof[kind][0]):
                proof[kind] = (row, plain.split(" ")[0])
    return Evidence(proof.get("dmy"), proof.get("mdy"), proof.get("either"), frozenset(serial))


def all_serial(values: Sequence[str]) -> bool:
    """Whether there are values and each can be an Excel day number."""
    return bool(values) and all(re.match(SERIAL, value) and float(value) < LAST_SERIAL for value in values)


def _kind(value: str) -> str | None:
    matched = _SLASHED.match(value)
    if not matched:
        return None
    first, second = int(matched[1]), int(matched[2])
    if first > 12:
        return "dmy" if second <= 12 else None
    if second > 12:
        return "mdy"
    return "either" if first != second else None


def decide(evidence: Evidence, *, said: str | None, where: str, layout: str | None = None) -> str | None:
    """The order of day and month in a file: what the officer said, else the layout's, else what the file proves.

    None when no date in it could be read two ways. Raises CxError with the question to answer when the file does not
    decide, decides both ways, or proves that its layout is wrong about it.
    """
    if said is not None:
        return said
    if layout is not None:
        _refuse_disproved(evidence, layout, where)
        return layout
    if evidence.dmy and evidence.mdy:
        (row_a, value_a), (row_b, value_b) = evidence.dmy, evidence.mdy
        raise CxError(
            f"{where}: the dates are in two orders. Row {row_a:,} has {value_a} (day first) and row {row_b:,} has "
            f"{value_b} (month first). Correct the export, or say which holds with --dates dmy or --dates mdy; rows in "
            "the other order are then set aside."
        )
    if evidence.dmy or evidence.mdy:
        return "dmy" if evidence.dmy else "mdy"
    if evidence.either:
        raise CxError(f"{where}: {_question(evidence.either[1])}")
    return None


def _refuse_disproved(evidence: Evidence, layout: str, where: str) -> None:
    """Raises CxError when the file proves the other order than its layout's, and never the layout's own."""
    proofs = {"dmy": evidence.dmy, "mdy": evidence.mdy}
    other = {"dmy": "mdy", "mdy": "dmy"}.get(layout)
    if other is None or proofs[layout] or not (proof := proofs[other]):
        return
    words = {"dmy": "day first", "mdy": "month first"}
    raise CxError(
        f"{where}: its layout reads dates {words[layout]}, but row {proof[0]:,} has {proof[1]}, which is "
        f"{words[other]} and can be read no other way. Load it with --dates {other}, or correct the layout."
    )


def _question(value: str) -> str:
    matched = _SLASHED.match(value)
    if matched is None:
        raise ValueError(f"{value} could not be read two ways")
    first, second = int(matched[1]), int(matched[2])
    return (
        f"Is {value} the {_day(first)} of {_MONTH_NAMES[second - 1]} or the {_day(second)} of "
        f"{_MONTH_NAMES[first - 1]}? Nothing in the file decides. "
        'Say dates = "dmy" or "mdy" in the profile, or load with --dates dmy or --dates mdy.'
    )


def choose(values: Sequence[str], *, order: str | None, offset: str, zone: str) -> Reader:
    """The reader of one column, given some of its values: the form most of them have is the one tried first.

    Only speed hangs on that choice: what the first form does not read, the others do.
    """
    if order == "excel":
        if all(re.match(SERIAL, value) for value in values):
            return Reader(None, offset, zone, None, serial=True)
        order = None
    zoned = offset == "ignore" and any(re.search(_ZONE, value) for value in values[:3])
    if zoned:
        values = [re.sub(_ZONE_TAIL, "", value) for value in values]
    formats = forms_of(order)
    first = {_marks(value) for value in values[:3]}
    best, most = "", 0
    for form in formats:
        if most < len(values) and _marks(_CODE.sub("", form)) in first:
            count = sum(_has_form(value, form) for value in values)
            best, most = (form, count) if count > most else (best, most)
    return Reader(
        order,
        offset,
        zone,
        best if most and not are_year_spans(values) else None,
        zoned=zoned,
        short_days=are_short_days(values),
        year_spans=are_year_spans(values),
    )


def _marks(text: str) -> str:
    """What stands between the letters and digits of a text."""
    return "".join(character for character in text if not character.isalnum())


def _has_form(value: str, form: str) -> bool:
    try:
        datetime.strptime(value, form)
    except ValueError:
        return False
    return True


def _with(name: str, value: str, then: str) -> str:
    """The expression `then`, in which `name` stands for `value`: written once, a long value is planned once."""
    return f"list_transform([{value}], lambda {name}: {then})[1]"


def _believable(moment: str) -> str:
    return f"(case when year({moment}) between {FIRST_YEAR} and {LAST_YEAR} then {moment} end)"


def _serial_sql(text: str) -> str:
    """Days since 30 December 1899, to the nearest second: how Excel keeps a date. Whole numbers are days."""
    days = f"try_cast({text} as double)"
    return f"(timestamp '1899-12-30' + to_seconds(round({days} * 86400)::bigint))"


def _lone_serial_sql(text: str) -> str:
    """A day number of Excel among dates in other forms: only one that is a likely date."""
    likely = f"try_cast({text} as double) between {FIRST_SERIAL} and {LAST_SERIAL}"
    return f"(case when regexp_matches({text}, '{SERIAL}') and {likely} then {_serial_sql(text)} end)"


def _financial_sql(text: str) -> str:
    part = [f"regexp_extract({text}, '{YEAR_SPAN}', {group})" for group in range(1, 5)]
    quarter = f"coalesce(try_cast(nullif({part[0]}, '') as int), try_cast(nullif({part[3]}, '') as int), 1)"
    year = f"try_cast({part[1]} as int)"
    return (
        f"case when (try_cast({part[1]} as int) + 1) % 100 = try_cast({part[2]} as int) "
        f"then (make_date({year}, 4, 1) + to_months(3 * ({quarter} - 1)))::timestamp end"
    )


def _day(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
