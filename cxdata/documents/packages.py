"""A file of Office as the same bytes each time: no clock, no machine and no user in it, the document's own properties.

Such a file is a zip archive of parts (ECMA-376, part 2). The libraries that write it put the time of day into the
archive and into a chart's figures; both are taken out here.
"""

import io
import re
import zipfile
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from lxml import etree

from cxdata.documents.model import Document
from cxdata.documents.words import LANGUAGE, clean
from cxdata.periods import MONTHS

_NEVER = (1980, 1, 1, 0, 0, 0)  # the first date that an archive can say
_CORE, _APP, _CUSTOM, _ROOT = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "_rels/.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_IN_WORDS = re.compile(r"(?P<day>\d{1,2}) (?P<month>\w+) (?P<year>\d{4}), (?P<time>\d\d:\d\d(:\d\d)?)")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def settled(package: bytes, document: Document) -> bytes:
    """The archive with fixed dates and the document's title, council and time as its only properties.

    What a template or a library says of people, programs or machines is left out, and a picture of its first page.
    Workbooks inside, which hold the figures of charts, are settled as well, without a time.
    """
    parts = {
        _CORE: _core(document.title, document.council, document.made),
        _APP: f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties"/>'.encode(),
        _CUSTOM: f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties"/>'.encode(),
    }
    inside = {**parts, _CORE: _core("", document.council, "")}
    return _packed(package, parts, inside)


def _packed(package: bytes, parts: dict[str, bytes], inside: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = parts.get(name) or source.read(name)
            if name.startswith("docProps/thumbnail"):
                continue
            if name == _ROOT:
                content = _without_thumbnail(content)
            if name.endswith(".xlsx"):
                content = _packed(content, inside, inside)
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, content)
    return out.getvalue()


def _core(title: str, council: str, made: str) -> bytes:
    stamp = _stamp(made)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
        if stamp
    )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean(title))}</dc:title><dc:creator>{escape(clean(council))}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(clean(council))}</cp:lastModifiedBy>{dates}"
        f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
    ).encode()


def _stamp(made: str) -> str:
    """A document's time as these properties take it; "" for one that is said in other words."""
    when = time_of(made)
    return f"{when:%Y-%m-%dT%H:%M:%SZ}" if when else ""


def time_of(made: str) -> datetime | None:
    """A document's time, as ISO 8601 has it or as "5 October 2026, 09:30:00"; None where it is said in other words.

    One that names no zone is taken for universal time.
    """
    words = _IN_WORDS.fullmatch(made)
    if words and words["month"] in MONTHS:
        made = f"{words['year']}-{MONTHS.index(words['month']) + 1:02}-{int(words['day']):02}T{words['time']}"
    try:
        when = datetime.fromisoformat(made)
    except ValueError:
        return None
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def _without_thumbnail(relations: bytes) -> bytes:
    tree = etree.fromstring(relations)
    for relation in tree:
        if relation.get("Type", "").endswith("/thumbnail"):
            tree.remove(relation)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
