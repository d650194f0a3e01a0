"""A version's seal: its size and a digest of its bytes, when it was made and from which version it came.

It lies beside the database and is written before the database has its name, so that a version without a seal was made
by an earlier program. The digest is of sums, one a mebibyte, which cost a tenth of a second in 500 MB: it tells a cut,
a hole or a changed byte, which is all that is asked of it, and says nothing against somebody who means to deceive.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from cxdata.own_files import write_whole
from cxdata.store_files.names import seal_path

_PIECE = 1 << 20


@dataclass(frozen=True)
class Seal:
    """What is known of a version without opening it. `made_at` is ISO text in UTC, `before` the version it was made
    from ("" for none), `act` the kind of the act, `key_mark` tells the key of its customers from others.
    """

    size: int
    digest: str
    made_at: str
    before: str = ""
    act: str = ""
    key_mark: str = ""


def digest_of(path: Path) -> str:
    """The digest of a file's bytes: BLAKE2b over the sums of its mebibytes, as 32 hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            words = np.frombuffer(piece + bytes(-len(piece) % 8), dtype="<u8")
            digest.update(int(words.sum(dtype=np.uint64)).to_bytes(8, "little"))
    return digest.hexdigest()


def write_seal(database: Path, target: Path, *, before: str, act: str, key_mark: str) -> None:
    """Seal a finished database that is about to be called `target`."""
    made_at = datetime.now(UTC).isoformat()
    seal = Seal(database.stat().st_size, digest_of(database), made_at, before, act, key_mark)
    write_whole(seal_path(target), json.dumps(asdict(seal), indent=1) + "\n")


def read_seal(path: Path) -> Seal | None:
    """The seal of a version; None where there is none, or none that can be read."""
    try:
        return Seal(**json.loads(seal_path(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def marks_in(folder: Path) -> set[str]:
    """The marks of the keys with which the versions of a store's folder were made."""
    return {seal.key_mark for path in folder.glob("cx-*.duckdb") if (seal := read_seal(path)) and seal.key_mark}


def is_broken(path: Path) -> bool:
    """Whether a version's bytes are not those that were sealed; never of one without a seal. Raises OSError."""
    seal = read_seal(path)
    return seal is not None and (path.stat().st_size != seal.size or digest_of(path) != seal.digest)


def made_at(path: Path) -> datetime:
    """When a version was made, in UTC; of one without a seal, when its file was written."""
    seal = read_seal(path)
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    try:
        return datetime.fromisoformat(seal.made_at) if seal else written
    except ValueError:
        return written
