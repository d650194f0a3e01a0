"""A LibreOffice for the tests that open documents with it."""

import pytest

import start
from tests.documents import office


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """A LibreOffice that is whole; without one the test fails in CI, and skips elsewhere."""
    found = office.find_office()
    if not found and start.IN_CI:
        pytest.fail(start.NO_OFFICE, pytrace=False)
    if not found:
        pytest.skip(start.NO_OFFICE)
    return found
