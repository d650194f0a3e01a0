"""The editions of a data folder, and whether what is public now is what the newest of them holds."""

from pathlib import Path

from cxdata.data_folder.editions import EDITION_FILES, EDITIONS
from cxdata.export.edition.file import Edition
from cxdata.export.edition.public.given import Public
from cxdata.export.edition.public.stored import rows_of


def tells_other(edition: Edition, public: Public) -> bool:
    """Whether what is public as it is differs from what an edition holds; the day alone is no difference."""
    return rows_of(edition.public) != rows_of(public)


def editions_in(data: Path) -> list[Path]:
    """The editions of a data folder, the oldest first."""
    return sorted((data / EDITIONS).glob(EDITION_FILES))


def newest_edition(data: Path) -> Edition | None:
    """The newest edition of a data folder, opened; None where none was made yet."""
    found = editions_in(data)
    return Edition(found[-1]) if found else None


def marks_of(data: Path) -> set[str]:
    """The mark of the key by which the newest edition was rounded; none where there is no edition."""
    edition = newest_edition(data)
    if edition is None:
        return set()
    mark = edition.about.key_mark
    edition.close()
    return {mark}
