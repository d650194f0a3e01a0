"""Parquet, JSON and GeoJSON records: nested fields, absent values, and known answers."""

import json
from pathlib import Path

import duckdb
import pytest

from cxdata.errors import CxError
from cxdata.ingest.read.readers import RawTable, RejectedRow, preview, read_raw


def _json(folder: Path, content: str, name: str = "a.json") -> tuple[RawTable, list[tuple]]:
    path = folder / name
    path.write_text(content, "utf-8")
    con = duckdb.connect()
    raw = read_raw(con, path)
    return raw, con.execute("select * from raw order by row_number").fetchall()


OPEN311 = """[{"service_request_id": 638344, "status": "closed", "lat": 37.7620,
  "address": {"street": "8th", "zip": null}, "tags": ["a", 1], "done": true, "note": ""},
 {"service_request_id": 638349, "status": "open", "extra": {}}]"""


def test_an_open311_array_with_nested_fields(tmp_path):
    raw, rows = _json(tmp_path, OPEN311)
    assert raw.columns == (
        "service_request_id",
        "status",
        "lat",
        "address.street",
        "address.zip",
        "tags",
        "done",
        "note",
        "extra",
    )
    assert rows == [
        ("638344", "closed", "37.7620", "8th", None, '["a", 1]', "true", "", None, 1),
        ("638349", "open", None, None, None, None, None, None, "{}", 2),
    ]
    assert preview(tmp_path / "a.json", limit=1).rows == [rows[0][:8]]


@pytest.mark.parametrize(
    "content",
    [
        '[{"a": 1}, 5, {"a": 2}]',
        '{"requests": [{"a": 1}, 5, {"a": 2}], "page": 1}',
        '{"response": {"requests": [{"a": 1}, 5, {"a": 2}]}}',
        '\ufeff{"a": 1}\n5\n\n{"a": 2}\n',
    ],
)
def test_the_same_records_however_they_are_wrapped(tmp_path, content):
    raw, rows = _json(tmp_path, content)
    assert rows == [("1", 1), ("2", 3)]
    assert raw.rejected == (RejectedRow(2, "is not a record of named values"),)


def test_a_line_that_is_not_json_is_set_aside(tmp_path):
    raw, rows = _json(tmp_path, '{"a": 1}\n{"a": \n{"a": 3}\n', "a.jsonl")
    assert rows == [("1", 1), ("3", 3)]
    assert raw.rejected == (RejectedRow(2, "is not valid JSON"),)


def test_geojson_points_and_shapes_as_records(tmp_path):
    features = [
        {"type": "Feature", "properties": {"id": 1}, "geometry": {"type": "Point", "coordinates": [-1.25, 51.75]}},
        {"type": "Feature", "properties": {"id": 2}, "geometry": None},
    ]
    raw, rows = _json(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}), "a.geojson")
    assert (raw.format, raw.columns) == ("geojson", ("id", "longitude", "latitude", "geometry"))
    assert rows == [("1", "-1.25", "51.75", None, 1), ("2", None, None, None, 2)]


def test_known_answers_of_the_opg(shared_real):
    con = duckdb.connect()
    raw = read_raw(con, shared_real / "opg/use_a_lasting_power_of_attorney_service.json")
    counts = con.execute(
        """select "count" from raw where _timestamp like '2021-03%' and dataType like '%satisfied'
        order by "count"::int"""
    )
    assert raw.format == "json"
    assert [count for (count,) in counts.fetchall()] == ["67", "73", "1276", "4434"]


def test_parquet_types_as_text(tmp_path):
    path = tmp_path / "a [1].parquet"
    con = duckdb.connect()
    con.execute(
        f"""copy (select 1 as n, 12.0::double as whole, 2.50::double as part, 1.20::decimal(5, 2) as money,
        {{'street': '8th', 'at': {{'x': 1}}}} as place, [1, 2] as list, true as done, date '2020-02-04' as day,
        timestamp '2020-02-04 10:00:00' as at, timestamptz '2020-07-04 10:00:00+01' as instant,
        '' as empty, null::int as gone
        ) to '{path}' (format parquet)"""
    )
    con.execute("set TimeZone = 'Europe/London'")
    raw = read_raw(con, path)
    row = dict(zip((*raw.columns, "row_number"), con.execute("select * from raw").fetchall()[0], strict=True))
    assert row == {
        "n": "1",
        "whole": "12",
        "part": "2.5",
        "money": "1.20",
        "place.street": "8th",
        "place.at.x": "1",
        "list": "[1,2]",
        "done": "true",
        "day": "2020-02-04",
        "at": "2020-02-04 10:00:00",
        "instant": "2020-07-04 09:00:00+00:00",
        "empty": "",
        "gone": None,
        "row_number": 1,
    }
    assert preview(path, limit=1).rows == [tuple(row.values())[:-1]]


def test_known_answers_of_fixmystreet(shared_real):
    con = duckdb.connect()
    raw = read_raw(con, shared_real / "fixmystreet/combined_LAD_SHEF_C_monthly.parquet")
    oxford = con.execute(
        """select interface, sum(reports::int) from raw where lad = 'E07000178' and "year" = '2019'
        group by 1 order by 2"""
    )
    assert (raw.rows, raw.format) == (224_530, "parquet")
    assert [count for _, count in oxford.fetchall()] == [2660, 3534]
    order = con.execute("select min(row_number), max(row_number), count(distinct row_number) from raw").fetchall()
    assert order == [(1, 224_530, 224_530)]


def test_parquet_whose_names_are_no_text_is_refused_in_words(tmp_path):
    path = tmp_path / "damaged.parquet"
    duckdb.sql(f"copy (select 1 as Waardnames) to '{path}' (format parquet)")
    path.write_bytes(path.read_bytes().replace(b"Waardnames", b"Waard\xff\xfemes"))
    with pytest.raises(CxError, match=r"^damaged\.parquet cannot be read as Parquet"):
        read_raw(duckdb.connect(), path)
