"""How a typed period, value and base are read, and which are refused with what sentence."""

from datetime import date

import pytest

from cxdata.errors import CxError
from cxdata.ingest.papers import KINDS, PaperFigure
from cxdata.ingest.papers.figure import check, read_counts
from cxdata.ingest.papers.spans import read_span, say_span

pytestmark = pytest.mark.unit
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "grain", "start", "said"),
    [
        ("2024/25", "year", date(2024, 4, 1), "2024/25"),
        ("FY 2024/25", "year", date(2024, 4, 1), "2024/25"),
        ("quarter 2 2024/25", "quarter", date(2024, 7, 1), "2024/25 Q2"),
        ("Apr-Jun 2025", "quarter", date(2025, 4, 1), "2025/26 Q1"),
        ("wk ending 06/04/2025", "week", date(2025, 3, 31), "the week from 31 March 2025"),
        ("2024-25", "year", date(2024, 4, 1), "2024/25"),
        ("2024", "year", date(2024, 1, 1), "2024"),
        ("2024/25 Q4", "quarter", date(2025, 1, 1), "2024/25 Q4"),
        ("Q1 2024/25", "quarter", date(2024, 4, 1), "2024/25 Q1"),
        ("2024 Q1", "quarter", date(2024, 1, 1), "2023/24 Q4"),
        ("April 2025", "month", date(2025, 4, 1), "April 2025"),
        ("Sept 2025", "month", date(2025, 9, 1), "September 2025"),
        ("2025-04", "month", date(2025, 4, 1), "April 2025"),
        ("w/e 06/04/2025", "week", date(2025, 3, 31), "the week from 31 March 2025"),
        ("week commencing 31 March 2025", "week", date(2025, 3, 31), "the week from 31 March 2025"),
        ("05/01/2025", "day", date(2025, 1, 5), "5 January 2025"),
    ],
)
def test_a_period(text: str, grain: str, start: date, said: str) -> None:
    assert read_span(text, TODAY) == (grain, start)
    assert say_span(grain, start) == said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2024/25 H1", "type its two quarters"),
        ("01/04/2025 - 30/06/2025", "names no period"),
        ("week 06/04/2025", "names no period"),
        ("2024/26", "the one after 2024 ends in 2025"),
        ("2026/27", "has not ended yet: it runs to 31 March 2027"),
        ("last year", "names no period"),
    ],
)
def test_no_period(text: str, sentence: str) -> None:
    with pytest.raises(CxError, match=sentence):
        read_span(text, TODAY)


@pytest.mark.parametrize(
    ("kind", "value", "base", "counts"),
    [
        ("contacts", "209,000", "", (209_000, None)),
        ("contacts", "6.42m", "", (6_420_000, None)),
        ("contacts", "28k", "", (28_000, None)),
        ("satisfied", "490", "500", (490, 500)),
        ("satisfied", "97.5%", "400", (390, 400)),
        ("satisfied", "92 per cent", "50", (46, 50)),
        ("average_wait", "02:05", "10", (1250, 10)),
        ("average_wait", "45 seconds", "10", (450, 10)),
    ],
)
def test_a_value(kind: str, value: str, base: str, counts: tuple) -> None:
    assert read_counts(KINDS[kind], value, base) == counts


@pytest.mark.parametrize(
    ("kind", "value", "base", "sentence"),
    [
        ("contacts", "about 200", "", "is not a whole number"),
        ("contacts", "6.425", "", "is not a whole number"),
        ("contacts", "5", "10", "is a count and has no base"),
        ("satisfied", "98%", "", "needs its base, the answers that it is of"),
        ("satisfied", "85", "50", "more than its base of 50. For a percentage write 85%"),
        ("satisfied", "0.85", "50", "as a percentage"),
        ("satisfied", "120%", "50", "more than the whole"),
        ("average_wait", "two minutes", "50", "is no time"),
    ],
)
def test_a_value_that_says_too_little(kind: str, value: str, base: str, sentence: str) -> None:
    with pytest.raises(CxError, match=sentence):
        read_counts(KINDS[kind], value, base)


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        (PaperFigure("", "contacts", "2024/25", "5"), "Say where it stands"),
        (PaperFigure("", "online_share", "2024/25", "5%", "10", source="m"), "Type those: contacts by web"),
        (PaperFigure("", "on_time", "2024/25", "85%", "1214", source="m"), "'on_time' cannot be typed"),
        (PaperFigure("", "contact", "2024/25", "5", source="m"), "Did you mean contacts"),
        (PaperFigure("", "contacts", "2024/25", "5", channel="telepathy", source="m"), "is not a channel"),
        (PaperFigure("", "web_visits", "2024/25", "5", ward="Churchill", source="m"), "has no ward here"),
        (PaperFigure("", "calls_offered", "2024/25", "5", channel="phone", source="m"), "has no channel here"),
    ],
)
def test_a_figure_that_cannot_be_typed(figure: PaperFigure, sentence: str) -> None:
    with pytest.raises(CxError, match=sentence):
        check(figure, TODAY)
