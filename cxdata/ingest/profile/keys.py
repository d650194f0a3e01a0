"""Customer references become keyed hashes: the same customer, the same number; nobody can walk back from it."""

import hmac
import re
import secrets
from collections.abc import Collection
from pathlib import Path

from cxdata.errors import CxError
from cxdata.own_files import write_whole

KEY_FILE = "customer.key"
# In `meta` of a store: which key its customers were made unknown with.
KEY_MARK = "key_mark"
_INSTEAD_OF = "instead of "
_BACK = (
    "Put the key back: python -m cxdata key restore FILE, from the copy that you keep, or python -m cxdata restore "
    "FILE, from a backup of the whole folder. Where no copy is left: python -m cxdata key new; customers in files "
    "loaded from then on are then counted anew, beside those already loaded."
)


def customer_key(data: Path) -> str:
    """The data folder's own secret, made at the first load: 32 random bytes as 64 hexadecimal digits, mode 0600."""
    path = data / KEY_FILE
    if not path.is_file():
        write_whole(path, secrets.token_hex(32) + "\n", encoding="ascii")
    return read_key(path)


def read_key(path: Path) -> str:
    """The key in a file. Raises CxError where there is none in it."""
    key = _lines(path)[0]
    if not re.fullmatch(r"[0-9a-f]{64}", key):
        raise CxError(f"{path} does not hold a key of 64 hexadecimal digits. {_BACK}")
    return key


def mark_of(key: str) -> str:
    """What tells one key from another and gives neither away: sixteen digits of its HMAC-SHA256 of a fixed text."""
    return hmac.digest(bytes.fromhex(key), b"which customer key", "sha256").hex()[:16]


def refuse_other_key(data: Path, marks: Collection[str], *, has_customers: bool = False) -> None:
    """Raises CxError, with the way back, where the key is missing or none of those with these marks: the same customer
    would be counted as another in new files. A store from before there were marks may have customers all the same.
    """
    path = data / KEY_FILE
    if not marks and not has_customers:
        return
    if not path.is_file():
        raise CxError(f"{path} is missing, with which the customers of this store were made unknown. {_BACK}")
    if not set(marks) <= {mark_of(read_key(path)), *_accepted(path)}:
        raise CxError(f"{path} holds another key than the one with which this store was made. {_BACK}")


def new_key(data: Path, marks: Collection[str]) -> Path | None:
    """A new key in the place of a lost one; the marks of the old stay beside it, so that loads are taken again.

    Returns where the one that stood there is kept now, None where there was none.
    """
    path = data / KEY_FILE
    old = sorted({*marks, *(_accepted(path) if path.is_file() else ())})
    before = None
    if path.is_file():
        before = _free_name(path)
        write_whole(before, path.read_bytes())
    write_whole(path, "\n".join([secrets.token_hex(32), *(f"{_INSTEAD_OF}{mark}" for mark in old)]) + "\n")
    return before


def save_key(data: Path, target: Path, marks: Collection[str]) -> None:
    """Write a copy of the key, its owner's alone. Raises CxError where there is no key, or not that of the store's
    versions, which have these marks, and where there is such a file already.
    """
    path = data / KEY_FILE
    refuse_other_key(data, marks)
    if not path.is_file():
        raise CxError(f"There is no key in {data} yet: the first load makes it.")
    if target.exists():
        raise CxError(f"{target} is there already, and nothing is written over it. Choose another name.")
    read_key(path)
    write_whole(target, path.read_bytes())


def restore_key(data: Path, source: Path, marks: Collection[str]) -> Path | None:
    """Put a kept copy of the key back; returns where the one that stood there is kept now, None where there was none.

    Raises CxError for a file that is no key, and for the key of another store.
    """
    if not source.is_file():
        raise CxError(f"{source.name} is not there. Check the name and the folder.")
    if not set(marks) <= {mark_of(read_key(source)), *_accepted(source)}:
        raise CxError(f"{source.name} holds another key than that of this store. Nothing was changed.")
    path, content = data / KEY_FILE, source.read_bytes()
    before = None
    if path.is_file() and path.read_bytes() != content:
        before = _free_name(path)
        write_whole(before, path.read_bytes())
    write_whole(path, content)
    return before


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.before-{number}") for number in range(1, 1000))
    return next(name for name in names if not name.exists())


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="ascii", errors="replace").strip().splitlines() or [""]


def _accepted(path: Path) -> set[str]:
    """The marks of the lost keys in whose place a key stands."""
    return {line.removeprefix(_INSTEAD_OF) for line in _lines(path)[1:] if line.startswith(_INSTEAD_OF)}


# A reference is one word with a digit in it, or a word and a number ("ID 123"). Some such are somebody's: a telephone
# or NI number, a postcode, a vehicle.
_REFERENCE = r"^[A-Za-z0-9_/.:#-]*[0-9][A-Za-z0-9_/.:#-]*$|^[A-Za-z]{1,12} [#:]?[A-Za-z0-9-]*[0-9][A-Za-z0-9-]*$"
_SOMEBODYS = (
    r"(?i)^(\+|00)?(44|0)[1-9][0-9]{8,9}$|^[A-Z]{2} ?[0-9]{6}[A-D]$|^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$|"
    r"^[A-Z]{2}[0-9]{2} ?[A-Z]{3}$|^(uprn|nhs|dob|tel|mob|mobile|nino|reg) "
)


def reference_sql(text: str) -> str:
    """SQL for a system's own reference as it is kept: as it stands, or hashed where it may be somebody's."""
    # At most nine digits, after one letter or none, are nobody's, and are told in a third of the time of the patterns.
    number = f"regexp_full_match({text}, '[A-Za-z]?[0-9]{{1,9}}')"
    plain = f"regexp_matches({text}, '{_REFERENCE}') and not regexp_matches({text}, '{_SOMEBODYS}')"
    return f"case when {number} or ({plain}) then {text} else 'h' || {hash_sql(text)}::varchar end"


def hash_sql(text: str) -> str:
    """SQL for the keyed hash of a reference, bound to $customer_key: the first 16 hex digits of SHA-256 as a number.

    The same reference in two systems (the CRM and its survey) gives the same number, so that they can be joined.
    """
    return f"('0x' || left(sha256(unhex($customer_key) || encode(upper({text}))), 16))::ubigint"
