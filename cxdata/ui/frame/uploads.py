"""Files that a reader has uploaded, as files on disk for as long as they are read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from streamlit.runtime.uploaded_file_manager import UploadedFile

from cxdata.ingest.privacy.temporary import private_folder
from cxdata.own_files import cannot_write, safe_name


@contextmanager
def on_disk(files: Sequence[UploadedFile]) -> Iterator[list[Path]]:
    """The uploaded files as files, each in a folder of its own so that two may have one name; gone afterwards."""
    with private_folder() as folder:
        paths = []
        for number, file in enumerate(files):
            path = folder / str(number) / safe_name(file.name)
            try:
                path.parent.mkdir()
                path.write_bytes(file.getbuffer())
            except OSError as fault:
                raise cannot_write(path, fault) from None
            paths.append(path)
        yield paths
