"""Names and addresses out of comments: bars on generated and on marked texts, and what must stay."""

import csv
import json
import time
from collections.abc import Callable

import pytest

from benchmarks.redaction.corpus import Comment, make
from benchmarks.redaction.phrases import SERVICES, WARDS
from benchmarks.redaction.scores import from_marks, score
from cxdata.council import Redaction
from cxdata.ingest.privacy.redaction import redact, redactor
from tests.conftest import ROOT

# The wards and services of the 300 marked texts (tests/corpus_comments).
MARKED_OWN = (
    "Abbey,Northfield,Highfield,Kingsmead,Oakley,Victoria,Rosehill,Marlow,Lister,Whitmore,Housing,Waste,Benefits,Planning,"
    "Adult Social Care,Highways,Council Tax,Licensing,Parking,Libraries,Environmental Health,Registrars,"
    "Electoral Services,Street Cleansing,Homelessness"
)


def marked() -> list[Comment]:
    """The 300 marked texts."""
    with (ROOT / "tests" / "corpus_comments" / "sample_300.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [from_marks(row["text"], json.loads(row["spans"]), short=row["column"] != "comment") for row in rows]


def generated() -> list[Comment]:
    """900 texts of the generator in benchmarks/redaction, of another seed than docs/redaction.md measures."""
    return make(600, 300, 5)


@pytest.mark.parametrize(
    ("texts", "own"), [(generated, [*WARDS, *SERVICES]), (marked, MARKED_OWN.split(","))], ids=["generated", "marked"]
)
def test_the_aims_hold(texts: Callable[[], list[Comment]], own: list[str]) -> None:
    without = redactor(Redaction(), own)
    found = score(texts(), lambda text: without(text).text)
    assert found.share("name") >= 95, [miss for miss in found.missed if miss[0] == "name"]
    assert found.share("address") >= 95, [miss for miss in found.missed if miss[0] == "address"]
    assert found.share(*found.structured) >= 99
    assert found.lost_in_1000 <= 6, found.wronged


def test_the_score_counts_what_survives_and_what_is_lost() -> None:
    # Two names, one of which stays; of the ten other words "the" and "was" are lost.
    texts = [
        from_marks("Karen Ode said the form was fine", [[0, 9, "name", "full"]], short=False),
        from_marks("ask Rose about the bin", [[4, 8, "name", "first"]], short=False),
    ]
    answers = {texts[0].text: "[name] said form fine", texts[1].text: "ask Rose about the bin"}
    found = score(texts, answers.__getitem__)
    assert (found.items["name"], found.removed["name"]) == (2, 1)
    assert (found.words, found.words_lost) == (9, 2)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I spoke to Agnieszka Kowalczyk about it", "I spoke to [name] about it"),
        ("rhiannon ap gruffydd never rang", "[name] never rang"),
        ("Oluwaseun O'Dowd-Smith's team was kind", "[name]'s team was kind"),
        ("regards, mei-ling", "regards, [name]"),
        ("May Tuffnell told me in May", "[name] told me in May"),
        ("I want Mark sacked", "I want [name] sacked"),
        ("P. Ramanathan signed", "[name] signed"),
        ("the light at 12 Rose Bank is out", "the light at [address] is out"),
        ("flat 3b, Kestrel House leaks", "flat [address] leaks"),
        ("7 Heol y Deri was missed", "[address] was missed"),
        ("I live at Ivy Cottage, Mill Lane", "I live at [address]"),
        ("hole at ///daring.lion.race again", "hole at [place] again"),
        ("TQ 3012 8040 is flooded", "[place] is flooded"),
        ("case 10123 and PCN-SX0344648", "case [reference] and [reference]"),
    ],
)
def test_what_identifies_somebody_goes(text: str, left: str) -> None:
    assert redact(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        "Mark the road please, the lines have gone",
        "Will you mend the lights in May or June?",
        "Brown bins were not emptied on King Street and Queen Street",
        "Bill was wrong again and Cook it at school is no answer",
        "Victoria Park Primary School gate is locked",
        "St Mary's Church hall is cold",
        "Housing Benefit stopped; Citizens Advice and Ofsted were told on Facebook",
        "Pest Control came on 3 June and 12 May",
        "Garden Waste costs £45 a year, up from £40",
        "Street lamps 14 and 15 near the Station are out",
        "a road with no number: Tennyson Road is dug up again",
    ],
)
def test_what_identifies_nobody_stays(text: str) -> None:
    assert redact(text).text == text


def test_the_councils_own_words_stay_and_a_person_of_that_name_goes() -> None:
    own = ["Hollins", "Kirkholt Library"]
    assert redact("Hollins gets nothing and Kirkholt Library is shut", kept=own).text == (
        "Hollins gets nothing and Kirkholt Library is shut"
    )
    assert redact("I spoke to Hollins about it", kept=own).text == "I spoke to [name] about it"
    assert redact("Hollins gets nothing").text == "[name] gets nothing"


def test_the_names_of_the_same_row_go_in_any_case() -> None:
    without = redactor(Redaction())
    assert (
        without("zelda blunt rang and blunt words fell", ["Zelda", "Blunt"]).text == "[name] rang and blunt words fell"
    )
    assert without("It was Blunt again", ["Blunt"]).text == "It was [name] again"


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    def seconds(times: int) -> float:
        text = "Nobody came to 14 High Street. karen said so, CRM1234567 is A1-B2-C3 still open. " * times
        started = time.process_time()
        redact(text)
        return time.process_time() - started

    seconds(1)
    # Eight times the text: eight times the time would be 8, its square 64.
    assert seconds(800) < 24 * max(seconds(100), 0.002)


def test_ten_thousand_texts_take_seconds() -> None:
    without = redactor(Redaction(), WARDS)
    texts = [comment.text for comment in make(1000, 1000, 6)]
    without("once for the list of words")
    started = time.process_time()
    for text in texts:
        without(text)
    # 2,000 texts; the aim is 3 seconds for 10,000, measured 1.3.
    assert time.process_time() - started < 1.2
