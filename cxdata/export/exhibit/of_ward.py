"""One ward beside the council and the wards most like it, as an exhibit: for its page and for its sheet."""

from collections.abc import Iterable, Sequence

from cxdata.analysis.ward import Beside, say_ward
from cxdata.charts.where import ward_dots
from cxdata.export.download import words_to_save
from cxdata.export.exhibit.model import Exhibit
from cxdata.export.results import beside_rows
from cxdata.measures.query import Answer


def exhibit_of_ward(
    ward: str,
    measures: Sequence[Beside],
    answers: Sequence[Answer],
    *,
    narrow: bool = False,
    about: Sequence[str] = (),
) -> Exhibit | None:
    """The exhibit of a ward's measures, with the answers by ward they are of; None where none has a figure.

    A measure without a figure keeps its row in the table, and is not drawn.
    """
    drawn = tuple(one for one in measures if one.has_value)
    if not drawn:
        return None
    finding, rows = say_ward(ward, measures), beside_rows(measures, ward)
    scope = f"{answers[0].sentence}; ward: {ward}"
    warnings = _each(answer.warnings for answer, one in zip(answers, measures, strict=True) if one.has_value)
    return Exhibit(
        key="ward",
        finding=finding,
        chart=ward_dots(drawn, ward, narrow=narrow),
        scope=scope,
        source="; ".join(_each(answer.sources for answer in answers)) or "no file",
        rows=rows,
        download=words_to_save(f"ward-{ward}", rows, finding, f"{scope}.", warnings=warnings),
        warnings=warnings,
        about=about,
    )


def _each(of_answers: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for answer in of_answers for words in answer))
