"""show --picture: the picture holds the figures of the files, recounted here, and says whose they are."""

import io
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.terminal import run
from tests.measures.raw import table

YEAR = ("--from", "2025-04-01", "--to", "2026-03-31")


def words_of(path: Path) -> list[str]:
    """The texts of a picture."""
    return [" ".join(text.itertext()) for text in ET.parse(path).iter("{http://www.w3.org/2000/svg}text")]


def test_the_picture_holds_what_is_counted_in_the_files(sample_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "satisfied.svg"
    done = run(sample_data, "show", "satisfied", "--by", "channel", *YEAR, "--picture", str(path))
    assert (done.code, done.out) == (0, "")
    answers, satisfied = Counter(), Counter()
    for row in table("responses"):
        if row["financial_year"] == "2025/26":
            answers[row["channel"]] += 1
            satisfied[row["channel"]] += row["score_given"] >= 4
    shown = words_of(path)
    assert any(text.startswith(f"{100 * satisfied['phone'] / answers['phone']:.1f}%") for text in shown)
    assert f"Council {100 * satisfied.total() / answers.total():.1f}%" in shown
    assert any(text.startswith(f"Of {answers.total():,} answers to the question.") for text in shown)
    assert {"2025/26", "Invented figures of a sample council.", "Source: survey_answers.csv."} <= set(shown)


def test_a_png_is_as_wide_as_a_slide(sample_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "contacts.PNG"
    assert run(sample_data, "show", "contacts", "--by", "service", "--picture", str(path)).code == 0
    assert Image.open(io.BytesIO(path.read_bytes())).width == 1920


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("--picture", "a.pdf", "--by", "channel"), "A picture is written as .svg or .png, not as '.pdf'."),
        (("--picture", "a.svg"), "A picture shows one split other than time, such as --by channel."),
        (("--picture", "a.svg", "--by", "month"), "A picture shows one split other than time, such as --by channel."),
        (("--picture", "/nowhere/a.svg", "--by", "channel"), "/nowhere/a.svg cannot be written"),
    ],
)
def test_what_cannot_be_drawn_is_said(sample_data: Path, asked: tuple[str, ...], sentence: str) -> None:
    done = run(sample_data, "show", "satisfied", *asked)
    assert done.code == 1
    assert sentence in done.err
