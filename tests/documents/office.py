"""Find a LibreOffice that opens documents, slides and workbooks, or bring one here.

`python -m tests.documents.office` prints its path, installing it first if it must; without one it prints nothing.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import start
from cxdata.documents.programs import offices

PACKAGES = ("libreoffice-writer-nogui", "libreoffice-impress-nogui", "libreoffice-calc-nogui")
# What Debian and Ubuntu put beside the program for each of the three; elsewhere they come together.
_PARTS = ("libswlo.so", "libsdlo.so", "libsclo.so")


def is_whole(path: str) -> bool:
    """Whether a LibreOffice has what writes, presents and counts."""
    beside = Path(path).resolve().parent
    return sys.platform != "linux" or all((beside / part).is_file() for part in _PARTS)


def find_office(found: Callable[[], Iterable[str]] = offices, whole: Callable[[str], bool] = is_whole) -> str:
    """The first LibreOffice that is whole; else empty."""
    return next(filter(whole, found()), "")


def ensure() -> str:
    """A LibreOffice, installed now where we may and must; empty where that cannot be done."""
    if not find_office() and start.distribution() in ("debian", "ubuntu"):
        start.apt_install(*PACKAGES)
    return find_office()


if __name__ == "__main__":
    sys.stdout.write(ensure())
