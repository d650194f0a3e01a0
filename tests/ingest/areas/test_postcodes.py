"""Postcodes and UPRNs become wards by a lookup, are counted where they do not, and stand nowhere afterwards."""

import hashlib
import random
import re
import zipfile
from collections import Counter
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from cxdata.ingest.areas.lookup import headers_among
from cxdata.ingest.history.remove import remove_files
from cxdata.ingest.profile.keys import customer_key
from cxdata.store import open_store
from tests.ingest.areas.town import CODES, NAMES, load, said, save_layout, write_contacts, write_lookup, write_wards
from tests.ingest.history.stores import numbers_of

LOOKUP = [("OX4 1AB", CODES[0]), ("OX4 1AC", CODES[1]), ("OX41AD", CODES[8]), ("RG1 1AA", "E05099999")]


def wards(data: Path) -> list[str]:
    return [ward for (ward,) in open_store(data).tuples("select ward::varchar from contacts order by row_number")]


def everything(data: Path) -> str:
    """Every row of every table of every store in the folder, as text; and the bytes of every other file."""
    texts = []
    for path in data.rglob("*"):
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as con:
                for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
                    texts += [str(row) for row in con.execute(f"select * from {name}").fetchall()]
        elif path.is_file():
            texts.append(path.read_bytes().decode("latin-1"))
    return "\n".join(texts)


def test_spelling_parts_and_unknown_postcodes(tmp_path: Path) -> None:
    data = tmp_path / "data"
    save_layout(data, "postcode")
    rows = [
        ("OX4 1AB",),
        ("ox41ab",),
        (" Ox4  1aC ",),
        ("OX4",),
        ("OX4 1",),
        ("OX4 9ZZ",),
        ("n/a",),
        ("",),
        ("RG1 1AA",),
    ]
    paths = [write_contacts(tmp_path, ["postcode"], rows), write_lookup(tmp_path, LOOKUP), write_wards(tmp_path)]
    contacts, lookup, _ = load(data, *paths)
    assert wards(data) == ["Abbey", "Abbey", "Brook", *["Not recorded"] * 6]
    assert said(contacts, "looked_up") == [
        "3 of 8 rows with a postcode are placed in a ward by it; 2 have a postcode that the lookup does not, "
        "2 have a part of a postcode only, 1 have something that is no postcode."
    ]
    assert lookup.notes[0] == "A postcode lookup of 3 postcodes in 3 wards."
    assert (lookup.read, lookup.loaded, lookup.set_aside) == (4, 3, 1)
    assert said(lookup, "rows_left_out") == ["1 row left out: outside the wards whose boundaries are loaded."]
    # Digests and names of versions are hexadecimal: three of their letters are a part of a postcode by chance.
    left = re.sub(r"[0-9A-F]{12,}", "", everything(data).upper())
    for postcode in ("OX4", "RG1", "1AB", "1AC", "9ZZ"):
        assert postcode not in left


def test_the_table_holds_the_keyed_hash_recounted_with_the_standard_library(tmp_path: Path) -> None:
    data = tmp_path / "data"
    load(data, write_lookup(tmp_path, LOOKUP))
    key = bytes.fromhex(customer_key(data))
    expected = {
        (int(hashlib.sha256(key + f"POSTCODE:{place.replace(' ', '')}".encode()).hexdigest()[:16], 16), ward)
        for place, ward in LOOKUP
    }
    assert set(open_store(data).tuples("select key, code from place_codes")) == expected


def test_an_export_without_a_lookup_says_so_and_is_read_again_when_one_is_there(tmp_path: Path) -> None:
    data = tmp_path / "data"
    save_layout(data, "postcode")
    contacts = write_contacts(tmp_path, ["postcode"], [("OX4 1AB",)] * 3)
    (first,) = load(
        data,
        contacts,
    )
    assert said(first, "no_lookup")[0].startswith("3 rows have a postcode, and no lookup of postcodes is loaded")
    load(data, write_lookup(tmp_path, LOOKUP))
    assert wards(data) == ["Not recorded"] * 3
    load(data, contacts)
    # Without boundaries the ward is known by its code alone.
    assert wards(data) == [CODES[0]] * 3
    load(data, write_wards(tmp_path))
    assert wards(data) == ["Abbey"] * 3
    assert load(data, contacts)[0].loaded == 3
    assert load(data, contacts)[0].notes == ("This very file is loaded already; nothing changed.",)


def test_a_lookup_is_narrowed_when_boundaries_come_and_read_again_under_others(tmp_path: Path) -> None:
    data = tmp_path / "data"
    lookup = write_lookup(tmp_path, LOOKUP)
    load(data, lookup)
    count = "select count(*) from place_codes"
    assert open_store(data).tuples(count) == [(4,)]
    load(data, write_wards(tmp_path))
    assert open_store(data).tuples(count) == [(3,)]
    (again,) = load(data, lookup)
    assert (again.loaded, again.set_aside) == (3, 1)
    assert load(data, lookup)[0].notes == ("This very file is loaded already; nothing changed.",)
    assert open_store(data).tuples("select name from files order by 1") == [("lookup.csv",), ("wards.geojson",)]


def test_a_lookup_is_removed_and_replaced_like_any_file(tmp_path: Path) -> None:
    data = tmp_path / "data"
    save_layout(data, "postcode")
    contacts = write_contacts(tmp_path, ["postcode"], [("OX4 1AB",), ("OX4 1AC",)])
    load(data, write_wards(tmp_path), write_lookup(tmp_path, LOOKUP), contacts)
    remove_files(data, numbers_of(data, "lookup.csv"))
    assert open_store(data).tuples("select count(*) from place_codes") == [(0,)]
    # The wards that it gave are facts of the contacts by now, until these are read again.
    assert wards(data) == ["Abbey", "Brook"]
    load(data, write_lookup(tmp_path, [("OX4 1AB", CODES[4])], name="next.csv"), contacts)
    assert wards(data) == ["Elm", "Not recorded"]


def test_wards_of_another_year_are_said(tmp_path: Path) -> None:
    data = tmp_path / "data"
    _, lookup = load(data, write_wards(tmp_path), write_lookup(tmp_path, [("OX4 1AB", "E05000001")]))
    assert said(lookup, "lookup_elsewhere") == [
        "None of its wards ('wd24cd') is among the 9 areas loaded: nothing is kept. Load the boundaries of the same "
        "year, then this file again."
    ]


def test_uprns_by_the_names_of_wards_and_the_ward_of_the_export_goes_first(tmp_path: Path) -> None:
    data = tmp_path / "data"
    save_layout(data, "uprn", "postcode")
    uprns = write_lookup(tmp_path, [("100012345678", "Castle"), ("000012345", "Dale")], "UPRN,Ward", "uprns.csv")
    rows = [("100012345678", ""), ("12345.0", "OX4 1AB"), ("999", "OX4 1AB"), ("12345", "", "Elm"), ("x", "")]
    paths = [write_wards(tmp_path), uprns, write_lookup(tmp_path, LOOKUP)]
    *_, contacts = load(data, *paths, write_contacts(tmp_path, ["uprn", "postcode"], rows))
    assert wards(data) == ["Castle", "Dale", "Abbey", "Elm", "Not recorded"]
    assert said(contacts, "looked_up")[0] == (
        "3 of 5 rows with a UPRN are placed in a ward by it; 1 have a UPRN that the lookup does not, "
        "1 have something that is no UPRN."
    )
    assert "12345" not in everything(data)


def test_a_postcode_in_two_wards_takes_the_one_with_the_most_rows(tmp_path: Path) -> None:
    rows = [("OX4 1AB", CODES[1]), ("OX4 1AB", CODES[2]), ("ox41ab", CODES[2]), ("OX4 1AC", CODES[3])]
    (receipt,) = load(tmp_path / "data", write_lookup(tmp_path, rows, "Postcode,Ward code"))
    assert (receipt.read, receipt.loaded) == (4, 4)
    assert "1 postcodes lie in several wards: the one with the most rows stands." in receipt.notes
    assert sorted(open_store(tmp_path / "data").tuples("select code from place_codes")) == [(CODES[2],), (CODES[3],)]


def test_the_archive_of_ons_is_read_by_its_largest_lookup(tmp_path: Path) -> None:
    path = tmp_path / "NSPL.zip"
    whole = "pcd7,pcds,dointr,wd25cd\n" + "".join(f"x,{place},198001,{ward}\n" for place, ward in LOOKUP)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Documents/names.csv", "WD25CD,WD25NM\n" + "E05000001,Abbey\n" * 50)
        archive.writestr("Data/multi_csv/NSPL_OX.csv", "pcd7,pcds,dointr,wd25cd\nx,OX4 1AB,198001,E05010000\n")
        archive.writestr("Data/NSPL.csv", whole)
    (receipt,) = load(tmp_path / "data", path)
    assert receipt.notes[0] == "A postcode lookup of 4 postcodes in 4 wards."


@pytest.mark.parametrize("name", ["lookup.xlsx", "lookup.csv.gz", "lookup.parquet", "wide.csv"])
def test_a_lookup_in_any_kind_of_file(tmp_path: Path, name: str) -> None:
    """Recounted from the list itself; the wide one is in UTF-16."""
    path = tmp_path / name
    frame = pd.DataFrame(LOOKUP, columns=["Postcode", "Ward"])
    if name.endswith("xlsx"):
        frame.to_excel(path, index=False)
    elif name.endswith("parquet"):
        frame.to_parquet(path)
    elif name.endswith("gz"):
        frame.to_csv(path, index=False)
    else:
        path.write_text("Postcode\tWard\n" + "".join(f"{a}\t{b}\n" for a, b in LOOKUP), encoding="utf-16")
    (receipt,) = load(tmp_path / "data", path)
    assert receipt.notes[0] == "A postcode lookup of 4 postcodes in 4 wards."


@pytest.mark.parametrize(
    ("columns", "place", "ward"),
    [
        (["pcd", "pcd2", "pcds", "dointr", "doterm", "oslaua", "osward", "usertype", "imd"], "pcds", "osward"),
        (["pcd7", "pcd8", "pcds", "dointr", "doterm", "wd25cd", "lad25cd", "ruc21ind"], "pcds", "wd25cd"),
        (["uprn", "gridgb1e", "gridgb1n", "PCDS", "WD24CD", "LAD24CD"], "uprn", "WD24CD"),
        (["Postcode", "Ward Name", "Ward Code"], "Postcode", "Ward Code"),
        (["Postcode", "Ward"], "Postcode", "Ward"),
        (["Ref", "Date received", "Postcode", "Ward"], None, None),
        (["Postcode", "Ward", "Name", "Year"], None, None),
        (["Postcode", "Rating"], None, None),
    ],
)
def test_what_is_a_lookup_by_its_headings(columns: list[str], place: str | None, ward: str | None) -> None:
    headers = headers_among(columns)
    assert (headers and headers.place, headers and headers.ward) == (place, ward)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_postcodes_recounted_with_a_dictionary(tmp_path: Path, seed: int) -> None:
    """Random lookups and exports: the wards of the store against those of a dictionary in Python."""
    random_ = random.Random(seed)
    letters = "ABDEFGHJLNPQRSTUWXYZ"

    def postcode() -> str:
        area = random_.choice(["OX", "RG", "N", "EC"])
        return f"{area}{random_.randrange(1, 30)} {random_.randrange(10)}{''.join(random_.choices(letters, k=2))}"

    def spelt(text: str) -> str:
        return random_.choice([text, text.lower(), text.replace(" ", ""), f" {text.replace(' ', '  ')}"])

    by_postcode = {postcode(): random_.choice(CODES) for _ in range(300)}
    listed = list(by_postcode)
    asked = [random_.choice([random_.choice(listed), postcode(), "OX4", ""]) for _ in range(500)]
    data = tmp_path / "data"
    save_layout(data, "postcode")
    contacts = write_contacts(tmp_path, ["postcode"], [(spelt(text),) for text in asked])
    load(data, write_wards(tmp_path), write_lookup(tmp_path, list(by_postcode.items())), contacts)
    names = dict(zip(CODES, NAMES, strict=True)) | {"": "Not recorded"}
    expected = Counter(names[by_postcode.get(text, "")] for text in asked)
    assert Counter(wards(data)) == expected
    assert len(expected) == 10
