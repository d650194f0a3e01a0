"""Customer references become keyed hashes: the same customer, the same number; nobody can walk back from it."""

import os
import re
import secrets
from pathlib import Path

from cxdata.errors import CxError

KEY_FILE = "customer.key"


def customer_key(data: Path) -> str:
    """The data folder's own secret, made at the first load: 32 random bytes as 64 hexadecimal digits, mode 0600."""
    path = data / KEY_FILE
    if not path.is_file():
        data.mkdir(parents=True, exist_ok=True)
        partial = data / f".{KEY_FILE}.part"
        partial.unlink(missing_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
        partial.replace(path)
    key = path.read_text(encoding="ascii", errors="replace").strip()
    if not re.fullmatch(r"[0-9a-f]{64}", key):
        raise CxError(
            f"{path} does not hold a key of 64 hexadecimal digits. Put the key back from your copy; without it "
            "customers in new files cannot be matched with those already loaded."
        )
    return key


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
