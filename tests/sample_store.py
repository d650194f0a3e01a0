"""The sample council's store, built once for each state of what it is built from, and reused by every worker and run.

`python -m tests.sample_store DATA` builds one into an empty data folder, in a process of its own, and fails if the
build used a part of the product that the digest below does not cover.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.load.store_folder import lock_folder

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "tests"
KEPT = 2
PATIENCE = 600
# What a build depends on: the product's modules it imports (held by `main`), the files, and the versions installed.
MODULES = (
    "cli.load",
    "cli.suggested",
    "constants",
    "contract",
    "council",
    "data_folder",
    "errors",
    "form",
    "ingest",
    "lists",
    "measures",
    "own_files",
    "periods",
    "reader",
    "scope",
    "settings",
    "spreadsheets",
    "statements",
    "stats.disclosure",
    "stats.survey",
    "store",
    "store_files",
)
OTHERS = ("sample_data", "requirements.txt", "tests/sample_store.py")


def sample_store() -> Path:
    """The data folder of the sample council, as the code stands; only to be read. A test that writes copies it."""
    return build_once(CACHE / f"sample-{digest()}", _build)


def build_once(made: Path, build: Callable[[Path], None]) -> Path:
    """`made`, built where it is not there yet, by one worker at a time; of its older neighbours one is kept.

    `build` fills the folder it is given, which takes its name only when whole.
    """
    if not made.is_dir():
        with _waiting_lock(made.parent):
            if not made.is_dir():
                part = made.with_name(f"{made.name}.part")
                shutil.rmtree(part, ignore_errors=True)
                build(part)
                os.replace(part, made)
                _remove_old(made)
    os.utime(made)
    return made


def digest() -> str:
    """Sixteen digits of everything the store is made from and with."""
    seen = hashlib.sha256(repr(sys.version_info[:3]).encode())
    for path in sorted(_sources()):
        seen.update(str(path.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    modules = [ROOT / "cxdata" / name.replace(".", "/") for name in MODULES]
    for path in (*modules, *(ROOT / name for name in OTHERS)):
        if path.is_dir():
            yield from (found for found in path.rglob("*") if found.is_file() and found.suffix != ".pyc")
        else:
            yield path if path.suffix else path.with_suffix(".py")


@contextmanager
def _waiting_lock(cache: Path) -> Iterator[None]:
    """The lock that loads use, waited for: the operating system takes it from a worker that is killed."""
    until = time.monotonic() + PATIENCE
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(lock_folder(cache))
                break
            except CxError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
        yield


def _build(folder: Path) -> None:
    command = [sys.executable, "-m", "tests.sample_store", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the sample council did not load:\n{done.stdout}\n{done.stderr}")


def _remove_old(made: Path) -> None:
    others = [path for path in made.parent.glob("sample-*") if path != made]
    newest_first = sorted(others, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for old in newest_first[KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def main(data: Path) -> str:
    """Load the sample council; a sentence when that failed or took what the digest does not cover, else nothing."""
    from cxdata.cli.load import sample_files, take_sample_edition, take_settings
    from cxdata.ingest.load.build import load_files

    take_settings(data)
    receipt = load_files(sample_files(), data=data)
    if receipt.refused:
        return receipt.text()
    take_sample_edition(data)
    used = {name.removeprefix("cxdata.") for name in sys.modules if name.startswith("cxdata.")}
    missed = sorted(name for name in used if not _covered(name))
    return f"MODULES in tests/sample_store.py does not name what the build uses: {', '.join(missed)}" if missed else ""


def _covered(name: str) -> bool:
    """Whether a module is one of MODULES, inside one, or a folder on the way to one."""
    return any(f"{name}.".startswith(f"{part}.") or part.startswith(f"{name}.") for part in MODULES)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) or 0)
