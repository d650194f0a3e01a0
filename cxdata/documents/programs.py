"""Programs of this machine that turn a document into a PDF: a browser, else LibreOffice. Neither opens a connection.

Each works in a folder of its own, its owner's alone, which is removed afterwards: no profile, history or setting of
theirs is read or kept.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

CHROMIUM = "CX_CHROMIUM"
"""The setting of the environment that names a browser."""
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
OFFICES = ("soffice", "libreoffice")
OFFICE_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_PATIENCE = 180  # seconds for one document on a busy machine
# No name of another machine is looked up, and nothing is asked of anybody, be it news of the browser or extensions.
_BROWSER_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--disable-quic",
    "--no-pings",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--user-agent=cxdata",  # it is written into the PDF, and would name the machine's system
)
_TAGGED = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"}}'
)
_OFFICE_FLAGS = ("--headless", "--norestore", "--convert-to", _TAGGED)


def browsers() -> list[str]:
    """The browsers of this machine that print, the one that CX_CHROMIUM names first."""
    return _found((os.environ.get(CHROMIUM, ""),), BROWSERS, BROWSER_PLACES)


def offices() -> list[str]:
    """The LibreOffices of this machine."""
    return _found((), OFFICES, OFFICE_PLACES)


def print_page(browser: str, page: bytes) -> bytes:
    """An HTML page as a tagged PDF; b"" where the browser does not make one."""
    with _folder() as folder:
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_bytes(page)
        # The superuser's browser has no box to put itself into; the page holds no script, and may not load any.
        apart = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
        where = (f"--user-data-dir={folder}", f"--print-to-pdf={target}", source.as_uri())
        _run([browser, *_BROWSER_FLAGS, *apart, *where])
        return target.read_bytes() if target.is_file() else b""


def convert_word(office: str, file: bytes) -> bytes:
    """A Word file as a tagged PDF; b"" where LibreOffice does not make one."""
    with _folder() as folder:
        source, target = folder / "paper.docx", folder / "paper.pdf"
        source.write_bytes(file)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _run([office, profile, *_OFFICE_FLAGS, "--outdir", str(folder), str(source)])
        return target.read_bytes() if target.is_file() else b""


def _found(named: Iterable[str], names: Iterable[str], places: Iterable[str]) -> list[str]:
    paths = [*named, *(shutil.which(name) or "" for name in names), *places]
    return list(dict.fromkeys(path for path in paths if path and Path(path).is_file()))


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that nobody else can open, for as long as it is needed."""
    with TemporaryDirectory(prefix="cx-pdf-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _run(command: list[str]) -> None:
    """Run a program to its end; one that cannot be started, or does not end, has made nothing."""
    nowhere = subprocess.DEVNULL
    try:
        subprocess.run(command, timeout=_PATIENCE, check=False, stdin=nowhere, stdout=nowhere, stderr=nowhere)
    except (OSError, subprocess.TimeoutExpired):
        return
