"""Typed figures held against one another: what would be counted twice, and what a figure cannot do without."""

from collections.abc import Sequence

from cxdata.errors import CxError
from cxdata.ingest.papers.figure import PaperFigure
from cxdata.ingest.papers.spans import days_of
from cxdata.measures.words import say_count


def key(figure: PaperFigure) -> tuple[object, ...]:
    """What a figure is for: its table, its period and its place. Figures of one key fill one row."""
    return figure.kind.table, figure.span, figure.place


def fields_of(figure: PaperFigure) -> dict[str, float]:
    """The fields that a figure fills, with their numbers."""
    part, base = figure.counts
    filled = {figure.kind.part: float(part)}
    return filled | ({figure.kind.base: float(base)} if base is not None else {})


def refuse_clash(new: PaperFigure, before: Sequence[PaperFigure]) -> None:
    """Raise CxError where a figure says again, or otherwise, what one typed before says."""
    filled = fields_of(new)
    for figure in before:
        others = fields_of(figure)
        shared = [name for name in filled if name in others and figure.kind.table == new.kind.table]
        if not shared or not _overlap(new, figure):
            continue
        if key(new) != key(figure):
            raise CxError(
                f"{figure.id} is typed already: {figure.words}. A total and a part of it would be counted twice: type "
                "the parts or the total, or remove the one before."
            )
        if new.measure == figure.measure:
            raise CxError(f"{figure.id} is typed already: {figure.words}. Remove it first if this one is right.")
        for name in shared:
            if filled[name] != others[name]:
                raise CxError(
                    f"{figure.id} ({figure.words}) counts {say_count(others[name])} of what this one counts "
                    f"{say_count(filled[name])} of. Both cannot be right."
                )


def refuse_missing(figure: PaperFigure, others: Sequence[PaperFigure]) -> None:
    """Raise CxError where a figure rests on another of the same period and place that is not typed."""
    needs = figure.kind.needs
    if not needs:
        return
    whole = next((one for one in others if one.measure == needs and key(one) == key(figure)), None)
    if whole is None:
        raise CxError(
            f"'{figure.kind.title}' needs {needs} of the same period, service and place: type that first, and "
            "remove it last."
        )
    part, base = figure.counts
    if base is not None and base > whole.counts[0]:
        raise CxError(f"{say_count(base)} {figure.kind.base_words} are more than {whole.words}.")


def _overlap(one: PaperFigure, other: PaperFigure) -> bool:
    """Whether two figures share days and places: a figure without a service is of all services."""
    days, others = days_of(*one.span), days_of(*other.span)
    if days.end <= others.start or others.end <= days.start:
        return False
    return all(not a or not b or a.casefold() == b.casefold() for a, b in zip(one.place, other.place, strict=True))
