"""The export's words into the contract's: one look at each different value of a column, never at each row."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from cxdata.contract import CHANNELS, Field, Kind
from cxdata.ingest.profile.matching import value_key
from cxdata.ingest.profile.model import FieldMap
from cxdata.ingest.read.raw_table import ident

MAPPED = (Kind.LEVEL, Kind.CHOICE, Kind.SCORE, Kind.FLAG, Kind.TEXT)

# What systems write where nothing is known. A layout that lists one of them among a field's values gives it a meaning.
NOT_KNOWN = frozenset(
    {
        *("n/a", "#n/a", "n.a.", "not applicable", "not known", "unknown", "n/k", "not recorded", "not stated"),
        *("not specified", "unspecified", "not provided", "not available", "undefined", "(blank)", "(unknown)"),
        *("tbc", "tbd", "to be confirmed", "to be advised", "none given", "not given", "none recorded", "none stated"),
        *("none provided", "not supplied", "not entered", "not disclosed", "no data", "missing", "nk", "n.k.", "na"),
        *("(none)", "[blank]", "blank", "<na>", "#name?", "#num!", "...", "\u2026"),
        *(
            "null",
            "(null)",
            "<null>",
            "nan",
            "-",
            "--",
            "\u2013",
            "\u2014",
            "?",
            "#ref!",
            "#value!",
            "#null!",
            "#div/0!",
        ),
    }
)
# What people and systems write where a question was not answered: no rating, and no fault either.
NO_RATING = frozenset(
    {
        *("don't know", "dont know", "don\u2019t know", "do not know", "no answer", "not answered", "no response"),
        *("prefer not to say", "no opinion", "not sure", "can't say", "skipped", "no rating", "no score"),
    }
)
_FLAGS = {
    **dict.fromkeys(("yes", "y", "true", "t", "1"), "true"),
    **dict.fromkeys(("no", "n", "false", "f", "0"), "false"),
}
_SCORES = {"1", "2", "3", "4", "5"}
_SHOWN = 40
_WHOLE = re.compile(r"^(\d+)\.0+$")


@dataclass(frozen=True)
class ValueMap:
    """What one field makes of the different texts of a column: for each the contract's word (None: blank) or a reason.

    A text with a reason sets its row aside. `rows` is how often each text occurs.
    """

    texts: tuple[str, ...]
    words: tuple[str | None, ...]
    reasons: tuple[str | None, ...]
    rows: tuple[int, ...]

    @property
    def levels(self) -> set[str]:
        """The contract's words that occur."""
        return {word for word in self.words if word is not None}


def look_at(
    con: duckdb.DuckDBPyConnection,
    *,
    source: str,
    text: str,
    field: Field,
    mapping: FieldMap,
    missing: frozenset[str],
    show: Callable[[str], str],
) -> ValueMap:
    """The value map of an expression over a table. `show` makes of a text what a reason may say of it.

    Words stand as the file has them: what is personal in them is taken out by cxdata/ingest/load/private.py.
    """
    query = f"select {text} as text, count(*) as rows from {source} where text is not null group by text"
    counted = con.execute(query).fetchall()
    known = {value_key(key): value for key, value in mapping.values.items()}
    pairs = [_translate(field, mapping, known, missing, show, entry) for entry, _ in counted]
    return ValueMap(
        tuple(entry for entry, _ in counted),
        tuple(word for word, _ in pairs),
        tuple(reason for _, reason in pairs),
        tuple(rows for _, rows in counted),
    )


def _translate(
    field: Field,
    mapping: FieldMap,
    known: Mapping[str, str],
    missing: frozenset[str],
    show: Callable[[str], str],
    text: str,
) -> tuple[str | None, str | None]:
    """The word for one text, or the reason why there is none; both None for a blank."""
    clean = text.strip() if field.kind is Kind.TEXT else " ".join(text.split())
    missing = missing | NOT_KNOWN | (NO_RATING if field.kind is Kind.SCORE else frozenset())
    missing = missing - {key for key, word in known.items() if word}
    if not clean or value_key(clean) in missing:
        return None, None
    for pattern, replacement in mapping.replace:
        clean = re.sub(pattern, replacement, clean)
    if not clean or value_key(clean) in missing:
        return None, None
    word = known.get(value_key(clean), mapping.otherwise)
    if word == "":
        return None, None
    if word is None:
        word = _by_kind(field, clean, listed=bool(known))
    if word is None:
        return None, _reason(field, show(clean)[:_SHOWN])
    return (word.lower() if field.kind is Kind.FLAG else word), None


def _by_kind(field: Field, clean: str, *, listed: bool) -> str | None:
    """The word a text stands for by itself. Where the profile lists a code's values, only those count."""
    if field.kind in (Kind.TEXT, Kind.LEVEL):
        return clean
    if listed:
        return None
    if field.kind is Kind.FLAG:
        return _FLAGS.get(clean.casefold())
    if field.kind is Kind.SCORE:
        score = _WHOLE.sub(r"\1", clean)
        return score if score in _SCORES else None
    word = clean.casefold().replace(" ", "_")
    return word if word in field.levels else None


def _reason(field: Field, shown: str) -> str:
    if field.kind is Kind.SCORE:
        return f"'{shown}' is not a rating this profile knows"
    if field.kind is Kind.FLAG:
        return f"'{shown}' is neither yes nor no"
    noun = "channel" if field.levels == CHANNELS else field.name.replace("_", " ")
    return f"'{shown}' is not a {noun} this profile knows"


def write_map(
    con: duckdb.DuckDBPyConnection, name: str, found: ValueMap, *, spelling: Mapping[str, str], sql_type: str
) -> None:
    """Make the temporary table `name` (raw, word, reason), words in the store's spelling and type."""
    words = [word if word is None else spelling.get(value_key(word), word) for word in found.words]
    columns = {"raw": found.texts, "word": words, "reason": found.reasons}
    con.register("different_values", pa.table({key: pa.array(list(v), pa.string()) for key, v in columns.items()}))
    con.execute(
        f"create or replace temp table {ident(name)} as "
        f"select raw, word::{sql_type} as word, reason from different_values"
    )
    con.unregister("different_values")
