"""Names that every system takes, Windows too."""

import re

_LONGEST = 120
_PORTS = {f"{port}{number}" for port in ("COM", "LPT") for number in range(10)}
_DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *_PORTS}


def safe_name(name: str) -> str:
    """A file's name, as somebody else's system gave it, made one that any system takes: no path, no device of Windows
    (CON, COM1), no dot or space at its end, at most 120 characters with its ending kept.
    """
    name = re.sub(r'[\x00-\x1f<>:"|?*]', "_", re.split(r"[/\\]", name)[-1]).strip().rstrip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name.encode()) > _LONGEST:
        ending = ending[:12] if dot else ""
        name = f"{_cut(stem or name, _LONGEST - 13)}{dot}{ending}"
    return f"_{name}" if is_reserved(name) else name or "file"


def _cut(text: str, most: int) -> str:
    """As much of a text as takes `most` bytes."""
    return text.encode()[:most].decode(errors="ignore")


def is_reserved(name: str) -> bool:
    """Whether Windows takes a name, whatever its ending, for a device."""
    return name.split(".")[0].strip().upper() in _DEVICES
