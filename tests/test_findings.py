"""Titles and findings are sentences a member can read aloud, and say no more than the figures carry."""

from dataclasses import replace

import numpy as np
import pandas as pd

from cxdata import findings
from cxdata.findings import Finding, Strength
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.query import Answer
from cxdata.overview.questions.over_time import change_finding
from cxdata.overview.questions.ranking import most_deserving
from cxdata.overview.questions.worse import groups_worse
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import wilson


def shares(measure: str, by: str, rows: list[tuple[str, float, float]], notes: tuple[str, ...] = ()) -> Answer:
    """An answer of shares from (group, numerator, denominator)."""
    frame = pd.DataFrame(rows, columns=[by, "numerator", "denominator"]).astype(
        {"numerator": float, "denominator": float}
    )
    sound = frame["denominator"] >= 10
    lower, upper = wilson(frame["numerator"].where(sound), frame["denominator"].where(sound))
    frame["value"] = (frame["numerator"] / frame["denominator"]).where(sound)
    frame["lower"], frame["upper"] = lower, upper
    frame["base_note"] = ["too few to say" if n < 10 else "small base" if n < 100 else "" for n in frame["denominator"]]
    return Answer(MEASURES[measure], (DIMENSIONS[by],), Scope(), frame, "v", ("file.csv",), notes)


def unsplit(measure: str, numerator: float, denominator: float, **more: float) -> Answer:
    """An unsplit answer."""
    answer = shares(measure, "channel", [("web", numerator, denominator)])
    return replace(answer, by=(), frame=answer.frame.drop(columns="channel").assign(**more))


def test_a_group_that_differs_is_held_against_the_rest() -> None:
    """Phone 63 of 1,000; of the other 2,000 82, which is 4.1%."""
    answer = shares("dissatisfied", "channel", [("phone", 63, 1000), ("web", 41, 1000), ("post", 41, 1000)])
    assert findings.of_groups(answer) == "Phone: 6.3% dissatisfied, against 4.1% of the rest"
    online = shares("online_share", "service", [("Bins", 450, 1000), ("Roads", 500, 1000), ("Parks", 500, 1000)])
    assert findings.of_groups(online) == "Bins: 45.0% dealt with online, against 50.0% of the rest"


def test_both_sides_are_named_and_groups_are_named_in_words() -> None:
    answer = shares("satisfied", "channel", [("face_to_face", 950, 1000), ("email", 700, 1000), ("web", 860, 1000)])
    assert findings.of_groups(answer) == (
        "E-mail: 70.0% satisfied, against 90.5% of the rest; better: Face to face and Web"
    )
    several = shares(
        "dissatisfied", "channel", [("phone", 90, 1000), ("email", 95, 1000), ("web", 20, 1000), ("app", 22, 1000)]
    )
    assert findings.of_groups(several) == (
        "Dissatisfied: worse than the rest for E-mail and Phone; better for Web and App"
    )
    good = shares("dissatisfied", "channel", [("web", 20, 1000), ("phone", 40, 1000), ("post", 41, 1000)])
    assert findings.of_groups(good) == "Dissatisfied: better than the rest for Web"


def test_those_about_most_people_come_first_and_many_are_counted() -> None:
    worse = [("Housing and homelessness", 200, 1000), ("Roads", 150, 1000), ("Parks", 250, 1000), ("Bins", 100, 1000)]
    rest = [(f"Service {number}", 20, 1000) for number in range(12)]
    title = findings.of_groups(shares("dissatisfied", "service", worse + rest))
    assert title == "Dissatisfied: worse than the rest for Parks and 3 more; better for Service 0 and 11 more"
    many = [(f"The very long name of ward {number}", 200, 1000) for number in range(5)]
    fine = [(f"The other long name of ward {number}", 20, 1000) for number in range(5)]
    assert findings.of_groups(shares("dissatisfied", "ward", many + fine)) == (
        "Dissatisfied by ward: 5 worse and 5 better than the rest"
    )


def test_a_difference_that_may_be_chance_names_nobody() -> None:
    answer = shares("satisfied", "channel", [("web", 860, 1000), ("phone", 870, 1000)])
    assert findings.of_groups(answer) == "Satisfied: no channel differs from the rest by more than chance"


def test_not_recorded_is_never_named() -> None:
    rows = [("web", 860, 1000), ("phone", 860, 1000), ("post", 10, 20), ("Not recorded", 100, 1000)]
    assert "Not recorded" not in findings.of_groups(shares("satisfied", "channel", rows))


def test_of_a_measure_with_no_better_side_the_side_is_said() -> None:
    answer = shares("assisted_share", "service", [("Bins", 300, 1000), ("Roads", 500, 1000), ("Parks", 490, 1000)])
    assert findings.of_groups(answer).startswith("Helped by staff: higher than the rest for Roads")


def test_of_a_count_the_most_and_how_much_of_all() -> None:
    answer = shares("contacts", "channel", [("web", 300, 1), ("phone", 700, 1)])
    answer = replace(answer, frame=answer.frame.assign(value=[300.0, 700.0], base_note=""))
    assert findings.of_groups(answer) == "Contacts: most for Phone, 700, which is 70% of all"


def test_of_what_is_not_judged_the_worse_end_is_named() -> None:
    rows = [("web", 0, 200), ("phone", 0, 200)]
    score = shares("satisfaction_mean_score", "channel", rows)
    apart = score.frame.assign(value=[84.0, 79.0], lower=[82.0, 77.0], upper=[86.0, 81.0])
    assert (
        findings.of_groups(replace(score, frame=apart)) == "Mean satisfaction score (0 to 100): least for Phone, 79.0"
    )
    near = score.frame.assign(value=[80.0, 79.0], lower=[78.0, 77.0], upper=[82.0, 81.0])
    assert findings.of_groups(replace(score, frame=near)).endswith("least for Phone, 79.0; the order may be chance")


def test_a_part_larger_than_its_whole_is_not_judged() -> None:
    answer = shares("satisfied", "channel", [("web", 86, 100), ("phone", 40, 100)])
    beyond = answer.frame.assign(numerator=[120.0, 40.0])
    assert "than the rest" not in findings.of_groups(replace(answer, frame=beyond))


def test_where_no_group_is_recorded_the_title_says_so() -> None:
    answer = shares("satisfied", "provider", [("Not recorded", 880, 1000)])
    assert findings.of_groups(answer) == "Satisfied: 88.0%; no provider is recorded"


def test_an_empty_answer_says_why() -> None:
    assert findings.of_groups(shares("satisfied", "channel", [])) == "Satisfied: no data in this selection"
    few = findings.of_groups(shares("satisfied", "channel", [("web", 3, 4)]))
    assert few == "Satisfied: too few to say in this selection (fewer than 10)"
    unloaded = replace(
        shares("satisfied", "channel", []), missing="No survey answers are loaded, so it cannot be shown."
    )
    assert findings.of_groups(unloaded) == "No survey answers are loaded, so it cannot be shown."


def test_a_headline_says_its_range_and_base_and_not_the_value_again() -> None:
    assert findings.headline(unsplit("satisfied", 900, 1000)) == (
        "95% range 88.0% to 91.7%, of 1,000 answers to the question"
    )
    assert findings.headline(unsplit("satisfied", 3, 4)) == "too few to say"


def test_a_change_is_called_chance_only_where_there_is_a_range_to_judge_it() -> None:
    assert findings.of_change(unsplit("satisfied", 900, 1000), unsplit("satisfied", 700, 1000)) == (
        "up 20.0 percentage points",
        Strength.CLEAR,
    )
    assert findings.of_change(unsplit("satisfied", 900, 1000), unsplit("satisfied", 895, 1000))[1] is Strength.POSSIBLE
    waits = [unsplit("average_wait", 1, 1000, value=value, lower=np.nan, upper=np.nan) for value in (120.0, 300.0)]
    assert findings.of_change(*waits) == ("down 3 min", Strength.NOT_JUDGED)


def test_a_group_that_does_worse_is_a_sentence_with_how_many_people_it_means() -> None:
    answer = shares("on_time", "service", [("Streets", 2513, 3023), ("Benefits", 32110, 35599)])
    found = groups_worse(answer, "overview")
    assert [finding.sentence for finding in found] == [
        "Dealt with on time: 83.1% for Streets against 90.2% for the rest. That is about 214 fewer dealt with on "
        "time than at the rate of the rest, of 3,023 contacts closed, or still open after their date."
    ]
    assert (found[0].choices, found[0].group) == ((("service", ("Streets",)),), "Streets")


def test_a_change_that_the_rounded_figures_do_not_give_says_why() -> None:
    """3.96 % to 4.44 % is 0.48 points and reads 4.0 % to 4.4 %; 4.0 % to 5.0 % is 1.0 either way."""
    told = change_finding(unsplit("dissatisfied", 4440, 100_000), unsplit("dissatisfied", 3960, 100_000), "then", "")
    assert told is not None
    assert told.sentence == (
        "Dissatisfied: up 0.5 percentage points on then, from 4.0% to 4.4% (the change is worked out before rounding)."
    )
    plain = change_finding(unsplit("dissatisfied", 5000, 100_000), unsplit("dissatisfied", 4000, 100_000), "then", "")
    assert plain is not None
    assert plain.sentence.endswith("from 4.0% to 5.0%.")


def test_nobody_is_worse_where_the_gap_is_chance_or_the_group_is_not_recorded() -> None:
    assert groups_worse(shares("on_time", "service", [("A", 90, 100), ("B", 91, 100)]), "") == []
    assert groups_worse(shares("on_time", "service", [("Not recorded", 10, 100), ("B", 910, 1000)]), "") == []


def test_the_same_contacts_under_two_names_are_one_finding() -> None:
    def finding(name: str, measure: str, weight: float, counted: tuple[float, float]) -> Finding:
        evidence = (shares(measure, "service", [("A", 10, 100)]),)
        return Finding(name, Strength.CLEAR, evidence=evidence, weight=weight, counted=counted)

    found = [
        finding("service", "on_time", 217, (2513, 3023)),
        finding("provider", "on_time", 217, (2513, 3023)),
        finding("other on time", "on_time", 200, (1, 2)),
        finding("dissatisfied", "dissatisfied", 60, (3, 4)),
        finding("abandoned", "abandoned_share", 40, (5, 6)),
    ]
    assert [finding.sentence for finding in most_deserving(found)] == ["service", "dissatisfied", "abandoned"]
    assert [finding.sentence for finding in most_deserving(found[:3])] == ["service", "other on time"]
