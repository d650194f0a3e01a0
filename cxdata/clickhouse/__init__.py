"""A store past one laptop: ClickHouse asked in DuckDB's words (docs/scale.md, docs/decisions/clickhouse.md).

A statement is written once, for DuckDB, by the registry. `translate` makes ClickHouse's text of it, `engine` asks and
gives back what DuckDB would, `copy` brings a store there. Nothing else of the product knows of it, and nothing here is
imported before CX_STORE or the command `copy` names a place: a laptop pays nothing for it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cxdata.errors import CxError

if TYPE_CHECKING:
    from cxdata.clickhouse.engine import ClickHouse

__all__ = ["copy_to", "open_engine", "version_at"]


def open_engine(place: str) -> "ClickHouse":
    """The engine at a place such as CX_STORE names. Raises CxError where it is none, cannot be reached or is empty."""
    with _libraries():
        from cxdata.clickhouse.address import read_address
        from cxdata.clickhouse.engine import ClickHouse, transport_to

        address = read_address(place)
        return ClickHouse(transport_to(address), address)


def version_at(place: str) -> str:
    """Which version of the store stands at a place now. Raises CxError as `open_engine` does."""
    with _libraries():
        from cxdata.clickhouse.address import read_address
        from cxdata.clickhouse.engine import transport_to
        from cxdata.clickhouse.meta import read_meta
        from cxdata.form import VERSION_KEY

        address = read_address(place)
        return read_meta(transport_to(address), address)[VERSION_KEY]


def copy_to(place: str, store: Path, council: str) -> tuple[str, Mapping[str, int]]:
    """Copy a store's file to a place under a council's name: the place in words, and how many rows of each table.

    Raises CxError where the place is none or takes nothing.
    """
    with _libraries():
        from cxdata.clickhouse.address import read_address
        from cxdata.clickhouse.copy import copy_store
        from cxdata.clickhouse.engine import transport_to

        address = read_address(place)
        return address.words, copy_store(store, transport_to(address, new=True), address, council)


@contextmanager
def _libraries() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as missing:
        if missing.name not in ("sqlglot", "chdb"):
            raise
        raise CxError(
            f"A store on ClickHouse needs the library {missing.name}: python -m pip install -r "
            "requirements-clickhouse.txt"
        ) from None
