"""Measures of the website and its forms."""

from datetime import date

from cxdata.measures.model import Better, Interval, Measure, Unit

_OWN = "This dashboard's own definition"
_REVIEWED, _NEXT_REVIEW = date(2026, 11, 26), date(2027, 11, 30)

MEASURES = (
    Measure(
        id="web_visits",
        title="Web visits",
        question="How much is the website used?",
        table="web",
        condition="visits is not null",
        numerator="sum(visits)",
        unit=Unit.COUNT,
        counted="visits",
        formula="the number of visits the web statistics report",
        why="Visits are looking, not doing: they are never counted as contacts.",
        source="The web statistics loaded",
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        decimals=0,
        caveats=("Machines visit too; web statistics count them unevenly.",),
    ),
    Measure(
        id="pages_per_visit",
        title="Pages a visit",
        question="How many pages does a visitor see?",
        table="web",
        condition="visits is not null and page_views is not null",
        numerator="sum(page_views)",
        denominator="sum(visits)",
        unit=Unit.RATIO,
        counted="pages viewed",
        base="visits",
        formula="pages viewed ÷ visits; below 1 it cannot be right",
        why="A cheap test of whether the web figures can be believed.",
        source=_OWN,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        decimals=2,
    ),
    Measure(
        id="web_completion",
        title="Online forms completed",
        question="Do people get to the end of an online form?",
        table="web",
        condition="starts is not null and completions is not null",
        numerator="sum(completions)",
        denominator="sum(starts)",
        unit=Unit.SHARE,
        counted="online forms completed",
        base="online forms begun",
        formula="completed ÷ begun",
        why="Someone who gives up online rings, or goes without.",
        source="GOV.UK Service Manual, completion rate: transactions completed ÷ transactions started",
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=Better.HIGHER,
        interval=Interval.WILSON,
        caveats=("A form begun before midnight and finished after it counts on two days.",),
    ),
)
