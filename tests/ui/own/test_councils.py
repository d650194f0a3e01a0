"""The Data page asks where files of several councils, or of the sample, stand in one store."""

from pathlib import Path

import pytest

from cxdata.data_folder.councils import Holding, doubt_of
from cxdata.ingest.load.build import load_files
from tests.ingest.councils.mixed import make_mixed
from tests.ui.conftest import OpenPage, words_on

LAYOUT = """
name = "crm"
title = "Own cases"
system = "crm"
[recognise]
headers = ["Ref", "Opened", "Ward"]
[[table]]
table = "contacts"
[table.fields.contact_id]
from = "Ref"
[table.fields.received_at]
from = "Opened"
[table.fields.ward_code]
from = "Ward"
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a layout of one's own."""
    (tmp_path / "data" / "profiles").mkdir(parents=True)
    (tmp_path / "data" / "profiles" / "crm.toml").write_text(LAYOUT, encoding="utf-8")
    return tmp_path / "data"


def cases(folder: Path, name: str, *wards: str) -> Path:
    """An export with one case a ward."""
    path = folder / name
    rows = [f"{name}{number},2026-03-02,{ward}" for number, ward in enumerate(wards)]
    path.write_text("\n".join(["Ref,Opened,Ward", *rows]) + "\n", encoding="utf-8")
    return path


def test_files_of_two_councils_are_asked_about(open_page: OpenPage, data: Path, tmp_path: Path) -> None:
    first = cases(tmp_path, "alder.csv", "Mill", "Quay", "Hill", "Dale")
    second = cases(tmp_path, "birch.csv", "Elm", "Oak", "Ash")
    load_files([first, second], data=data)
    app = open_page("data", data=data)
    (asked,) = [warning.value.replace("\\", "") for warning in app.warning]
    assert asked.startswith("These files seem to be of 2 councils")
    assert "alder.csv (4 wards, such as Dale); birch.csv (3 wards, such as Ash)" in asked
    assert "Keep both only where that is meant; else remove the files of one." in asked


def test_files_of_one_council_are_not(open_page: OpenPage, data: Path, tmp_path: Path) -> None:
    load_files([cases(tmp_path, "alder.csv", "Mill", "Quay"), cases(tmp_path, "more.csv", "Mill", "Hill")], data=data)
    assert not open_page("data", data=data).warning


def test_the_sample_among_ones_own_is_said_on_every_page(open_page: OpenPage, data: Path, tmp_path: Path) -> None:
    files = [cases(tmp_path, "alder.csv", "Mill", "Quay", "Hill", "Dale"), cases(tmp_path, "more.csv", "Mill")]
    load_files(files, data=data)
    make_mixed(data, "more.csv", "engagement_log.csv")
    app = open_page("overview", data=data)
    assert words_on(app).count(doubt_of(Holding.BOTH)) == 1
    said = words_on(open_page("data", data=data))
    assert (
        "from an earlier version of this program: engagement_log.csv. Remove them, and the figures are your own."
        in said
    )
