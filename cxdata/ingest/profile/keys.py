"""Customer references become keyed hashes: the same customer, the same number; nobody can walk back from it."""

from pathlib import Path

from cxdata.own_files.secret import SecretKey

CUSTOMER_KEY = SecretKey(
    file="customer.key",
    marked=b"which customer key",
    bound="with which the customers of this store were made unknown",
    whose="this store",
    first="the first load",
    back="Put the key back: python -m cxdata key restore FILE, from the copy that you keep, or python -m cxdata "
    "restore FILE, from a backup of the whole folder. Where no copy is left: python -m cxdata key new; customers in "
    "files loaded from then on are then counted anew, beside those already loaded.",
)
"""The key without which the same customer would be counted as another in new files."""
# In `meta` of a store: which key its customers were made unknown with.
KEY_MARK = "key_mark"


def customer_key(data: Path) -> str:
    """The data folder's own secret, made at the first load: 32 random bytes as 64 hexadecimal digits, mode 0600."""
    return CUSTOMER_KEY.get(data)


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
    return keyed_number_sql(f"upper({text})", "customer_key")


def keyed_number_sql(text: str, key: str) -> str:
    """SQL for a number of 64 bits out of a text, by the key that is bound as `key`: the first 16 hex digits of SHA-256.

    Who has not the key can neither walk back from it nor try whether a text is behind it.
    """
    return f"('0x' || left(sha256(unhex(${key}) || encode({text})), 16))::ubigint"
