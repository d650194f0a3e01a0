"""Published satisfaction figures beside the counts: a drawing for each formula, since they are on different scales."""

from cxdata.analysis.satisfaction.definitions import Published
from cxdata.charts.drawing.colours import ACCENT, GREY
from cxdata.charts.drawing.marks import Line, Point, Points
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.parts.alt import sentence
from cxdata.charts.parts.scale import extent
from cxdata.charts.parts.timeline import dates_across
from cxdata.measures import find_dimension, find_measure

_FIELDS = {"satisfaction_mean_score": "mean_score", "satisfied": "share_satisfied"}
_WORDS = {"satisfaction_mean_score": "the mean score, 0 to 100", "satisfied": "the share satisfied, in %"}


def definition(published: Published, formula: str) -> Chart:
    """One formula worked out from the counts for every month, with the published figures of the months that follow it.

    The line runs through unbroken; the published dots stop, or begin, where the formula changed. It is laid out for
    half a page.
    """
    months = published.months
    ours = [float(getattr(month, _FIELDS[formula])) for month in months]
    same = [
        month
        for month in months
        if published.switch is None or (month.month < published.switch) == (formula == published.before)
    ]
    line = Line(tuple(month.month.toordinal() for month in months), tuple(ours), GREY, width=2.5)
    dots = Points(
        tuple(
            Point(
                month.month.toordinal(),
                month.published,
                ACCENT,
                size=10,
                hover=f"{month.month:%B %Y}\nas published {month.published:g}",
            )
            for month in same
        )
    )
    low, high = extent([*ours, *(month.published for month in same)])
    bottom, top = max(int(low) - 2, 0), min(int(high) + 3, 100)
    steps = range(bottom, top + 1, max((top - bottom) // 4, 1))
    upright = Axis((bottom, top), tuple(Tick(step, str(step)) for step in steps), grid=True)
    across = dates_across(find_dimension("month"), [month.month for month in months], narrow=True)
    drawing = Drawing((line, dots), across, upright, 280, Margins(left=44, right=24, top=14, bottom=52))
    title = find_measure(formula).title.lower()
    alt = sentence(f"Line of {_WORDS[formula]} ({title}) by month, with the published figures that follow it as dots.")
    return Chart(
        drawing, alt, "Line: worked out from the counts. Dots: as published.", ("The axis does not start at zero.",)
    )
