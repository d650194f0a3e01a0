"""docs/published.md: what every page publishes, straight from the records."""

from cxdata.measures import DIMENSIONS, find_measure
from cxdata.measures.registry.labels import label_of
from cxdata.published.model import (
    Changes,
    Course,
    Elsewhere,
    Groups,
    Levels,
    Part,
    Places,
    Promised,
    Tracked,
    Ward,
    Worse,
)
from cxdata.published.sheets import NO_SHEET, SHEETS

_SAID = {
    Changes: "what changed in a year: {}",
    Course: "month by month: {}",
    Places: "on a map of wards: {}",
    Ward: "the ward chosen beside the council: {}",
    Worse: "groups of one or two things that fare worse than the rest: {}",
}
_ALONE = {
    Promised: "every target beside its figure",
    Tracked: "the recommendations and what became of them",
    Elsewhere: "our figure among those that other councils publish",
}


def document() -> str:
    """The whole page."""
    lines = [
        "# The published form of every page",
        "",
        "In the published view no page of the officers runs, and no store is opened: each page is one record, read",
        "from an edition ([editions.md](editions.md)). At the top one period is chosen, and everybody or one value",
        "of one thing; each part splits that by one thing more, and says why where an edition does not have it.",
        "`--publish` on a command prints the record of its page, or what it has of the measure that is asked for. This",
        "page is written from `cxdata/published/sheets.py` by `python -m cxdata docs`; a test keeps it current.",
        "",
        "| page | first screen | tiles | then | not in it, and why |",
        "|---|---|---|---|---|",
    ]
    for sheet in SHEETS.values():
        first = say_part(sheet.first) if sheet.first else "nothing"
        then = "; ".join(f"{section.title} ({say_part(section.part)})" for section in sheet.more)
        lines.append(f"| {sheet.page} | {first} | {_names(sheet.tiles)} | {then} | {sheet.kept_back} |")
    lines += [f"| {page} | {said} | | | |" for page, said in NO_SHEET.items()]
    return "\n".join(lines) + "\n"


def say_part(part: Part) -> str:
    """What a part shows, in words: 'Dissatisfied by channel, service or ward'."""
    if isinstance(part, Groups):
        return f"{_names((part.measure,))} by {_dimensions(part.by)}"
    if isinstance(part, Levels):
        return f"the five levels of answer by {_dimensions(part.by)}"
    if isinstance(part, Promised | Tracked | Elsewhere):
        return _ALONE[type(part)]
    return _SAID[type(part)].format(_names(part.measures))


def _names(measures: tuple[str, ...]) -> str:
    return ", ".join(label_of(find_measure(name)) for name in measures)


def _dimensions(names: tuple[str, ...]) -> str:
    *others, last = [DIMENSIONS[name].title.lower() for name in names]
    return f"{', '.join(others)} or {last}" if others else last
