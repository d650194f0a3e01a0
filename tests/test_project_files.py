"""What surrounds the code says the same everywhere: checks before a commit, in CI and in the task file."""

import re

from tests.conftest import ROOT

CI = (ROOT / ".ci" / "run").read_text("utf-8")
TASKS = {"help", "run", "check", "test", "docs", "golden", "sample"}


def commands(text: str, pattern: str) -> set[str]:
    """Name and first word after it of each tool that is called from .venv, such as "ruff check"."""
    return {" ".join(line.split()[:2]).removesuffix(" --no-logo") for line in re.findall(pattern, text, re.MULTILINE)}


def test_the_hooks_before_a_commit_are_the_checks_of_ci() -> None:
    in_ci = commands(CI, r"^check \.venv/bin/(.+)$")
    hooks = commands((ROOT / ".pre-commit-config.yaml").read_text("utf-8"), r"entry: \.venv/bin/(.+)$")
    assert hooks == in_ci == {"ruff check", "ruff format", "lint-imports", "mypy", "vulture"}


def test_the_task_file_has_every_task_with_a_line_of_help_and_checks_what_ci_checks() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    assert set(re.findall(r"^([a-z]+):.*## \S", text, re.MULTILINE)) == TASKS
    assert re.search(r"^check:.*\n\t\.ci/run$", text, re.MULTILINE)


def test_the_parts_of_the_tests_that_the_guide_names_are_the_markers() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"^\| `([a-z]+)` \|", guide, re.MULTILINE))
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    markers = set(re.findall(r'^    "([a-z]+): ', settings, re.MULTILINE))
    assert named == {"unit", "store", "pages", "browser", "real"}
    assert markers <= named


def test_every_page_that_a_document_points_to_is_there() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    missing = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert missing == []


def test_the_report_on_packages_names_what_is_pinned_each_with_a_licence() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = set(re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.MULTILINE))
    report = (ROOT / "docs" / "packages.md").read_text("utf-8")
    listed = re.findall(r"^\| ([\w.-]+) \| ([\w.]+) \| (\w[^|]+) \|$", report, re.MULTILINE)
    assert {(name, version) for name, version, _ in listed if name != "package"} == pinned
