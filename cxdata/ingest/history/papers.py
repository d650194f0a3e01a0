"""Typing a figure out of a paper, and taking it away: the list is changed and the store built anew."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cxdata.errors import CxError
from cxdata.ingest.load.build import load_files
from cxdata.ingest.load.raw.left_out import NOT_COUNTED
from cxdata.ingest.papers import PaperFigure, add, read, remove
from cxdata.ingest.papers.rows import FILE
from cxdata.ingest.privacy.redaction import redactor
from cxdata.settings import read_settings
from cxdata.store import Store, current_path


@dataclass(frozen=True)
class Standing:
    """A typed figure, and why it is not counted; "" where it is."""

    figure: PaperFigure
    why_not: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is to be known of it, in words."""
        said = f"{self.figure.id}: {self.figure.words}. From: {self.figure.source}."
        return (said, f"It is kept and not counted: {self.why_not}") if self.why_not else (said,)


def type_figure(figure: PaperFigure, *, data: Path, today: date) -> Standing:
    """Add a figure to the list and load it. Raises CxError, with nothing changed, where it cannot be typed."""
    council = read_settings(data)
    kept = add(data, figure, today=today, redact=redactor(council.redaction, [council.name]))
    try:
        _load(data)
    except CxError:
        remove(data, kept.id)
        raise
    return next(one for one in standing(data) if one.figure.id == kept.id)


def remove_figure(name: str, *, data: Path) -> PaperFigure:
    """Take a figure out of the list and out of the store."""
    gone = remove(data, name)
    _load(data)
    return gone


def standing(data: Path) -> tuple[Standing, ...]:
    """Every typed figure, with why it is not counted where it is not."""
    figures = read(data)
    path = current_path(data)
    store = Store(path) if path and path.is_file() else None
    papers = store.papers if store else None
    loaded = {name for ids in (papers.figures if papers else ()) for name in ids}
    reasons = _reasons(store) if store else {}
    return tuple(Standing(one, reasons.get(one.id, "" if one.id in loaded else "it is not loaded")) for one in figures)


def _reasons(store: Store) -> dict[str, str]:
    """Why rows of typed figures were set aside, by the ids of their figures."""
    if store.papers is None:
        return {}
    aside = store.tuples(
        "select row_number, reason from set_aside where file_id = $file", {"file": store.papers.file_id}
    )
    return {
        name: reason.partition(NOT_COUNTED)[2] or reason
        for row_number, reason in aside
        for name in store.papers.figures[row_number - 1]
    }


def _load(data: Path) -> None:
    """Build the store anew with the list as it is. Raises CxError where the list is refused."""
    receipt = load_files([], data=data)
    refused = next((file.refused for file in receipt.files if file.file == FILE and file.refused), None)
    if refused:
        raise CxError(refused)
