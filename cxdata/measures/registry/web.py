"""Measures of the website and its forms."""

from cxdata.measures.model import Better, Interval, Measure, Unit

MEASURES = (
    Measure(
        id="web_visits",
        title="Web visits",
        question="How much is the website used?",
        table="web",
        numerator="sum(visits)",
        unit=Unit.COUNT,
        counted="visits",
        formula="the number of visits the web statistics report",
        why="Visits are looking, not doing: they are never counted as contacts.",
        decimals=0,
        caveats=("Machines visit too; web statistics count them unevenly.",),
    ),
    Measure(
        id="pages_per_visit",
        title="Pages a visit",
        question="How many pages does a visitor see?",
        table="web",
        numerator="sum(page_views) filter (where visits is not null)",
        denominator="sum(visits) filter (where page_views is not null)",
        unit=Unit.RATIO,
        counted="pages viewed",
        base="visits",
        formula="pages viewed ÷ visits; below 1 it cannot be right",
        why="A cheap test of whether the web figures can be believed.",
        decimals=2,
    ),
    Measure(
        id="web_completion",
        title="Online forms completed",
        question="Do people get to the end of an online form?",
        table="web",
        numerator="sum(completions) filter (where starts is not null)",
        denominator="sum(starts) filter (where completions is not null)",
        unit=Unit.SHARE,
        counted="online forms completed",
        base="online forms begun",
        formula="completed ÷ begun",
        why="Someone who gives up online rings, or goes without.",
        better=Better.HIGHER,
        interval=Interval.WILSON,
        caveats=("A form begun before midnight and finished after it counts on two days.",),
    ),
)
