"""Every measure and dimension in words, straight from the registry: the same on the page and in docs/measures.md."""

from collections.abc import Iterator
from datetime import date

from cxdata.contract import TABLES
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.model import Better, Measure, Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import NOTHING, say_count, say_value
from cxdata.periods import say_date

_BETTER = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better", Better.NEITHER: "Neither way is better"}


def themes() -> Iterator[tuple[str, list[Measure]]]:
    """Each theme's title with its measures, in the order of the contract."""
    for theme in dict.fromkeys(table.theme for table in TABLES.values()):
        measures = [measure for measure in MEASURES.values() if TABLES[measure.table].theme == theme]
        if measures:
            yield theme, measures


def about_measure(measure: Measure) -> list[tuple[str, str]]:
    """A measure in words as (heading, sentence), most important first; the heading is empty where none is needed."""
    base = f", of {measure.base}" if measure.base else ""
    lines = [
        ("Counted", f"{measure.counted}{base}."),
        ("Formula", f"{measure.formula}."),
        ("Why it matters", measure.why),
        ("Which way is good", f"{_BETTER[measure.better]}. Shown as {measure.unit.value}."),
    ]
    if measure.interval.value:
        words = "where the true figure probably lies, allowing for how many were counted"
        lines.append(("The range", f"{words}: {measure.interval.value}."))
    if measure.caveats:
        lines.append(("What this cannot tell you", " ".join(measure.caveats)))
    lines.append(("Source", f"{measure.source}."))
    return lines


def worked_example(answer: Answer) -> str:
    """The measure worked out over an unsplit answer's own counts: '5,448 of 5,961 answers to the question: 91.4%'.

    "" where there is nothing to work out.
    """
    if answer.frame.empty:
        return ""
    measure, row = answer.measure, answer.frame.iloc[0]
    value = say_value(measure, row["value"], row["denominator"])
    if value == NOTHING:
        return ""
    counts = measure.unit in (Unit.SHARE, Unit.PER_1000)
    based = f"{say_count(row['denominator'])} {measure.base}" if row["denominator"] == row["denominator"] else ""
    if counts and based:
        return f"{say_count(row['numerator'])} of {based}: {value}"
    return f"{value}, over {based}" if based else value


def version_of(measure: Measure) -> str:
    """Which definition it is, since when, when it was and is to be reviewed, and its name on the command line."""
    changed = f", changed on {say_date(measure.changed_on)}" if measure.changed_on else ""
    reviewed = f"reviewed on {say_date(measure.reviewed_on)}, next by {say_date(measure.next_review)}"
    return f"Definition {measure.version}{changed}, {reviewed}; on the command line"


def overdue(measure: Measure, today: date) -> str:
    """A sentence where a definition has not been looked at again by its day; empty until then."""
    if today <= measure.next_review:
        return ""
    return f"This definition was to be reviewed by {say_date(measure.next_review)}, and that has not been done."


def dimension_rows() -> list[tuple[str, str, str]]:
    """Every way to split a figure: title, meaning, name on the command line."""
    return [(dimension.title, dimension.meaning or dimension.title, dimension.id) for dimension in DIMENSIONS.values()]


def document() -> str:
    """docs/measures.md: every measure with what it counts, its formula and its caveats; then every dimension."""
    lines = [
        "# Measures",
        "",
        "What each figure means and what it cannot tell you. This page is written from the definitions in",
        "`cxdata/measures` by `python -m cxdata docs`; a test keeps it current.",
        "",
    ]
    for title, measures in themes():
        lines += [f"## {title}", ""]
        for measure in measures:
            lines += [f"### {measure.title}", "", f"*{measure.question}*", ""]
            lines += [f"- **{head}:** {text}" for head, text in about_measure(measure)]
            lines += [f"- {version_of(measure)}: `{measure.id}`.", ""]
    lines += ["## Ways to split a figure", "", "| name | meaning | on the command line |", "|---|---|---|"]
    lines += [f"| {title} | {meaning} | `{name}` |" for title, meaning, name in dimension_rows()]
    return "\n".join(lines) + "\n"
