"""A secret key of a data folder: made once, kept, told from others without being given away, and put back.

There are two: that by which customers are made unknown (`customer.key`), and that by which what is published is
rounded (`publish.key`). Both are 32 random bytes as 64 hexadecimal digits in a file of their owner's alone; further
lines name the marks of lost keys in whose place a key stands.
"""

import hmac
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from cxdata.errors import CxError
from cxdata.own_files.writing import write_whole

_INSTEAD_OF = "instead of "


@dataclass(frozen=True)
class SecretKey:
    """One kind of key: its file's name, the text that its mark is made of, and the sentences said of it.

    `bound` says what was made with it ("with which ..."), `whose` whose key it is ("this store"), `first` what makes
    it, `back` the way back where it is lost.
    """

    file: str
    marked: bytes
    bound: str
    whose: str
    first: str
    back: str

    def get(self, data: Path) -> str:
        """The data folder's own key, made where there is none yet, as 64 hexadecimal digits."""
        path = data / self.file
        if not path.is_file():
            write_whole(path, secrets.token_hex(32) + "\n", encoding="ascii")
        return self.read(path)

    def read(self, path: Path) -> str:
        """The key in a file. Raises CxError where there is none in it."""
        key = _lines(path)[0]
        if not re.fullmatch(r"[0-9a-f]{64}", key):
            raise CxError(f"{path} does not hold a key of 64 hexadecimal digits. {self.back}")
        return key

    def mark(self, key: str) -> str:
        """What tells one key from another and gives neither away: sixteen digits of its HMAC-SHA256 of a fixed text."""
        return hmac.digest(bytes.fromhex(key), self.marked, "sha256").hex()[:16]

    def refuse_other(self, data: Path, marks: Collection[str], *, needed: bool = False) -> None:
        """Raises CxError, with the way back, where the key is missing or none of those with these marks.

        `needed` is whether something was made with it that says no mark.
        """
        path = data / self.file
        if not marks and not needed:
            return
        if not path.is_file():
            raise CxError(f"{path} is missing, {self.bound}. {self.back}")
        if not set(marks) <= self._stands_for(path):
            raise CxError(f"{path} holds another key than the one with which {self.whose} was made. {self.back}")

    def renew(self, data: Path, marks: Collection[str]) -> Path | None:
        """A new key in the place of a lost one; the marks of the old stay beside it, so that work can go on.

        Returns where the one that stood there is kept now, None where there was none.
        """
        path = data / self.file
        old = sorted({*marks, *(_accepted(path) if path.is_file() else ())})
        before = None
        if path.is_file():
            before = _free_name(path)
            write_whole(before, path.read_bytes())
        write_whole(path, "\n".join([secrets.token_hex(32), *(f"{_INSTEAD_OF}{mark}" for mark in old)]) + "\n")
        return before

    def save(self, data: Path, target: Path, marks: Collection[str]) -> None:
        """Write a copy of the key, its owner's alone. Raises CxError where there is no key, or none with these marks,
        and where there is such a file already.
        """
        path = data / self.file
        self.refuse_other(data, marks)
        if not path.is_file():
            raise CxError(f"There is no key in {data} yet: {self.first} makes it.")
        if target.exists():
            raise CxError(f"{target} is there already, and nothing is written over it. Choose another name.")
        self.read(path)
        write_whole(target, path.read_bytes())

    def restore(self, data: Path, source: Path, marks: Collection[str]) -> Path | None:
        """Put a kept copy of the key back; returns where the one that stood there is kept now, None for none.

        Raises CxError for a file that is no key, and for one without these marks.
        """
        if not source.is_file():
            raise CxError(f"{source.name} is not there. Check the name and the folder.")
        self.read(source)
        if not set(marks) <= self._stands_for(source):
            raise CxError(f"{source.name} holds another key than that of {self.whose}. Nothing was changed.")
        path, content = data / self.file, source.read_bytes()
        before = None
        if path.is_file() and path.read_bytes() != content:
            before = _free_name(path)
            write_whole(before, path.read_bytes())
        write_whole(path, content)
        return before

    def _stands_for(self, path: Path) -> set[str]:
        """The marks of a key and of the lost keys in whose place it stands."""
        return {self.mark(self.read(path)), *_accepted(path)}


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.before-{number}") for number in range(1, 1000))
    return next(name for name in names if not name.exists())


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="ascii", errors="replace").strip().splitlines() or [""]


def _accepted(path: Path) -> set[str]:
    """The marks of the lost keys in whose place a key stands."""
    return {line.removeprefix(_INSTEAD_OF) for line in _lines(path)[1:] if line.startswith(_INSTEAD_OF)}
