"""The sheets of many wards as files: their names in one folder, and all of them in one archive."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from cxdata.documents import Document, content_of
from cxdata.own_files import safe_name

_DAY = (1980, 1, 1, 0, 0, 0)  # the same sheets are the same archive, whenever it is made


def file_names(wards: Iterable[str], ending: str) -> list[str]:
    """A name for each ward's file that any system takes, "Mill & Quay.docx"; no two are alike in any case."""
    names: list[str] = []
    taken: set[str] = set()
    for ward in wards:
        stem, number = ward.replace("/", "-").replace("\\", "-"), 1
        name = safe_name(f"{stem}.{ending}")
        while name.casefold() in taken:
            number += 1
            name = safe_name(f"{stem} {number}.{ending}")
        taken.add(name.casefold())
        names.append(name)
    return names


def in_one_archive(sheets: Mapping[str, Document], ending: str) -> bytes:
    """The sheets of many wards, each a file of this ending, as a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, sheet in zip(file_names(sheets, ending), sheets.values(), strict=True):
            archive.writestr(zipfile.ZipInfo(name, _DAY), content_of(sheet, f".{ending}"), zipfile.ZIP_DEFLATED)
    return out.getvalue()
