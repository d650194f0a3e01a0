"""Checks of whether everything loaded is of one council."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cxdata.constants import LEVELS
from cxdata.contract import NOT_RECORDED, TABLES
from cxdata.data_folder import has_only_edges, is_sample_file
from cxdata.ingest.checks.files import receipts
from cxdata.ingest.checks.model import NO, CheckFinding, CheckRule, Loaded
from cxdata.ingest.checks.words import say_list

# Fewer wards than this tell nothing of whose they are; a ward with a smaller share of a file's rows may be a customer
# who lives over the border.
_FEWEST_WARDS = 3
_STRAY = 0.005
_STATISTICAL_CODE = re.compile(r"[EWSN]\d{8}")


@dataclass(frozen=True)
class _Wards:
    """Of one file (`names` has one name), or of files that are of one council: its wards and its councils' codes."""

    names: tuple[str, ...]
    wards: frozenset[str]
    councils: frozenset[str]

    def shares(self, other: "_Wards") -> bool:
        """Whether any ward or any council is of both."""
        return bool(self.wards & other.wards or self.councils & other.councils)

    def __add__(self, other: "_Wards") -> "_Wards":
        return _Wards(self.names + other.names, self.wards | other.wards, self.councils | other.councils)

    @property
    def coded(self) -> bool:
        """Whether its wards are told by the codes of the statistical office, and not by names or numbers."""
        return any(_STATISTICAL_CODE.fullmatch(ward) for ward in self.wards)


def sample_and_own(loaded: Loaded) -> list[CheckFinding]:
    """Each file of the sample council in a store that has others too."""
    files = loaded.rows("select file_id, sha256 from files")
    sample = {file_id for file_id, digest in files if is_sample_file(digest) and not has_only_edges(digest)}
    if all(is_sample_file(digest) for _, digest in files):
        return []
    return [
        CheckFinding(
            file_id,
            receipt["table"],
            "This is a file of the sample council, whose figures are invented, among files of your own. Take it out.",
            receipt["loaded"],
            NO,
        )
        for file_id, receipt in receipts(loaded)
        if file_id in sample
    ]


def several_councils(loaded: Loaded) -> list[CheckFinding]:
    """Files, and boundaries, that share no ward and no council."""
    groups = _joined([*_files_with_wards(loaded), *_boundaries(loaded)])
    groups = [group for group in groups if len(group.wards) >= _FEWEST_WARDS]
    if not loaded.rows("select 1 from areas limit 1") and len({group.coded for group in groups}) > 1:
        return []  # names in one file and codes in another, and no boundaries to tell which are the same
    if len(groups) < 2:
        return []
    labels = dict(loaded.rows("select code, label from areas"))
    councils = "; ".join(_say(group, labels) for group in groups)
    return [
        CheckFinding(
            None,
            "areas",
            f"These files seem to be of {len(groups)} councils, or of wards before and after a change, because no ward "
            f"of one is among those of the other: {councils}. Every figure adds them up. Keep both only where that is "
            "meant; else remove the files of one.",
            sum(len(group.wards) for group in groups),
        )
    ]


def _files_with_wards(loaded: Loaded) -> list[_Wards]:
    """Each file whose rows have wards, without the few rows that may lie over the border."""
    names = dict(loaded.rows("select file_id, name from files"))
    councils = _council_of_each_ward(loaded)
    rows = loaded.rows(
        f"""
        {LEVELS.prelude(loaded.meta)}
        select table_name, file_id, list(level) from (
            select table_name, file_id, level, rows / sum(rows) over (partition by table_name, file_id) as share
            from {LEVELS.name} where column_name = 'ward_code' and level <> $blank)
        where share >= {_STRAY} group by all
        """,
        {"blank": NOT_RECORDED},
    )
    place = {name: number for number, name in enumerate(TABLES)}
    files = []
    for _, file_id, codes in sorted(rows, key=lambda row: (place[row[0]], row[1])):
        of = frozenset(councils[code] for code in codes if code in councils)
        files.append(_Wards((names[file_id],), frozenset(codes), of))
    return files


def _boundaries(loaded: Loaded) -> list[_Wards]:
    """What boundary files hold: all of it together where there is one, each council's where there are several."""
    files = [receipt["file"] for _, receipt in receipts(loaded) if receipt["table"] == "areas"]
    wards = loaded.rows("select code, coalesce(council_code, '') from areas where kind = 'ward' order by code")
    if len(files) < 2:
        everything = frozenset(code for code, _ in wards)
        return [_Wards(tuple(files), everything, frozenset(council for _, council in wards if council))]
    names = ("boundaries",)
    return [
        _Wards(names, frozenset(code for code, of in wards if of == council), frozenset({council} - {""}))
        for council in sorted({council for _, council in wards})
    ]


def _council_of_each_ward(loaded: Loaded) -> dict[str, str]:
    return dict(loaded.rows("select code, council_code from areas where council_code is not null"))


def _joined(files: Iterable[_Wards]) -> list[_Wards]:
    """Files that share a ward or a council, directly or through others, as one; the largest group first."""
    groups: list[_Wards] = []
    for file in files:
        apart = [group for group in groups if not group.shares(file)]
        for group in (group for group in groups if group.shares(file)):
            file = group + file
        groups = [*apart, file]
    return sorted(groups, key=lambda group: (-len(group.wards), group.names))


def _say(group: _Wards, labels: Mapping[str, str]) -> str:
    """'crm.csv, wards.geojson (24 wards, such as Saltings; council E07999001)'."""
    files = say_list(list(dict.fromkeys(group.names)))
    example = min(labels.get(ward, ward) for ward in group.wards)
    whose = f"; council {', '.join(sorted(group.councils))}" if group.councils else ""
    return f"{files} ({len(group.wards)} wards, such as {example}{whose})"


RULES = (
    CheckRule(
        "sample_and_own",
        "Files of the sample council in one store with files of one's own.",
        "Its figures are invented, so no figure that counts them can be used. Take the sample's files out.",
        sample_and_own,
    ),
    CheckRule(
        "several_councils",
        "Files that share no ward and no council with the others, three wards or more on each side.",
        "They are of another council, or of wards before a change. Figures add them up: keep both only where that is "
        "meant, else remove the files of one.",
        several_councils,
    ),
)
