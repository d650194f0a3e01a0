"""Layouts as TOML (docs/profiles.md): `from_toml` reads one and says what is wrong in it, `to_toml` writes one."""

from cxdata.ingest.profile.toml.read import from_toml
from cxdata.ingest.profile.toml.write import to_toml

__all__ = ["from_toml", "to_toml"]
