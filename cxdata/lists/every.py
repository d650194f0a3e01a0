"""Every list that an officer keeps: which files of a data folder are theirs, beside the store and the settings."""

from cxdata.lists.commentary import COMMENTARY
from cxdata.lists.model import ListFile
from cxdata.lists.standards import STANDARDS
from cxdata.lists.targets import TARGETS
from cxdata.lists.tracker import TRACKER
from cxdata.lists.unit_costs import UNIT_COSTS

LISTS: tuple[ListFile, ...] = (TRACKER, TARGETS, STANDARDS, UNIT_COSTS, COMMENTARY)


def list_files() -> tuple[str, ...]:
    """The names of the lists' files."""
    return tuple(kind.file_name for kind in LISTS)


def kept_files() -> tuple[str, ...]:
    """The names of the lists' files and of the logs beside them."""
    return tuple(name for kind in LISTS for name in (kind.file_name, kind.log_name))
