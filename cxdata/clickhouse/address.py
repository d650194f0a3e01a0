"""Where a store past one laptop is: the words of CX_STORE."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from cxdata.errors import CxError, suggest_nearest

KINDS = ("chdb", "clickhouse", "clickhouses")
DATABASE = "cx"
EVERY = "*"
"""The council of an address that means all of them together."""
_CHOICES = ("council", "database")
_FORM = (
    "Write it as clickhouse://USER@HOST:8123/DATABASE?council=NAME (clickhouses:// with TLS), or chdb:///FOLDER for an "
    "engine inside this program."
)


@dataclass(frozen=True)
class Address:
    """An engine, a database in it and the council whose rows are asked ("" for those of all).

    `host` and `port` are those of a server, `folder` that of an engine inside this process.
    """

    kind: str
    host: str
    port: int
    user: str
    folder: str
    database: str
    council: str

    @property
    def words(self) -> str:
        """What may be shown of it."""
        where = self.folder if self.kind == "chdb" else f"{self.host}:{self.port}/{self.database}"
        return f"{self.kind}://{where}" + (f"?council={self.council}" if self.council else "")


def read_address(text: str) -> Address:
    """The parts of an address. Raises CxError where it is none, and where it holds a password: that has its own place,
    CX_STORE_PASSWORD, because an address is shown and written down.
    """
    parts = urlsplit(text)
    if parts.scheme not in KINDS:
        raise CxError(f"CX_STORE names no store that is known. {_FORM}")
    if parts.password:
        raise CxError("CX_STORE holds a password. Put it into CX_STORE_PASSWORD.")
    chosen = parse_qs(parts.query, keep_blank_values=True)
    if unknown := sorted(set(chosen) - set(_CHOICES)):
        raise CxError(f"CX_STORE has no choice '{unknown[0]}'. {suggest_nearest(unknown[0], _CHOICES)}")
    council = chosen.get("council", [""])[0]
    if parts.scheme == "chdb":
        if not parts.path.strip("/"):
            raise CxError(f"CX_STORE names no folder. {_FORM}")
        return Address("chdb", "", 0, "", unquote(parts.path), _name(chosen.get("database", [DATABASE])[0]), council)
    if not parts.hostname:
        raise CxError(f"CX_STORE names no host. {_FORM}")
    try:
        port = parts.port or (8443 if parts.scheme == "clickhouses" else 8123)
    except ValueError:
        raise CxError(f"CX_STORE names no port that is a number. {_FORM}") from None
    database = _name(parts.path.strip("/") or DATABASE)
    return Address(parts.scheme, parts.hostname, port, unquote(parts.username or "default"), "", database, council)


def _name(database: str) -> str:
    """A database's name, which is written into statements. Raises CxError where it is none."""
    if not (database.isascii() and database.isidentifier()):
        raise CxError(f"'{database}' is not the name of a database: letters, digits and underscores.")
    return database
