"""Why a figure of a kept paper reads otherwise today: the first reason that is its own."""

import json
from dataclasses import replace

import pytest

from cxdata.documents import Document, Table
from cxdata.measures import MEASURES
from cxdata.papers.meeting.keeping.figures import Difference, Place, differences
from cxdata.papers.meeting.keeping.made_of import File, MadeOf, why_differs

YEAR = ("2025-01-01", "2025-12-31")
THEN = MadeOf(
    "store version 1",
    (("calls.csv", "a", "2025-01-01", "2025-12-31"), ("survey.csv", "b", "2025-01-01", "2025-12-31")),
    {name: measure.version for name, measure in MEASURES.items()},
    "settings 1",
)
NEWER = "it is now out of store version 2, and was out of store version 1"
REDEFINED = {**THEN.definitions, "satisfied": 99}


def of(sources: str, *measures: str) -> Difference:
    """A difference of a figure from these files that counts these measures."""
    return Difference(Place("t", "r", "c"), "1", "2", sources, measures)


def now(**changes: object) -> MadeOf:
    """The same with a newer store, and what else is changed."""
    return replace(THEN, version="store version 2", **changes)


def files(**changed: tuple[str, str, str] | None) -> tuple[File, ...]:
    """The files with some replaced, added, or (None) taken away; a name is given without its ending."""
    given = {name: (digest, first, last) for name, digest, first, last in THEN.files}
    given |= {f"{name}.csv": file for name, file in changed.items()}
    return tuple((name, *file) for name, file in given.items() if file is not None)


@pytest.mark.parametrize(
    ("today", "difference", "why"),
    [
        (now(files=files(calls=("z", *YEAR))), of("calls.csv"), "calls.csv was replaced"),
        (
            now(files=files(late=("c", "2025-12-01", "2026-01-31"))),
            of("survey.csv; late.csv"),
            "late data: late.csv was loaded since",
        ),
        (now(files=files(survey=None)), of("survey.csv"), "survey.csv was taken away"),
        (
            now(files=files(new=("c", "2026-01-01", "2026-01-31"))),
            of("survey.csv; new.csv"),
            "new.csv was loaded since, with newer rows in the place of earlier ones",
        ),
        (
            now(files=files(calls=("z", *YEAR), survey=None)),
            of(""),
            "survey.csv was taken away and calls.csv was replaced",
        ),
        # Another file whose name ends alike, and a measure that this figure does not count, are no reason.
        (
            now(files=files(calls=("z", *YEAR))),
            of("recalls.csv"),
            "it is now out of store version 2, and was out of store version 1",
        ),
        (
            now(definitions={**THEN.definitions, "satisfied": 99}),
            of("survey.csv", "Satisfied"),
            "changed definition: Satisfied",
        ),
        (now(definitions=REDEFINED), of("calls.csv", "Average phone wait"), NEWER),
        (now(settings="settings 2"), of("survey.csv"), "the council's settings were changed"),
        (THEN, of("survey.csv"), "the program works it out otherwise now"),
    ],
)
def test_the_first_reason_that_is_its_own(today: MadeOf, difference: Difference, why: str) -> None:
    assert why_differs(THEN, today, difference, *YEAR) == why


def test_of_two_files_of_one_name_the_one_that_changed_is_told() -> None:
    """The monthly export has the same name each month: the second is loaded beside the first, then mended."""
    january, february = ("export.csv", "a", "2025-01-01", "2025-01-31"), ("export.csv", "b", "2025-02-01", "2025-02-28")
    mended = ("export.csv", "c", "2025-02-01", "2025-02-28")
    alone, both = replace(THEN, files=(january,)), now(files=(january, february))
    figure = of("export.csv")
    assert why_differs(alone, both, figure, *YEAR) == "late data: export.csv was loaded since"
    assert why_differs(both, alone, figure, *YEAR) == "export.csv was taken away"
    assert why_differs(both, now(files=(january, mended)), figure, *YEAR) == "export.csv was replaced"
    assert why_differs(both, now(files=(february, january)), figure, *YEAR).startswith("the program works it out")


def test_the_figures_of_an_edition_are_of_its_number_before_they_are_of_settings() -> None:
    third = replace(THEN, version="edition 3")
    fourth = replace(third, version="edition 4", settings="with another contact")
    figure = of("survey.csv")
    assert why_differs(third, fourth, figure, *YEAR) == "it is now out of edition 4, and was out of edition 3"
    same = replace(third, settings="with another contact")
    assert why_differs(third, same, figure, *YEAR) == "the council's settings were changed"


def test_what_was_kept_of_the_first_form_names_the_same_files() -> None:
    record = json.loads(json.dumps(THEN.as_record()))
    assert MadeOf.of_record(record) == THEN
    first_form = record | {"files": {name: file for name, *file in record["files"]}}
    assert MadeOf.of_record(first_form) == THEN


def test_a_headline_is_laid_to_its_own_files_alone() -> None:
    def paper(satisfied: str, wait: str, sources: tuple[str, ...] = ()) -> Document:
        rows = (("Satisfied", satisfied), ("Average phone wait", wait))
        table = Table("headlines", "The headline figures", ("Figure", "Value"), rows, sources=sources)
        return Document("A paper", "Quarnmere", "members", (), (table,), "")

    before = paper("91.4%", "2 min")
    found = differences(before, paper("91.6%", "3 min", ("survey.csv", "calls.csv; more.csv")))
    today = now(files=files(more=("c", "2025-12-01", "2025-12-31")), settings="settings 2")
    assert [(one.place.row, why_differs(THEN, today, one, *YEAR)) for one in found] == [
        ("Satisfied", "the council's settings were changed"),
        ("Average phone wait", "late data: more.csv was loaded since"),
    ]
