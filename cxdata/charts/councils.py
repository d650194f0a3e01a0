"""Our own figure among those of other councils: dots with ranges where counts are known, and no places but ranges."""

from math import isnan, nan

from cxdata.analysis.councils.compare import Comparison, Figure, Standing
from cxdata.analysis.councils.words import left_out
from cxdata.charts.dots.layout import Beside, Dot, how_to_read, lay_out
from cxdata.charts.drawing.model import Chart
from cxdata.charts.parts import alt
from cxdata.measures.words import say_count, say_range, say_value
from cxdata.periods import name_period

HOLLOW = "Hollow: other months, or no rank."


def council_dots(result: Comparison, *, narrow: bool = False) -> Chart:
    """A row for each council with a figure, ours picked out; those that are not compared stand below, hatched where
    they mean something else. Councils without a figure are named under it.
    """
    shown = [figure for figure in result.figures if not isnan(figure.value)]
    dots = [_dot(result, figure) for figure in shown]
    ours = result.ours
    beside = [Beside(ours.value, "Our council", base=ours.denominator)] if ours else []
    words = [f"{figure.organisation} {say_value(result.measure, figure.value)}" for figure in shown]
    hollow = any(dot.hollow and not dot.hatched for dot in dots)
    return Chart(
        lay_out(result.measure, dots, beside=beside, narrow=narrow),
        alt.sentence(f"Dots: {result.measure.title}, {name_period(result.span)}, by council.", "; ".join(words) + "."),
        alt.sentence(how_to_read(dots), HOLLOW if hollow else ""),
        left_out(result),
    )


def _dot(result: Comparison, figure: Figure) -> Dot:
    compared = figure.standing is Standing.COMPARED
    has_range = figure.standing is not Standing.OTHER_DEFINITION
    return Dot(
        name=figure.organisation,
        value=figure.value,
        lower=figure.lower if has_range else nan,
        upper=figure.upper if has_range else nan,
        base=figure.denominator if figure.denominator else nan,
        hollow=not compared,
        chosen=figure.ours,
        hover=_hover(result, figure),
        key=figure.organisation,
        hatched=figure.standing is Standing.OTHER_DEFINITION,
    )


def _hover(result: Comparison, figure: Figure) -> str:
    measure = result.measure
    lines = [figure.organisation, say_value(measure, figure.value, figure.denominator)]
    if not isnan(figure.lower):
        lines.append(f"Likely range {say_range(measure, figure.lower, figure.upper, figure.denominator)}")
        lines.append(f"{say_count(figure.numerator)} of {say_count(figure.denominator)}")
    lines += [name_period(figure.span)] if figure.span else []
    return "\n".join([*lines, *([figure.note] if figure.note else [])])
