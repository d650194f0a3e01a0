"""Which sentence is told when rules meet: the fourteen cases of tests/vectors/words_cases.csv, and their details."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cxdata.analysis.change.notes import say_allowed, say_memory, say_prompt, say_slope
from cxdata.analysis.change.signals import new_this_year, signals_of
from cxdata.analysis.change.words import say_chart, say_earlier
from cxdata.analysis.series import Series
from cxdata.council import Council
from cxdata.stats.spc.judge import Judgement
from cxdata.stats.spc.rules import Latest
from cxdata.stats.spc.verdicts import variation
from tests.charts.controls import control_of

CASES = {
    int(row["case"]): row
    for row in csv.DictReader((Path(__file__).parent.parent / "vectors" / "words_cases.csv").open(encoding="utf-8"))
}
MEASURES = {"higher": "satisfied", "lower": "dissatisfied", "neither": "assisted_share"}
# Seven rises at the end, from 88.4 to 89.5: where a case has a trend, the figures have it too.
RISING = [0.884, 0.886, 0.888, 0.89, 0.892, 0.893, 0.894, 0.895]


def calm(n: int = 52) -> list[float]:
    return (0.91 + 0.005 * np.random.default_rng(12).normal(size=n)).tolist()


def series_with_rules(case: int) -> tuple[Series, Judgement]:
    """A series of five years with the rules of a case holding at its last month, March 2029."""
    row = CASES[case]
    ending = RISING if row["trend_rule"] != "down" else [1.8 - value for value in RISING]
    found = control_of([*calm(), *ending], measure=MEASURES.get(row["better"], "satisfied"))
    steps, side = int(row["trend_steps"]), 1 if row["last_vs_average"] == "above" else -1
    latest = Latest(
        run=int(row["side_run"]),
        side=side,
        steps=-steps if row["trend_rule"] == "down" else steps,
        outside=row["side_rule"] == "outside",
        trend=row["trend_rule"] in ("up", "down"),
        pair=row["side_rule"] == "pair",
        shift=row["side_rule"] == "shift",
    )
    return found.series, replace(found.judged, latest=latest, new_level=None)


def words(case: int) -> tuple[str, str]:
    """The verdict and the sentence of a case."""
    series, judged = series_with_rules(case)
    return variation(judged, CASES[case]["better"]).word, say_chart(series, judged, ())


def test_the_cases_are_all_there() -> None:
    assert sorted(CASES) == list(range(1, 15))


def test_a_rise_that_still_lies_low_is_told_first_and_the_average_as_a_fact() -> None:
    word, sentence = words(4)
    assert word == "recovering"
    assert sentence.startswith(
        "Satisfied rose seven months in a row, from 88.4% (August 2028) to 89.5% (March 2029): a real change for the "
        "better. It is still below the average of the last 60 months ("
    )
    assert sentence.endswith("), as it has been for 25 months.")
    assert "worse" not in sentence


def test_an_outside_older_than_the_rise_never_decides() -> None:
    word, sentence = words(5)
    assert word == "recovering"
    assert sentence.startswith("Satisfied rose seven months in a row")
    assert "outside" not in sentence


def test_a_fall_that_still_lies_high_is_slipping_back() -> None:
    word, sentence = words(6)
    assert word == "slipping back"
    assert sentence.startswith("Satisfied fell seven months in a row")
    assert "a real change for the worse. It is still above the average of the last 60 months" in sentence
    assert sentence.endswith("as it has been for 12 months.")


def test_a_rise_and_a_run_the_same_way_are_one_sentence() -> None:
    series, judged = series_with_rules(7)
    same = replace(judged, latest=replace(judged.latest, side=1))
    sentence = say_chart(series, same, ())
    assert sentence.endswith("and the last 9 months are all above what they usually are: a real change for the better.")
    assert variation(same, "higher").word == "improvement"


def test_a_rise_alone() -> None:
    series, judged = series_with_rules(8)
    sentence = say_chart(series, replace(judged, latest=replace(judged.latest, side=1)), ())
    assert sentence == (
        "Satisfied rose seven months in a row, from 88.4% (August 2028) to 89.5% (March 2029): a real change for the "
        "better."
    )


@pytest.mark.parametrize(
    ("case", "word", "starts", "has"),
    [
        (1, "no change", "Satisfied: 89.5% in March 2029, within the usual range of", "No sign of a change."),
        (2, "concern", "March 2029 lies outside the usual range of", ": something out of the ordinary for the worse."),
        (
            3,
            "improvement",
            "The last 9 months are all above what they usually are: a real change for the better.",
            "Satisfied: 89.5% in March 2029.",
        ),
        (
            9,
            "concern",
            "The last 25 months are all below what they usually are: a real change for the worse.",
            "Each of the last 4 months was higher than the one before.",
        ),
        (12, "change", "March 2029 lies outside the usual range of", "something out of the ordinary. Helped by staff"),
        (
            13,
            "concern",
            "Two of the last three months lie near the upper edge of what is usual",
            ": a possible change for the worse.",
        ),
    ],
)
def test_without_a_trend_the_month_outside_speaks_before_a_run_and_a_run_before_a_pair(
    case: int, word: str, starts: str, has: str
) -> None:
    told, sentence = words(case)
    assert told == word
    assert sentence.startswith(starts)
    assert has in sentence


def test_a_row_too_short_for_a_figure_that_wanders_is_a_fact_and_no_change() -> None:
    series, judged = series_with_rules(10)
    needed = judged.fit.run
    sentence = say_chart(series, judged, ())
    assert sentence.endswith(
        "No sign of a change. The last 24 months are all below the average; this figure wanders so much from month to "
        f"month that {needed} would be needed to call it a change."
    )
    assert variation(judged, "higher").word == "no change"


def test_a_run_that_ended_is_earlier_news() -> None:
    shifted = [*calm(30), *[0.955, 0.95, 0.956, 0.952, 0.954, 0.951, 0.955], *calm(20)]
    found = control_of(shifted)
    assert found.judged.sign == 0
    judged = replace(found.judged, new_level=None)
    signals = signals_of(found.series, judged, Council())
    told = say_earlier(found.series, judged, signals)
    assert told.startswith("Earlier, more than ordinary ups and downs: October 2026 to April 2027 (high)")


def test_along_a_line_usual_means_on_that_line() -> None:
    waits = 100 * 1.008 ** np.arange(48) * np.exp(0.02 * np.random.default_rng(2).normal(size=48))
    found = control_of(waits.tolist(), measure="average_wait")
    (line,) = (text for text in say_allowed(found.series, found.judged) if "rising" in text)
    assert line.startswith("It has been rising steadily by about 0.8% a month since April 2024; this month is where")
    assert line.endswith("No sign that the rise has changed.")
    assert say_slope(found.measure, found.judged) == "0.8% a month"
    out = control_of([*waits[:-1].tolist(), 300.0], measure="average_wait")
    assert out.judged.sign == 1
    assert any(text.endswith("'usual' here means on that line.") for text in say_allowed(out.series, out.judged))


def test_a_short_series_is_unusual_and_never_a_real_change() -> None:
    found = control_of([*calm(11), 0.7])
    sentence = say_chart(found.series, found.judged, ())
    assert sentence.startswith("Satisfied: 70.0% in March 2025, unusual beside the months so far (")
    assert "so this is not yet a real change" in sentence


def test_a_rise_seen_only_once_the_season_is_out_does_not_claim_that_the_figures_rose() -> None:
    series, judged = series_with_rules(8)
    falling = replace(series, values=series.values[::-1].copy())
    sentence = say_chart(falling, replace(judged, latest=replace(judged.latest, side=1)), ())
    assert "rose" not in sentence
    assert "allowing for the number of answers, each of the last seven months was higher than the one" in sentence


def test_when_it_was_first_said_and_what_has_faded() -> None:
    found = control_of(calm())
    said = tuple((place, 0) for place in range(40, 52))
    first = replace(found.judged, first_said=49, said=(*said[:9], (49, 1), (50, 1), (51, 1)))
    assert say_memory(found.series, first) == "First said in May 2028."
    faded = replace(found.judged, first_said=None, said=(*said[:3], (43, -1), *said[4:]), latest=found.judged.latest)
    assert say_memory(found.series, faded) == (
        "It stood out at the end of November 2027 (low or falling), and no longer does."
    )


def test_a_new_level_is_a_question_for_a_person() -> None:
    found = control_of([*calm(20), *(value - 0.1 for value in calm(16))])
    judged = found.judged
    assert judged.new_level is not None
    asked = say_prompt(found.series, replace(judged, latest=replace(judged.latest, outside=False, shift=False)), ())
    assert asked.startswith("Since December 2025 it may stand on a new level: about 81.")
    assert "should a new average start? Counting then starts again" in asked


def test_what_comes_every_year_is_not_news_of_this_one() -> None:
    spring = [0.9] * 10 + [0.95, 0.9]
    again = control_of(spring * 3)
    assert not new_this_year(again.series, 34)
    once = control_of([0.9] * 34 + [0.95, 0.9])
    assert new_this_year(once.series, 34)
    # Of the first year the year after speaks; where neither is known nothing is claimed.
    assert not new_this_year(again.series, 10)
    assert not new_this_year(control_of(spring).series, 10)
