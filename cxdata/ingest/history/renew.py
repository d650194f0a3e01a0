"""Writing a store anew by this version of the program: the same rows, with what it works out of them."""

from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.history.versions import current_version
from cxdata.ingest.load.acts import RENEW
from cxdata.ingest.load.build import load_files
from cxdata.ingest.load.incoming import Progress


def renew(data: Path, *, progress: Progress | None = None) -> str:
    """Build a version of the same files and put it into use; returns its name. The version before is kept.

    A store of an earlier program is answered from its rows where what that program worked out of them is no longer what
    is asked (docs/decisions/constants.md): right, and slow where there are many. Any load mends that; this is for when
    nothing new has come. Raises CxError when nothing is loaded, or another act is running.
    """
    current = current_version(data)
    if current is None or current.holds_nothing:
        raise CxError(f"Nothing is loaded in {data}, so there is nothing to write anew.")
    return load_files((), data=data, act=RENEW, progress=progress).store_version or ""
