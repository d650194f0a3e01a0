"""Which file stands at a path, so that what is known of one is not taken for true of another."""

from pathlib import Path

State = tuple[str, int, int, int, int]
"""A file by its path, size, times of change, and where it lies; of one that is not there all numbers are -1."""


def state_of(path: Path) -> State:
    """The file that stands at a path now: another once it is changed, or another is put in its place.

    One that is copied into the place of another may be as old and as long as that.
    """
    try:
        about = path.stat()
    except OSError:
        return str(path.absolute()), -1, -1, -1, -1
    return str(path.absolute()), about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino
