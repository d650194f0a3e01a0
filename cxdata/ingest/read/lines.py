"""Lines and pieces of a file of text, however long its lines and whatever it unpacks to."""

import gzip
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from cxdata.ingest.read.clock import check_time
from cxdata.ingest.read.limits import MOST_RECORD, most_unpacked, unpacks_to_more

# What reading a compressed file raises that is damaged or cut short, has a password, or is packed in an unknown way.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, OverflowError, RuntimeError),
)
_PIECE = 1 << 22
_LOOK_AT_THE_CLOCK = 4_096


def bounded_lines(file: TextIO) -> Iterator[str]:
    """The lines of a text file with their ends. One of more than MOST_RECORD characters is cut after one more, so that
    whoever reads it sees that it is too long; the rest of it is passed over."""
    number = 0
    while line := file.readline(MOST_RECORD + 1):
        number += 1
        if number % _LOOK_AT_THE_CLOCK == 0:
            check_time()
        if len(line) > MOST_RECORD and not _ends(line):
            while (rest := file.readline(MOST_RECORD)) and not _ends(rest):
                check_time()
        yield line


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """A file in pieces of four megabytes."""
    while part := file.read(_PIECE):
        check_time()
        yield part


class Unpacking(gzip.GzipFile):
    """A gzip file read as what it holds. Reading past what it may unpack to raises CxError."""

    def __init__(self, path: Path):
        super().__init__(path, "rb")
        self._packed, self._most = path, most_unpacked(path)

    def read(self, size: int | None = -1) -> bytes:
        """As GzipFile reads."""
        return self._within(super().read(size))

    def read1(self, size: int = -1) -> bytes:
        """As GzipFile reads."""
        return self._within(super().read1(size))

    def _within(self, part: bytes) -> bytes:
        if self.tell() > self._most:
            raise unpacks_to_more(self._packed)
        return part


def _ends(line: str) -> bool:
    return line.endswith(("\n", "\r"))
