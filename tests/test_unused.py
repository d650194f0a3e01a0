"""Nothing waits in the code for a caller: the names vulture finds unused are those whose line says who calls them."""

import tomllib

from tests.conftest import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["vulture"]


def test_every_name_has_a_caller_or_a_line_that_says_who_calls_it() -> None:
    from vulture import Vulture

    finder = Vulture()
    finder.scavenge([str(ROOT / path) for path in SETTINGS["paths"]])
    unused = {item.name for item in finder.get_unused_code(min_confidence=SETTINGS["min_confidence"])}
    assert unused - set(SETTINGS["ignore_names"]) == set(), "no caller, and no line that says who it is"
    assert set(SETTINGS["ignore_names"]) - unused == set(), "listed, and called all the same: the line goes"
