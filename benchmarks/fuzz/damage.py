"""A file damaged at random: in its bytes, or in those of a file inside it, so that the damage lies deeper."""

import io
import random
import zipfile

# What stands where damage does most: numbers at the ends of what they can be, marks that open and close, odd bytes.
_BITS = (
    *(b"9223372036854775808", b"18446744073709551616", b"999999999", b"1000000000", b"-1", b"0", b"1e400", b"NaN"),
    *(
        b"\0",
        b"\0\0\0\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x80",
        b"\xed\xa0\x80",
        b"\x1f\x8b",
        b"PK\x03\x04",
        b"\\ud800",
    ),
    *(b'"', b"'", b'""', b",", b"\n", b"\r", b"\r\n\r\n", b"{", b"}", b"[", b"]", b"[" * 3_000, b'{"a":' * 3_000),
    *(
        b"null",
        b"true",
        b"[]",
        b"{}",
        b"<",
        b">",
        b"&e;",
        b"</",
        b"<table>",
        b"<!DOCTYPE x [<!ENTITY e 'x'>]>",
        b"<c/>",
    ),
    *(b'r="A999999999"', b'r="ZZZZZZ1"', b' table:number-rows-repeated="1000000000"', b"," * 5_000, b"x" * 50_000),
)


def damage(rng: random.Random, content: bytes) -> bytes:
    """The content with one to four faults."""
    if content[:2] == b"PK" and rng.random() < 0.7 and (inside := _inside(rng, content)) is not None:
        return inside
    for _ in range(rng.randint(1, 4)):
        content = _one_fault(rng, content)
    return content


def _one_fault(rng: random.Random, content: bytes) -> bytes:
    start = rng.randint(0, len(content))
    end = min(len(content), start + rng.choice((1, 1, 4, 30, 1_000)))
    match rng.randrange(7):
        case 0:
            return content[:start]
        case 1:
            return content[:start] + rng.randbytes(end - start) + content[end:]
        case 2:
            return content[:start] + content[end:]
        case 3:
            return content[:end] + content[start:end] * rng.randint(1, 3) + content[end:]
        case 4:
            return content[:start] + rng.choice(_BITS) + content[end:]
        case 5:
            return content[start:] + content[:start]
    return content[:start] + rng.choice(_BITS) + content[start:]


def _inside(rng: random.Random, content: bytes) -> bytes | None:
    """An archive packed again with one of its files damaged; None where it cannot be unpacked."""
    written = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
        return None
    if not members:
        return None
    # The largest holds the table.
    name = max(members, key=lambda member: len(members[member])) if rng.random() < 0.7 else rng.choice(list(members))
    for _ in range(rng.randint(1, 4)):
        members[name] = _one_fault(rng, members[name])
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, inner in members.items():
            archive.writestr(member, inner)
    return written.getvalue()
