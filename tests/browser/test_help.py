"""The guides as PDF are one page each."""

import io
from pathlib import Path

import pypdfium2
import pytest

from cxdata.papers.guides import TITLES
from tests.cli.terminal import run


@pytest.mark.parametrize("reader", TITLES)
def test_each_guide_is_one_page_as_pdf(tmp_path: Path, reader: str) -> None:
    out = tmp_path / "guide.pdf"
    done = run(tmp_path, "guide", reader, "--out", out)
    assert (done.code, done.out) == (0, f"Written: {out}.\n")
    file = pypdfium2.PdfDocument(io.BytesIO(out.read_bytes()))
    assert len(file) == 1
    assert TITLES[reader] in file[0].get_textpage().get_text_bounded()
