"""A settings file, a layout or a list with brackets in brackets deeper than Python can follow: refused in words."""

import pytest

from cxdata.council.read import read_council
from cxdata.errors import CxError
from cxdata.ingest.areas.layouts import load_layouts
from cxdata.ingest.history.verdicts import read_verdicts
from cxdata.ingest.profile.toml.read import from_toml

DEEP = f"a = {'[' * 20_000}"
READERS = {
    "council.toml": lambda folder: read_council(folder),
    "boundaries.toml": lambda folder: load_layouts(folder),
    "comments.toml": lambda folder: read_verdicts(folder),
    "layout.toml": lambda folder: from_toml((folder / "layout.toml").read_text("utf-8"), name="layout"),
}


@pytest.mark.parametrize("name", READERS)
def test_brackets_in_brackets_without_end_are_refused_in_words(tmp_path, name):
    (tmp_path / name).write_text(DEEP, encoding="utf-8")
    with pytest.raises(CxError, match=f"{name}.* cannot be read"):
        READERS[name](tmp_path)


@pytest.mark.parametrize("name", ["boundaries.toml", "comments.toml"])
def test_a_list_saved_in_another_encoding_is_refused_in_words(tmp_path, name):
    (tmp_path / name).write_bytes("# £\n".encode("cp1252"))
    with pytest.raises(CxError, match=f"{name} in the data folder cannot be read"):
        READERS[name](tmp_path)
