"""The words of an answer on their own: to when something is put off, and that it is being done already."""

from dataclasses import replace
from datetime import date

import pytest

from tests.analysis.test_recommendations import ANSWERED, YES, keys, sentences


@pytest.mark.parametrize("heard", [ANSWERED, date(2020, 6, 1), date(2021, 8, 1)])
@pytest.mark.parametrize(
    "comment",
    [
        "Deferred to April.",
        "Deferred to April 2020.",
        "As agreed in February 2020 this is deferred to April 2020; reviewed in June 2020.",
    ],
)
def test_date_of_a_delay_stays_whatever_is_heard_since(comment: str, heard: date) -> None:
    """A word in August 2021 made of 'to April' the April of 2022, and of 'April 2020' no date at all."""
    item = replace(YES, comment=comment, heard=heard)
    assert "Put off until 30 April 2020" in sentences(item, date(2021, 8, 2))[0]
    assert "deferred" not in keys(item, date(2021, 8, 2))


@pytest.mark.parametrize("answer", ["", "yes"])
def test_already_being_done_is_an_answer_and_wants_evidence(answer: str) -> None:
    item = replace(YES, answer=answer, comment="This is already being done.")
    assert keys(item, date(2020, 6, 1)) == ["already_doing"]
    assert keys(replace(item, evidence="Report of March"), date(2020, 6, 1)) == []
