"""What is said where a file or folder cannot be written, with what mends it."""

import errno
from pathlib import Path

from cxdata.errors import CxError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}
# How DuckDB, which hands on the operating system's words, says that a disk is full.
_FULL_WORDS = ("no space left", "not enough space on the disk", "disk quota", "file too large", "disk is full")


def is_disk_full(fault: BaseException) -> bool:
    """Whether a fault of the system, or of DuckDB, says that nothing more can be written."""
    if isinstance(fault, OSError) and fault.errno in _FULL:
        return True
    return not isinstance(fault, CxError) and any(words in str(fault).casefold() for words in _FULL_WORDS)


def cannot_write(path: Path, fault: OSError) -> CxError:
    """What is said where a file or folder cannot be written, with what mends it."""
    if is_disk_full(fault):
        return CxError(disk_full(path))
    if isinstance(fault, FileExistsError | NotADirectoryError):
        return CxError(f"{path} cannot be a folder of data, because a file lies in the way. Name another: --data DIR")
    if fault.errno == errno.ENAMETOOLONG:
        return CxError(f"The name {path.name[:40]}... is longer than this system takes. Choose a shorter one.")
    if isinstance(fault, PermissionError) or fault.errno == errno.EROFS:
        return CxError(
            f"{path} cannot be written: this user has no permission there, or it is read-only. Ask for permission to "
            "write, or name another data folder: --data DIR"
        )
    return CxError(f"{path} cannot be written: {fault.strerror or type(fault).__name__}.")


def disk_full(path: Path) -> str:
    """The sentence for a disk without room."""
    return (
        f"The disk of {path.parent} is full, so this was not done; what was there before is as it was. Free some space "
        "and do it again."
    )
