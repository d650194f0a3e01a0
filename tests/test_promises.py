"""The parts of the tests, and the sentence about what could not be tested."""

import re

import pytest

from tests.conftest import ABSENT, ROOT
from tests.promises import PARTS, PROMISES, part_of, say_untested


@pytest.mark.parametrize(
    ("file", "fixtures", "parts"),
    [
        ("stats/test_proportions.py", ["shared_vectors"], ("unit",)),
        ("charts/test_dots.py", [], ("unit",)),
        ("charts/test_results.py", [], ("store",)),
        ("ingest/checks/test_rules.py", [], ("store",)),
        ("ingest/checks/test_rules.py", ["shared_real"], ("real",)),
        ("ui/test_pages.py", ["sample_data"], ("pages",)),
        ("browser/test_pages.py", [], ("browser",)),
        ("browser/test_real_files.py", ["shared_real"], ("browser", "real")),
    ],
)
def test_a_folder_says_which_part_a_test_belongs_to(file: str, fixtures: list[str], parts: tuple[str, ...]) -> None:
    assert part_of(file, fixtures) == parts


def test_every_folder_that_is_named_is_there() -> None:
    assert [name for name in PARTS if not (ROOT / "tests" / name).exists()] == []


@pytest.mark.parametrize("kind", PROMISES)
def test_every_file_that_takes_outside_material_says_what_it_promises(kind: str) -> None:
    # A fixture of a folder's conftest may hand the material on under another name: `opg` and `loaded` do.
    handed_on = {"real": ("analysis/test_satisfaction_definitions.py", "real/test_known_answers_show_figures.py")}
    taking = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if re.search(rf"\bshared_{kind}\b(?!\")", path.read_text(encoding="utf-8"))
    } | {f"tests/{name}" for name in handed_on.get(kind, ())}
    assert set(PROMISES[kind]) == taking - {"tests/test_promises.py"}


def test_what_could_not_be_tested_is_said_once_for_each_kind() -> None:
    boston, show = "tests/ingest/read/test_readers.py", "tests/real/test_known_answers_load.py"
    assert say_untested(
        [("vectors", "tests/stats/test_rates.py"), ("real", show), ("real", boston), ("real", show)]
    ) == [
        "NOT TESTED (no ../shared/real): known answers of Boston 2015 and Vancouver's calls, read; "
        "known answers of every real export, loaded.",
        "NOT TESTED (no ../shared/vectors): Public Health England's rates.",
    ]
    assert say_untested([]) == []


def test_the_reason_of_a_skip_names_the_folder_that_is_absent() -> None:
    reason = ("tests/conftest.py", 40, "Skipped: needs ../shared/real, which is not beside this project")
    assert ABSENT.search(str(reason))[1] == "real"
