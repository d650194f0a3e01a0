"""The list of figures typed out of papers: a readable CSV in the data folder, changed as a whole or not at all."""

import csv
from collections.abc import Sequence
from dataclasses import astuple, fields, replace
from datetime import date
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.papers.clashes import refuse_clash, refuse_missing
from cxdata.ingest.papers.figure import PaperFigure, check
from cxdata.ingest.privacy.redaction import Redactor
from cxdata.own_files import changing, write_whole
from cxdata.spreadsheets import csv_text, without_mark

FILE_NAME = "paper_figures.csv"
_NAMES = tuple(field.name for field in fields(PaperFigure))
HEADINGS = tuple(name.capitalize().replace("_", " ") for name in _NAMES)


def read(data: Path) -> tuple[PaperFigure, ...]:
    """The figures typed so far, in the order in which they were typed.

    Raises CxError, naming the line, where the list was changed by hand to something that cannot be read.
    """
    path = data / FILE_NAME
    if not path.is_file():
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [[without_mark(cell) for cell in line] for line in csv.reader(file)]
    except UnicodeDecodeError:
        raise CxError(
            f"{FILE_NAME} was saved in another encoding than UTF-8. Save it from Excel as 'CSV UTF-8'."
        ) from None
    if not lines or tuple(lines[0]) != HEADINGS:
        raise CxError(f"The first line of {FILE_NAME} must be: {','.join(HEADINGS)}. Put it back as it was.")
    figures: list[PaperFigure] = []
    for number, line in enumerate(lines[1:], start=2):
        try:
            figures.append(_checked(PaperFigure(*line), figures))
        except (TypeError, CxError) as fault:
            why = fault if isinstance(fault, CxError) else f"it has {len(line)} values and not {len(_NAMES)}."
            raise CxError(f"{FILE_NAME}, line {number}: {why}") from None
    return tuple(figures)


def add(data: Path, figure: PaperFigure, *, today: date, redact: Redactor) -> PaperFigure:
    """Add a figure to the list; returns it as it is kept, with its id. What is personal in its source is taken out.

    Raises CxError where it says too little, cannot be right, or would count something twice.
    """
    with changing(data / FILE_NAME):
        before = read(data)
        number = max((int(one.id[1:]) for one in before), default=0) + 1
        kept = replace(figure, id=f"P{number}", source=redact(figure.source.strip()).text, typed_on=today.isoformat())
        check(kept, today)
        refuse_clash(kept, before)
        refuse_missing(kept, before)
        _write(data, [*before, kept])
    return kept


def remove(data: Path, name: str) -> PaperFigure:
    """Take a figure from the list by its id; returns it. Raises CxError where there is none, or another rests on it."""
    with changing(data / FILE_NAME):
        figures = read(data)
        gone = next((figure for figure in figures if figure.id.casefold() == name.casefold()), None)
        if gone is None:
            known = f"There are {', '.join(figure.id for figure in figures)}." if figures else "None is typed."
            raise CxError(f"There is no typed figure '{name}'. {known}")
        rest = [figure for figure in figures if figure is not gone]
        for figure in rest:
            refuse_missing(figure, rest)
        _write(data, rest)
    return gone


def _checked(figure: PaperFigure, before: Sequence[PaperFigure]) -> PaperFigure:
    """A figure as it stands in the list. Raises CxError for one that could not have been typed."""
    if not (figure.id[:1] == "P" and figure.id[1:].isdecimal()):
        raise CxError(f"'{figure.id}' is no id: ids are P1, P2 and so on.")
    if any(figure.id == one.id for one in before):
        raise CxError(f"{figure.id} stands in it twice.")
    check(figure, date.max)
    refuse_clash(figure, before)
    return figure


def _write(data: Path, figures: Sequence[PaperFigure]) -> None:
    path = data / FILE_NAME
    if not figures:
        path.unlink(missing_ok=True)
        return
    write_whole(path, csv_text(HEADINGS, map(astuple, figures)), encoding="utf-8-sig")
