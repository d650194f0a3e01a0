"""Which council is to be shown: the officer's own as soon as it is begun, the sample until then.

The sample council is a data folder of its own, `sample` inside the officer's, with its own store, settings and key
(docs/decisions/sample.md). A store can also hold the sample by itself: `load --sample` puts it into the folder that is
named, and so did earlier versions. What a store holds is therefore told from its files and not from its place alone.
"""

from enum import Enum
from pathlib import Path

from cxdata.council import FILE_NAME
from cxdata.data_folder.remote import remote_place
from cxdata.data_folder.sample_files import INVENTED, has_only_edges, is_sample_file
from cxdata.lists.every import list_files
from cxdata.store import Store, current_path
from cxdata.store_files import find_standing

SAMPLE = "sample"
_MIXED = (
    "This store holds files of the sample council, whose figures are invented, and files of your own: no figure can be "
    "used until the sample's are out."
)


class Holding(Enum):
    """Whose figures a store holds. An empty store is the officer's own."""

    OWN = "own"
    SAMPLE = "sample"
    BOTH = "both"


def doubt_of(holds: Holding) -> str:
    """What is wrong with every figure of a store, for whatever is shown or saved of it; "" for one's own."""
    return {Holding.SAMPLE: INVENTED, Holding.BOTH: _MIXED, Holding.OWN: ""}[holds]


def sample_folder(data: Path) -> Path:
    """The sample council's data folder inside the officer's."""
    return data / SAMPLE


def is_begun(data: Path) -> bool:
    """Whether something is in the data folder itself: a store, also one that cannot be opened, or the settings of a
    council about to be loaded, or a list that an officer keeps.
    """
    standing = find_standing(data)
    files = (FILE_NAME, *list_files())
    return standing.loaded is not None or bool(standing.said) or any((data / name).is_file() for name in files)


def folder_to_show(data: Path) -> Path:
    """The data folder whose store is shown: the sample's while nothing of one's own is begun, if it is there."""
    sample = sample_folder(data)
    if remote_place() is not None:
        return data
    return data if is_begun(data) or current_path(sample) is None else sample


def holding(store: Store) -> Holding:
    """Whose figures a store holds, told from what its files are."""
    digests = [file.sha256 for file in store.constants.files if not has_only_edges(file.sha256)]
    kinds = {is_sample_file(digest) for digest in digests}
    if kinds == {True, False}:
        return Holding.BOTH
    return Holding.SAMPLE if kinds == {True} else Holding.OWN
