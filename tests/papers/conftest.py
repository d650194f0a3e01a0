"""Papers of the sample council, made once for all tests of this folder."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.kept import Paper
from cxdata.papers.meeting.making import make_paper
from tests.documents.conftest import libreoffice

__all__ = ["libreoffice"]

DAY = date(2026, 12, 8)
NOW = datetime(2026, 11, 27, 17, 20, 5)


@pytest.fixture(scope="session")
def papers_data(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample council's folder, into which papers are made."""
    return Path(shutil.copytree(sample_data, tmp_path_factory.mktemp("papers") / "data"))


@pytest.fixture(scope="session")
def members_paper(papers_data: Path) -> Paper:
    """The paper for members, as the product would make it, with an officer's words."""
    words = {"advice": "Note the report.\nAsk for a plan by March 2027.", "summary": "Written by an officer."}
    asked = Asked("Scrutiny Committee", DAY, item="7. Customer experience", author="An officer", words=words)
    return make_paper(papers_data, asked, now=NOW).paper


@pytest.fixture(scope="session")
def public_paper(edition_data: Path) -> Paper:
    """The paper for everybody, of a folder whose store nobody can read."""
    return make_paper(edition_data, Asked("Scrutiny Committee", DAY, "public"), now=NOW).paper
