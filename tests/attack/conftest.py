"""The rows of the sample council that the attack is about, read once."""

import pytest

from cxdata.store import Store
from tests.attack.rows import TABLES, Rows, read_rows


@pytest.fixture(scope="session")
def tables_of_rows(store: Store) -> dict[str, Rows]:
    """The rows of contacts, survey answers and complaints."""
    return {table: read_rows(store, table) for table in TABLES}
