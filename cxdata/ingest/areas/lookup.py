"""Lookups: which ward a postcode or a UPRN lies in, as ONS publishes them or a council lists them.

Of a lookup the store keeps pairs of a keyed hash and a ward code, so that no postcode and no UPRN stands in it. Each is
an entry of a public list and nobody's by itself; what a row of an export had is hashed only to be looked up.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import duckdb

from cxdata.errors import CxError
from cxdata.ingest.profile.keys import hash_sql
from cxdata.ingest.profile.matching import header_key
from cxdata.ingest.read.clock import check_time
from cxdata.ingest.read.csv_text.csv_sniff import is_gzip, open_bytes
from cxdata.ingest.read.csv_text.some_columns import read_some
from cxdata.ingest.read.kinds import kind_of
from cxdata.ingest.read.lines import DAMAGE
from cxdata.ingest.read.raw_table import ident
from cxdata.ingest.read.readers import preview, read_raw
from cxdata.ingest.read.zipped import readable_members, unpacked

KINDS = ("uprn", "postcode")
_POSTCODES = ("pcds", "pcd7", "pcd8", "pcd", "pcd2", "postcode")
_WARD = re.compile(r"osward|wd\d\dcd|ward|ward(24|23|22|21)?code|wardcd|admin_?ward(code)?|electoralward(code)?")
# What else stands in such lists; a file with any other column is no lookup but an export of something.
_GEOGRAPHY = re.compile(
    r"pcds|pcd[278]?|postcode|uprn|usrn|os(ward|laua|cty|east1m|nrth1m)|gridgb1[en]|[xy]|lat|long?|latitude|longitude|"
    r"easting|northing|xcoordinate|ycoordinate|(admin|electoral)?(wd|ced|lad|cty|rgn|ctry|parncp|lsoa|msoa|oa|ward|district|"
    r"council|county|parish|town|region|country|pcon)(\d\d)?(cd|nm|nmw|code|name)?"
)
_ONS = re.compile(r"pcds|pcd[278]?|osward|wd\d\dcd|gridgb1e|dointr")
_MOST_BYTES_OF_A_BOOK = 3_000_000
_LOOKED_AT = 200
_BEGINNING = 16_384
_PIECE, _LONGEST_WORD = 1 << 20, 10
_PLACE_WORDS = (b"pcd", b"postcode", b"post code", b"post_code", b"post-code", b"uprn")
_TEXTS_OF_A_BOOK = re.compile(r"xl/(sharedStrings|worksheets/\w+)\.xml")
POSTCODE = "^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$"
UPRN = r"^0*([1-9][0-9]{0,11})(\.0+)?$"


@dataclass(frozen=True)
class Headers:
    """Which columns of a lookup say what: `place` holds postcodes or UPRNs (`kind`), `ward` the ward's code or name.

    `member` is the file inside a ZIP archive, None for any other file.
    """

    kind: str
    place: str
    ward: str
    member: str | None = None


@dataclass(frozen=True)
class LookupFile:
    """One lookup as read: `table` is a temporary table (key, code, rows), one row a postcode or UPRN.

    `rows` counts the rows of the file, `unread` those without a whole postcode (or UPRN) or without a ward, `shared`
    the postcodes that lie in several wards, for which the ward with the most rows stands.
    """

    path: Path
    sha256: str
    headers: Headers
    table: str
    rows: int
    unread: int
    shared: int


def is_lookup(path: Path) -> bool:
    """Whether a file is a lookup, by its headings: places and wards, and nothing that says what happened there."""
    return find_headers(path) is not None


def find_headers(path: Path) -> Headers | None:
    """The columns of a lookup; None where a file is none, or cannot be read (which its load then says)."""
    try:
        kind = kind_of(path)
        if kind == "zip":
            return _in_archive(path)
        if kind not in ("csv", "parquet") and path.stat().st_size > _MOST_BYTES_OF_A_BOOK:
            return None
        if not _names_places(path, kind):
            return None
        return headers_among(preview(path, limit=_LOOKED_AT).columns)
    except (CxError, *DAMAGE):
        return None


def _names_places(path: Path, kind: str) -> bool:
    """Whether the word for a postcode or UPRN stands where headings stand: far quicker than to read the file for it."""
    if kind == "csv":
        with open_bytes(path, is_gzip(path)) as file:
            return _has_place_word(file.read(_BEGINNING).replace(b"\0", b""))
    if kind == "workbook" and is_zipfile(path):
        with ZipFile(path) as book:
            texts = [name for name in book.namelist() if _TEXTS_OF_A_BOOK.match(name)]
            return not texts or any(_says_place(book, name) for name in texts)
    return True


def _says_place(book: ZipFile, name: str) -> bool:
    """Whether a word for a place stands in a file of an archive, read in pieces: it may unpack to gigabytes."""
    tail = b""
    with book.open(name) as file:
        while part := file.read(_PIECE):
            check_time()
            if _has_place_word(tail + part):
                return True
            tail = part[-_LONGEST_WORD:]
    return False


def _has_place_word(content: bytes) -> bool:
    small = content.lower()
    return any(word in small for word in _PLACE_WORDS)


def headers_among(columns: Sequence[str]) -> Headers | None:
    """The columns of a lookup among these; a UPRN says more than a postcode, the newest ward more than an older one."""
    keys = {header_key(column): column for column in columns}
    places = ("uprn", *_POSTCODES)
    place = next((keys[name] for name in places if name in keys), None)
    wards = sorted((key for key in keys if _WARD.fullmatch(key)), key=lambda key: ("cd" in key, key), reverse=True)
    if place is None or not wards:
        return None
    published = sum(bool(_ONS.fullmatch(key)) for key in keys) >= 2
    if not published and not all(_GEOGRAPHY.fullmatch(key) for key in keys):
        return None
    return Headers("uprn" if header_key(place) == "uprn" else "postcode", place, keys[wards[0]])


def _in_archive(path: Path) -> Headers | None:
    """The largest file of an archive that is a lookup: ONS packs it with guides and with parts by area."""
    with ZipFile(path) as archive:
        listed = {entry.filename: entry.file_size for entry in archive.infolist()}
        for member in sorted(readable_members(path), key=lambda name: -listed[name]):
            if not member.lower().endswith((".csv", ".txt")):
                continue
            try:
                with archive.open(member) as file:
                    first = file.readline(65_536).decode("utf-8-sig", "replace")
            except DAMAGE:
                return None
            found = headers_among([name.strip().strip('"') for name in first.strip().split(",")])
            if found is not None:
                return Headers(found.kind, found.place, found.ward, member)
    return None


def read_lookup(
    con: duckdb.DuckDBPyConnection, path: Path, sha256: str, headers: Headers, *, key: str, table: str
) -> LookupFile:
    """A lookup read into the temporary table `table` as hashes and ward codes. Raises CxError when it cannot be read.

    `key` is the data folder's secret.
    """
    with _opened(path, headers) as file:
        if not (kind_of(file) == "csv" and read_some(con, file, (headers.place, headers.ward), "lookup_raw")):
            read_raw(con, file, table="lookup_raw")
    place, ward = normal_sql(headers.kind, f"r.{ident(headers.place)}"), f"trim(r.{ident(headers.ward)})"
    # ONS gives the Channel Islands, the Isle of Man and what it cannot place a ward of nines.
    con.execute(
        f"create or replace temp table lookup_pairs as select {place} as place, {ward} as code, count(*) as n "
        f"from lookup_raw r where {place} is not null and {ward} <> '' and not ends_with({ward}, '99999999') "
        "group by all"
    )
    rows = con.execute("select count(*) from lookup_raw").fetchall()[0][0]
    con.execute("drop table lookup_raw")
    hashed = hash_sql(f"'{headers.kind}:' || place")
    con.execute(
        f"create or replace temp table {ident(table)} as select {hashed} as key, arg_max(code, (n, code)) as code, "
        "sum(n)::bigint as rows, count(*) as wards from lookup_pairs group by place",
        {"customer_key": key},
    )
    con.execute("drop table lookup_pairs")
    read, shared = con.execute(
        f"select coalesce(sum(rows), 0)::bigint, count(*) filter (wards > 1) from {ident(table)}"
    ).fetchall()[0]
    if not read:
        raise CxError(
            f"{path.name} is a lookup of {noun(headers.kind)}, but none of its rows has one with a ward "
            f"('{headers.ward}')."
        )
    return LookupFile(path, sha256, headers, table, rows, rows - read, shared)


def describe(path: Path, headers: Headers) -> str:
    """What a lookup is, in a sentence: "A postcode lookup of 1,234 postcodes in 24 wards." Raises CxError as a read."""
    with duckdb.connect(":memory:") as con:
        con.execute("set enable_progress_bar = false")
        # Nothing of this look is kept, so the key is one that nobody keeps either.
        read_lookup(con, path, "", headers, key="00" * 32, table="described")
        places, wards = con.execute("select count(*), count(distinct code) from described").fetchall()[0]
    words = "UPRN" if headers.kind == "uprn" else "postcode"
    return f"A {words} lookup of {places:,} {noun(headers.kind)} in {wards:,} wards."


def noun(kind: str) -> str:
    """What a lookup lists, in the plural."""
    return "UPRNs" if kind == "uprn" else "postcodes"


def normal_sql(kind: str, text: str) -> str:
    """SQL for a postcode ("ox4 1ab" is "OX41AB") or a UPRN without leading noughts; NULL where it is no whole one."""
    if kind == "uprn":
        return f"nullif(regexp_extract(trim({text}), '{UPRN}', 1), '')"
    plain = f"upper(regexp_replace({text}, '[\\s\\x{{a0}}.-]', '', 'g'))"
    return f"case when regexp_matches({plain}, '{POSTCODE}') then {plain} end"


@contextmanager
def _opened(path: Path, headers: Headers) -> Iterator[Path]:
    """The file itself, or the one inside the archive in a folder that is deleted afterwards."""
    if headers.member is None:
        yield path
        return
    with unpacked(path, headers.member) as (inner, _):
        yield inner
