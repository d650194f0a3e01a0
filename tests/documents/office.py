"""Find a LibreOffice that opens documents, slides and workbooks, or bring one here.

`python -m tests.documents.office` prints its path, installing it first if it must; without one it prints nothing.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pypdfium2

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


def words_by_page(office: str, files: Sequence[Path]) -> list[list[str]]:
    """The words of each page of files that this LibreOffice opens, each page on one line. They stand in one folder."""
    folder = files[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    names = [file.name for file in files]
    subprocess.run([*command, *names], cwd=folder, check=True, timeout=300, capture_output=True)
    return [_words_of(file.with_suffix(".pdf")) for file in files]


def _words_of(file: Path) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(file)]


if __name__ == "__main__":
    sys.stdout.write(ensure())
