"""What an exhibit is: described once, and shown on the screen, saved as a picture and put into papers from here."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from cxdata.charts.drawing.model import Chart
from cxdata.export.download import Download
from cxdata.export.tables import download_of, in_words
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count


@dataclass(frozen=True)
class Exhibit:
    """A finding and what proves it.

    `key` names it on its page and in links. `finding` is the sentence over it, in a member's words; `chart` is None
    where there is nothing to draw, and the finding says so. `scope`, `base` and `source` stand in every picture of it.
    `rows` are its figures in words, `download` the same to save, `about` what is said of the measure (markdown lines).
    `warnings` doubt its figures and stand with them wherever they are shown. `ask` is the question a member could put.
    `other_side` is what those meet with who do not come online, where the exhibit speaks of online. Its
    rows stand where others have a drawing with `read_as_table`. `commentary` is what officers noted at it, each note a
    sentence with its date (`cxdata/export/commentary.py` puts it here); whoever shows the exhibit shows it.
    """

    key: str
    finding: str
    chart: Chart | None
    scope: str
    source: str
    rows: pd.DataFrame
    download: Download
    base: str = ""
    about: Sequence[str] = ()
    warnings: Sequence[str] = ()
    notes: Sequence[str] = ()
    ask: str = ""
    other_side: str = ""
    read_as_table: bool = False
    commentary: Sequence[str] = ()


def exhibit_of(
    answer: Answer, chart: Chart | None, finding: str, *, key: str, about: Sequence[str] = (), notes: Sequence[str] = ()
) -> Exhibit:
    """The exhibit of an Answer: scope, base, sources and figures are the answer's own."""
    return Exhibit(
        key=key,
        finding=finding,
        chart=chart,
        scope=answer.sentence,
        source="; ".join(answer.sources) or "no file",
        rows=in_words(answer),
        download=download_of(answer),
        base=_base(answer),
        about=about,
        warnings=answer.warnings,
        notes=(*answer.notes, *notes),
    )


def _base(answer: Answer) -> str:
    """How many the figures rest on: '5,959 answers'; '' for a count."""
    frame = answer.frame
    if answer.measure.is_count or frame["denominator"].isna().all():
        return ""
    if answer.measure.share_of:
        # The parts of a whole share its base: it counts once for each of the other groups.
        others = [dimension.id for dimension in answer.by if dimension.id != answer.measure.share_of]
        frame = frame.drop_duplicates(others) if others else frame.iloc[:1]
    return f"{say_count(float(frame['denominator'].sum()))} {answer.measure.base.removeprefix('all ')}"
