"""A council.toml that cannot be read: what works without it works, and says so; what needs it is refused."""

import pytest

from cxdata.cli.main import main
from cxdata.errors import CxError
from tests.ingest.loading import HEADER
from tests.kept.conftest import C, references

BROKEN = "council.toml cannot be read: what is wrong stands on line 1"


@pytest.mark.parametrize("words", [["status"], ["checks"], ["undo"], ["profile", "list"], ["profiles"]])
def test_what_needs_no_settings_works_and_says_that_they_are_broken(folder, capsys, words):
    (folder.data / "council.toml").write_text("name = Quarnmere\n", encoding="utf-8")
    assert main(["--data", str(folder.data), *words]) == 0
    said = capsys.readouterr().err
    assert BROKEN in said
    assert "This command went on without them; others will not." in said


def test_a_load_is_refused(folder):
    (folder.data / "council.toml").write_text("name = Quarnmere\n", encoding="utf-8")
    with pytest.raises(CxError, match=BROKEN):
        folder.load_one("c.csv", HEADER, C)
    assert references(folder) == ["A1", "A2"]
