"""Providers on one measure: those who send nothing first, with the words for it in the place of a dot."""

from collections.abc import Mapping, Sequence
from math import nan

from cxdata.analysis.groups import Judged
from cxdata.analysis.providers.scores import NOTHING_LOADED
from cxdata.analysis.providers.silence import Source, State
from cxdata.charts.dots.layout import Beside, Dot, how_to_read, lay_out
from cxdata.charts.dots.of_groups import dot_of, worst_first
from cxdata.charts.drawing.model import Chart
from cxdata.charts.parts import alt
from cxdata.charts.parts.rows import Row, rows_of
from cxdata.measures.query import Answer

DIFFERENT = "Providers deliver different services: a difference can be the service’s and not the provider’s."


def provider_dots(
    answer: Answer,
    sources: Sequence[Source],
    *,
    judged: Mapping[str, Judged],
    highlight: Sequence[str] = (),
    beside: Sequence[Beside] = (),
    narrow: bool = False,
) -> Chart:
    """A row for each provider of an answer by provider and each that the settings name, whether or not it has a figure.

    Those who are silent on the measure stand first, the longest silence at the top; then the others from the worst
    on, and those that ended.
    """
    figures = {row.levels[0].casefold(): row for row in rows_of(answer)}
    with_figure = [row for row in figures.values() if row.has_value]
    without = [source for source in sources if not _value(figures, source)]
    silent = [_silent(source, figures, answer) for source in without if source.state is not State.ENDED]
    ended = [_silent(source, figures, answer) for source in without if source.state is State.ENDED]
    ranked = worst_first(with_figure, answer.measure.better)
    dots = [*silent, *(dot_of(answer, row, judged, highlight) for row in ranked), *ended]
    words = f"Without a figure: {'; '.join(f'{dot.name}, {dot.said}' for dot in dots if dot.said)}." if without else ""
    return Chart(
        lay_out(answer.measure, dots, beside=beside, narrow=narrow),
        alt.sentence(
            alt.say_subject("Dots", answer.measure, answer.by) + ".",
            alt.say_extremes(answer.measure, answer.by, ranked),
            words,
        ),
        how_to_read(dots),
        (DIFFERENT,),
    )


def _value(figures: Mapping[str, Row], source: Source) -> bool:
    row = figures.get(source.name.casefold())
    return row is not None and row.has_value


def _silent(source: Source, figures: Mapping[str, Row], answer: Answer) -> Dot:
    row = figures.get(source.name.casefold())
    silence = NOTHING_LOADED if answer.missing else source.silence_on(answer.measure.table)
    said = row.note if row and row.note else silence or "no data in this selection"
    return Dot(source.name, nan, nan, nan, nan, said=said.partition(";")[0], key=source.name)
