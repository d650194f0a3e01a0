"""Why a figure of a kept paper reads otherwise today: the first reason that is its own."""

from dataclasses import replace

import pytest

from cxdata.measures import MEASURES
from cxdata.papers.meeting.keeping.figures import Difference, Place
from cxdata.papers.meeting.keeping.made_of import MadeOf, why_differs

YEAR = ("2025-01-01", "2025-12-31")
THEN = MadeOf(
    "store version 1",
    {"calls.csv": ("a", "2025-01-01", "2025-12-31"), "survey.csv": ("b", "2025-01-01", "2025-12-31")},
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


def files(**changed: tuple[str, str, str] | None) -> dict[str, tuple[str, str, str]]:
    """The files with some replaced, added, or (None) taken away; a name is given without its ending."""
    given = {**THEN.files, **{f"{name}.csv": file for name, file in changed.items()}}
    return {name: file for name, file in given.items() if file is not None}


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
