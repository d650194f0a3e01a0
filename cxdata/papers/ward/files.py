"""Under which names the sheets of many wards are kept in one folder."""

from collections.abc import Iterable

from cxdata.own_files import safe_name


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
