"""A comment as phrases: what is one, what breaks one, and what hostile comments do."""

import time

import pytest

from cxdata.analysis.comments.code import as_said
from cxdata.analysis.comments.phrases import LONGEST, is_english, phrases_of, says


def test_phrases_begin_and_end_with_a_word_that_says_something() -> None:
    assert phrases_of("Nobody rang me back.") == {
        *("nobody", "nobody rang", "nobody rang me back", "rang", "rang me back", "back")
    }


def test_a_full_stop_and_what_was_taken_out_break_a_phrase() -> None:
    assert phrases_of("rang back. Please hurry") == {"rang", "rang back", "back", "hurry"}
    assert phrases_of("I spoke to [name] about [phone] bins") == {"spoke", "bins"}
    assert phrases_of("case 1234567 closed early") == {"case", "closed", "closed early", "early"}


def test_a_phrase_is_found_again_in_its_own_text_and_not_in_part_of_a_word() -> None:
    text = "The bins weren’t emptied; nobody RANG   me\tback"
    assert all(says(text, phrase) for phrase in phrases_of(text))
    assert says(text, "rang me back")
    assert not says("I was strangled me back", "rang me back")


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("", set()),
        ("   \n\t ", set()),
        ("👍🏽👍🏽 !!! ???", set()),
        ("<script>alert('bins')</script><b>missed</b>", {"missed"}),
        ('=HYPERLINK("http://x.example","bins")', set()),
        ("' OR 1=1; DROP TABLE responses; -- the form is broken", {"form", "form is broken", "broken"}),
        ("@SUM(1+1)*cmd|' /C calc'!A0 useless", {"useless"}),
        ("<img src=x onerror=alert(1)> useless", {"useless"}),
        ("bin(s) missed", {"bin", "missed"}),
        ("x" * 50_000, {"x" * 4_800}),
    ],
)
def test_hostile_comments(text: str, phrases: set[str]) -> None:
    assert phrases_of(text) == phrases


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ('=HYPERLINK("http://x.example","bins") the form is broken', "the form is broken"),
        ("@SUM(1+1)*cmd|' /C calc'!A0 useless", "useless"),
        ("- <b>never</b> answered\n&lt;img src=x&gt;", "never answered"),
        ("+++ rude", "rude"),
    ],
)
def test_a_quote_is_what_was_said_and_no_formula(text: str, quote: str) -> None:
    assert as_said(text) == quote


def test_a_phrase_reaches_over_no_and_and_keeps_what_belongs_together() -> None:
    assert max(phrases_of("my bin was missed again and nobody told me why"), key=len) == "bin was missed again"
    assert not [phrase for phrase in phrases_of("easy to use and no waiting") if "and" in phrase.split()]
    assert {"out of order", "lift was out of order"} <= phrases_of("the lift was out of order")
    assert "rude to me at desk" in phrases_of("she was rude to me at desk")


def test_a_word_ten_thousand_times_is_one_comment_and_costs_nothing() -> None:
    began = time.perf_counter()
    found = phrases_of("useless " * 10_000)
    assert time.perf_counter() - began < 0.1
    assert found == {" ".join(["useless"] * size) for size in range(1, LONGEST + 1)}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Bin missed again. No call back.", True),
        ("The form gave an error at the last page so I had to ring.", True),
        ("useless " * 30, True),
        ("Müllabfuhr kam nicht, niemand hat zurückgerufen, sehr schlechte Auskunft erhalten", False),
        ("Mae'r biniau heb eu casglu ers tair wythnos ac nid oes neb yn ateb", False),
        ("ਕੂੜਾ ਨਹੀਂ ਚੁੱਕਿਆ ਗਿਆ", False),
        ("垃圾没有收走", False),
        ("🙂", False),
    ],
)
def test_other_languages_are_told_from_english(text: str, known: bool) -> None:
    assert is_english(text) is known
