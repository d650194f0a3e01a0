"""A table written in a format, and how many rows a reader of another kind finds in it."""

import csv
import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from html import escape

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.fuzz.tables import Table

Write = Callable[[random.Random, Table], bytes]
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns"
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _csv(rng: random.Random, table: Table) -> bytes:
    """Separator, quoting, line end and encoding at random; what an encoding lacks becomes a question mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=rng.choice(",,,;\t|"),
        quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)),
        lineterminator=rng.choice(("\n", "\r\n")),
    )
    writer.writerows([table.headings, *table.rows])
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"))
    return text.getvalue().encode(encoding, "replace")


def _json(rng: random.Random, table: Table) -> bytes:
    records = [dict(zip(table.headings, row, strict=True)) for row in table.rows]
    wrapped = rng.choice((records, {"results": records}, {"count": len(records), "items": records}))
    return json.dumps(wrapped, ensure_ascii=rng.random() < 0.5, indent=rng.choice((None, 1))).encode()


def _json_lines(rng: random.Random, table: Table) -> bytes:
    lines = (json.dumps(dict(zip(table.headings, row, strict=True))) for row in table.rows)
    return "\n".join(lines).encode() + b"\n"


def _points(rng: random.Random, table: Table) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(table.headings, row, strict=True)),
            "geometry": {"type": "Point", "coordinates": [rng.uniform(-2, 2), rng.uniform(50, 55)]},
        }
        for row in table.rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _areas(rng: random.Random, table: Table) -> bytes:
    def square(number: int) -> list[list[float]]:
        x, y = number % 7, 50 + number // 7
        return [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]

    features = [
        {
            "type": "Feature",
            "properties": {"WD24CD": f"E{number:08}", "WD24NM": f"Ward {number}"},
            "geometry": {"type": "Polygon", "coordinates": [square(number)]},
        }
        for number in range(len(table.rows))
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _cells(table: Table) -> list[list[str]]:
    """Cells as XML has them: no character that it does not allow, and nothing for nothing."""
    return [
        [escape("".join(c for c in cell or "" if c >= " " or c in "\t")) for cell in row]
        for row in (table.headings, *table.rows)
    ]


def _html(rng: random.Random, table: Table) -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in _cells(table))
    return f"<html><body><table>{rows}</table></body></html>".encode()


def _xml(rng: random.Random, table: Table) -> bytes:
    before, after = '<Cell><Data ss:Type="String">', "</Data></Cell>"
    rows = "".join(f"<Row>{before}{f'{after}{before}'.join(row)}{after}</Row>" for row in _cells(table))
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{_SPREADSHEET}" xmlns:ss="{_SPREADSHEET}">'
        f'<Worksheet ss:Name="S"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def _xlsx(rng: random.Random, table: Table) -> bytes:
    """Written by hand, which is twenty times as quick as with openpyxl; texts in the cells or shared."""
    cells, shared, rows = _cells(table), [], []
    in_cells = rng.random() < 0.5
    for number, row in enumerate(cells, start=1):
        parts = []
        for column, cell in enumerate(row):
            place = f"{chr(65 + column)}{number}"
            if in_cells:
                parts.append(f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>')
            else:
                parts.append(f'<c r="{place}" t="s"><v>{len(shared)}</v></c>')
                shared.append(f'<si><t xml:space="preserve">{cell}</t></si>')
        rows.append(f'<row r="{number}">{"".join(parts)}</row>')
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{"".join(shared)}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>',
    }
    return _packed(members)


def _ods(rng: random.Random, table: Table) -> bytes:
    def cell_xml(cell: str) -> str:
        value = f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        return value if cell else "<table:table-cell/>"

    rows = "".join(f"<table:table-row>{''.join(map(cell_xml, row))}</table:table-row>" for row in _cells(table))
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    names = " ".join(f'xmlns:{name}="{_NAMESPACE}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="T">{rows}{blank}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    members = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    return _packed(members | {"META-INF/manifest.xml": "<manifest/>"})


def _parquet(rng: random.Random, table: Table) -> bytes:
    columns = {name: [row[place] for row in table.rows] for place, name in enumerate(table.headings)}
    written = io.BytesIO()
    pq.write_table(pa.table(columns), written)
    return written.getvalue()


def _gzip(rng: random.Random, table: Table) -> bytes:
    return gzip.compress(_csv(rng, table), 1)


def _zip(rng: random.Random, table: Table) -> bytes:
    name = rng.choice(("table.csv", "a/b/table.csv", "../../table.csv", "CON.csv", "x" * 200 + ".csv", "a\nb.csv"))
    return _packed({name: _csv(rng, table)}, rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_LZMA)))


def _packed(members: dict[str, str] | dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


# By the ending of the file, often the more likely.
WRITERS: dict[str, Write] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".json": _json,
    ".jsonl": _json_lines,
    ".points.json": _points,
    ".geojson": _areas,
    ".html.xls": _html,
    ".xml.xls": _xml,
    ".xlsx": _xlsx,
    ".ods": _ods,
    ".parquet": _parquet,
    ".csv.gz": _gzip,
    ".zip": _zip,
}


def rows_of_workbook(content: bytes) -> int:
    """The rows below the first that have a cell with something in it, as openpyxl reads them."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    return sum(any(cell not in (None, "") for cell in row) for row in sheet.iter_rows(min_row=2, values_only=True))
