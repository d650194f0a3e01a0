"""The shared store of the sample council: one for each state of what it is built from, and never half of one."""

from pathlib import Path

import pytest

from tests import sample_store as shared


def write(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "built").write_text("whole", encoding="utf-8")


def fail(folder: Path) -> None:
    write(folder)
    raise RuntimeError("half way")


def test_what_is_there_is_not_built_again(tmp_path: Path) -> None:
    made = shared.build_once(tmp_path / "sample-a", write)
    assert shared.build_once(tmp_path / "sample-a", fail) == made
    assert (made / "built").read_text(encoding="utf-8") == "whole"


def test_a_build_that_fails_leaves_nothing_under_the_name(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="half way"):
        shared.build_once(tmp_path / "sample-a", fail)
    assert not (tmp_path / "sample-a").exists()
    assert shared.build_once(tmp_path / "sample-a", write).is_dir()


def test_the_last_two_states_are_kept(tmp_path: Path) -> None:
    for state in ("a", "b", "c"):
        shared.build_once(tmp_path / f"sample-{state}", write)
    assert sorted(path.name for path in tmp_path.glob("sample-*")) == ["sample-b", "sample-c"]


def test_the_digest_covers_what_loading_reads_and_not_what_draws_it() -> None:
    names = {path.relative_to(shared.ROOT).as_posix() for path in shared._sources()}
    assert {"cxdata/contract/contacts.py", "cxdata/ingest/load/build.py", "sample_data/council.toml"} <= names
    assert "cxdata/ingest/profile/layouts/sample/sample-crm.toml" in names
    assert not [name for name in names if name.startswith(("cxdata/charts", "cxdata/ui"))]


def test_a_module_inside_a_named_part_or_on_the_way_to_one_is_covered() -> None:
    assert shared._covered("ingest.read.csv_file")
    assert shared._covered("stats")
    assert not shared._covered("stats.forecast")
    assert not shared._covered("charts")
