"""The council's own settings, from council.toml.

`Council` is everything an officer may set, each part with its default; `read_council` reads the file and refuses, in a
sentence with the nearest name, what is no setting or cannot be.
"""

from cxdata.council.model import (
    BASES,
    FILE_NAME,
    NATIONS,
    PROVIDER_KINDS,
    Council,
    Event,
    OtherCouncils,
    Provider,
    Redaction,
    Revision,
    SameDefinition,
    Target,
    Tracking,
    UnitCost,
)
from cxdata.council.read import read_council

__all__ = [
    "BASES",
    "FILE_NAME",
    "NATIONS",
    "PROVIDER_KINDS",
    "Council",
    "Event",
    "OtherCouncils",
    "Provider",
    "Redaction",
    "Revision",
    "SameDefinition",
    "Target",
    "Tracking",
    "UnitCost",
    "read_council",
]
