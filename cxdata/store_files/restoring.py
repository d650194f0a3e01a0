"""A restore that was killed between its two renames, with no data folder left: finished by whoever looks next."""

from contextlib import suppress
from pathlib import Path

from cxdata.own_files import replace


def ready_folder(data: Path) -> Path:
    """Where a backup that is unpacked and looked at waits, whole, for the data folder's place."""
    return data.with_name(f".{data.name}.restored")


def finish_restoring(data: Path) -> None:
    """Put what waits into the place of a data folder that has been moved aside; nothing where one stands there."""
    data = data.absolute()
    with suppress(
        OSError
    ):  # another process was quicker; or it is a path that no folder can have, said by who needs one
        if not data.exists() and (ready := ready_folder(data)).is_dir():
            replace(ready, data)
