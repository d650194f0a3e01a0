"""Files that are their owner's alone, written whole or not at all; and what is said where that cannot be done.

`writing` (whole files, one writer at a time), `names` (names that every system takes), `state` (which file stands at a
path), `faults` (a full disk, no permission, in words).
"""

from cxdata.own_files.faults import cannot_write, disk_full, is_disk_full
from cxdata.own_files.names import is_reserved, safe_name
from cxdata.own_files.writing import FILE, FOLDER, changing, copy_whole, make_folder, replace, take_lock, write_whole

__all__ = [
    "FILE",
    "FOLDER",
    "cannot_write",
    "changing",
    "copy_whole",
    "disk_full",
    "is_disk_full",
    "is_reserved",
    "make_folder",
    "replace",
    "safe_name",
    "take_lock",
    "write_whole",
]
