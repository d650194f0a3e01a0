"""Known answers: each method gives what is printed, a wrong figure is told, and the records say the same as the tables
of `tests/published`.
"""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from cxdata.stats.known import KNOWN, Known, check
from cxdata.stats.known.changes import RATES_1970, RATES_1985, SHARES_1970, SHARES_1985
from cxdata.stats.known.groups import BERKELEY
from cxdata.stats.known.shares import P_VALUES
from cxdata.stats.known.words import figures, headline

METHODS = {method.name: method for _, methods in KNOWN for method in methods}


@pytest.mark.parametrize("name", METHODS)
def test_every_method_gives_its_known_answer(name: str) -> None:
    checked = check(METHODS[name])
    assert [(answer.what, answer.theirs, answer.ours) for answer in checked.answers if not answer.same] == []
    assert checked.same


def test_there_are_ten_methods_and_more_each_once_with_a_source_of_a_year() -> None:
    assert len(METHODS) == sum(len(methods) for _, methods in KNOWN) == 20
    undated = [name for name, method in METHODS.items() if not any(str(y) in method.source for y in range(1936, 2027))]
    # The handbook of NIST, R's manual and the programme are named by section or version.
    assert undated == ["Usual range of a series (XmR limits)", "Erlang’s wait with callers who give up (A)"]


def test_a_wrong_figure_is_told() -> None:
    """Newcombe prints 0.2553 for the lowest of 81 in 263; somebody types 0.2554."""
    wilson = METHODS["Wilson’s interval of a share"]
    what, said = wilson.printed[0]
    assert said == "0.2553"
    wrong = check(replace(wilson, printed=((what, "0.2554"), *wilson.printed[1:])))
    assert figures(wrong)[:2] == [
        ("81 of 263, lowest", "0.2554", "0.25529", "differs"),
        ("81 of 263, highest", "0.3662", "0.36621", "the same to 4 decimals"),
    ]
    assert headline([wrong, check(METHODS["Raking"])]) == (
        "1 of 2 methods differ from the known answers: Wilson’s interval of a share"
    )
    assert headline([check(METHODS["Raking"])]).endswith("4 figures are the same as in their sources")


def test_a_figure_is_compared_to_the_decimals_that_are_printed_and_no_further() -> None:
    def told(printed: str, ours: float) -> tuple[str, str]:
        answer = check(Known("", "", "", "", (("", printed),), lambda: [ours])).answers[0]
        return answer.ours, answer.verdict

    assert told("0.5", 0.54) == ("0.54", "the same to 1 decimal")
    assert told("0.5", 0.56) == ("0.56", "differs")
    assert told("400", 400.2) == ("400", "the same")
    assert told("-0.04", -0.0381) == ("-0.038", "the same to 2 decimals")
    assert told("0.1", float("nan")) == ("nan", "differs")


def test_a_function_that_answers_too_little_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        check(replace(METHODS["Raking"], ours=lambda: [1.0]))


def test_the_records_are_the_tables_that_were_typed_from_the_sources(published: Path) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (published / name).open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    births = rows("dasgupta1993_ex5_1.csv")
    for name, typed in (
        ("share_1970", SHARES_1970),
        ("share_1985", SHARES_1985),
        ("rate_1970", RATES_1970),
        ("rate_1985", RATES_1985),
    ):
        assert [float(row[name]) for row in births] == list(typed), name
    assert [float(row["p"]) for row in rows("benjamini_hochberg_1995_table.csv")] == list(P_VALUES)
    admitted = [
        (int(row["admitted"]), int(row["applicants"]) - int(row["admitted"]))
        for row in rows("simpson_berkeley1973.csv")
    ]
    assert admitted == [counts for department in BERKELEY for counts in department]
    single = [(float(row["lower"]), float(row["upper"])) for row in rows("newcombe1998_wilson_single.csv")]
    printed = [float(said) for _, said in METHODS["Wilson’s interval of a share"].printed]
    assert printed == [limit for pair in single for limit in pair]
    apart = {row["example"]: (float(row["lower"]), float(row["upper"])) for row in rows("newcombe1998_difference.csv")}
    printed = [float(said) for _, said in METHODS["Newcombe’s interval of a difference"].printed]
    assert printed == [limit for example in "abde" for limit in apart[example]]
