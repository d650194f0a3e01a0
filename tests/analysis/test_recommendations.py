"""The tracker does not accept a "yes": what each answer lacks, on a day, in a sentence a member can check."""

from dataclasses import replace
from datetime import date

import pytest

from cxdata.analysis.recommendations.days import read_day
from cxdata.analysis.recommendations.flags import RULES, flags_of, reply_due
from cxdata.analysis.recommendations.item import Item, State
from cxdata.analysis.recommendations.standing import standing_on
from cxdata.analysis.recommendations.words import opening_answer, read_answer
from cxdata.council import Tracking

MADE, ANSWERED, TODAY = date(2020, 2, 4), date(2020, 2, 12), date(2026, 11, 26)
YES = Item("R1", "That callers are offered a call-back.", made=MADE, heard=ANSWERED, answer="yes")
# The response of 12 February 2020 to five recommendations of a scrutiny committee, as its table has them.
FIVE = (
    replace(YES, id="R1", reference="1"),
    replace(
        YES,
        id="R2",
        reference="2",
        comment="ODS is reviewing this; a report will go to the ODS Board and the Shareholder in the coming months.",
    ),
    replace(YES, id="R3", reference="3"),
    replace(
        YES,
        id="R4",
        reference="4",
        answer="partly",
        comment="The Community Engagement Policy expired in 2017; wait for the April 2020 report.",
    ),
    replace(YES, id="R5", reference="5", comment="The council is already undertaking this."),
)


def keys(item: Item, as_of: date = ANSWERED, tracking: Tracking | None = None) -> list[str]:
    return [flag.key for flag in flags_of(item, as_of, tracking or Tracking())]


def sentences(item: Item, as_of: date = ANSWERED) -> list[str]:
    return [flag.sentence for flag in flags_of(item, as_of, Tracking())]


def test_of_the_five_two_have_no_action_one_is_deferred_and_one_is_already_doing() -> None:
    tracker = standing_on(FIVE, ANSWERED, Tracking())
    by_name = {row.item.name: [flag.key for flag in row.flags] for row in tracker.rows}
    assert by_name == {"1": ["no_action"], "3": ["no_action"], "2": ["deferred"], "5": ["already_doing"], "4": []}
    assert {key: number for key, number in tracker.flagged.items() if number} == {
        "no_action": 2,
        "deferred": 1,
        "already_doing": 1,
    }
    assert tracker.sentence == (
        "Of 5 recommendations, 2 agreed without an action, 1 put off without a date and 1 “already doing”"
    )


def test_the_one_put_off_to_a_report_is_late_once_that_month_is_over() -> None:
    fourth = FIVE[3]
    assert sentences(fourth, date(2020, 4, 30)) == []
    assert sentences(fourth, date(2020, 5, 1)) == ["Put off until 30 April 2020, 1 day ago, and not recorded as done."]


def test_today_the_same_flags_stand_and_nothing_was_heard_of_any() -> None:
    tracker = standing_on(FIVE, TODAY, Tracking())
    flagged = {key: number for key, number in tracker.flagged.items() if number}
    assert flagged == {"no_action": 2, "deferred": 1, "already_doing": 1, "action_overdue": 1, "silent": 5}
    assert "No word since 12 February 2020, 6 years ago." in sentences(FIVE[0], TODAY)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (YES, "Agreed, but no action, owner or date is recorded."),
        (replace(YES, owner="Head of Service"), "Agreed, but no action or date is recorded."),
        (replace(YES, owner="Head of Service", due=TODAY), "Agreed, but no action is recorded."),
        (replace(YES, action="New menu"), "Agreed, with an action, but no owner or date is recorded."),
        (replace(YES, action="New menu", due=TODAY), "Agreed, with an action, but no owner is recorded."),
        (replace(YES, kind="promise", answer=""), "Promised, but no owner or date is recorded."),
        (replace(YES, comment="Already done."), "Said to be done already, but no evidence is recorded."),
        (replace(YES, comment="Cost to be confirmed."), "Put off (“to be confirmed”) without a date."),
        (replace(YES, answer="deferred"), "Put off (“deferred”) without a date."),
        (replace(YES, status="deferred"), "Put off (“deferred”) without a date."),
        (replace(YES, answer="noted"), "Only noted: neither agreed nor refused."),
        (replace(YES, status="done"), "Recorded as done, with neither evidence nor a measure to show it."),
    ],
)
def test_each_rule_has_its_sentence(item: Item, said: str) -> None:
    assert sentences(item) == [said]


@pytest.mark.parametrize(
    "item",
    [
        replace(YES, action="New menu", owner="Head of Service", due=TODAY),
        replace(YES, comment="Already done.", evidence="Report of 3 March"),
        replace(YES, comment="To be considered by the Board in March 2020."),
        replace(YES, comment="Deferred to March"),
        replace(YES, status="done", evidence="Report of 3 March"),
        replace(YES, status="done", measure="average_wait"),
        replace(YES, answer="no", comment="Too few would come."),
        replace(YES, status="stopped"),
        replace(YES, kind="promise", answer="", owner="Head of Service", due=TODAY),
    ],
)
def test_what_lacks_nothing_has_no_flag(item: Item) -> None:
    assert sentences(item) == []


def test_an_answer_is_late_two_months_after_the_recommendation_or_the_days_that_are_set() -> None:
    asked = Item("R1", "That hours are longer.", made=date(2025, 12, 31))
    assert reply_due(asked, Tracking()) == date(2026, 2, 28)
    assert keys(asked, date(2026, 2, 28)) == []
    assert sentences(asked, date(2026, 3, 1)) == ["No answer yet: it was due by 28 February 2026, 1 day ago."]
    assert keys(asked, date(2026, 1, 29), Tracking(reply_days=28)) == ["reply_overdue"]
    assert keys(replace(asked, made=None), TODAY) == []
    assert keys(replace(asked, kind="promise", owner="Cabinet", due=TODAY), date(2026, 3, 1)) == []


def test_an_action_is_late_on_the_day_after_it_was_due_and_never_once_it_is_done() -> None:
    item = replace(YES, action="New menu", owner="Head of Service", due=date(2020, 3, 31))
    assert keys(item, date(2020, 3, 31)) == []
    assert sentences(item, date(2020, 6, 1)) == ["Due by 31 March 2020, 2 months ago, and not recorded as done."]
    assert keys(replace(item, status="done", evidence="seen"), TODAY) == []


def test_nothing_heard_is_half_a_year_since_the_last_word_or_the_months_that_are_set() -> None:
    item = replace(YES, action="New menu", owner="Head of Service", due=TODAY)
    assert keys(item, date(2020, 8, 12)) == []
    assert keys(item, date(2020, 8, 13)) == ["silent"]
    assert keys(item, date(2020, 5, 13), Tracking(silent_months=3)) == ["silent"]
    assert keys(replace(item, heard=date(2020, 8, 1)), date(2020, 8, 13)) == []


def test_of_the_four_flags_of_an_answer_a_row_has_at_most_one() -> None:
    exclusive = {"no_action", "incomplete", "already_doing", "deferred"}
    for answer in ("", "yes", "partly", "no", "noted", "deferred"):
        for comment in ("", "already", "in due course", "already, in due course"):
            for status in ("", "under way", "done", "stopped", "deferred", "not started"):
                item = replace(YES, answer=answer, comment=comment, status=status)
                assert len(exclusive & set(keys(item, TODAY))) <= 1, item


def test_the_titles_of_flags_hold_nothing_that_an_officer_wrote() -> None:
    item = replace(YES, comment="Mr Wordsworth will report in the coming months.")
    assert [flag.title for flag in flags_of(item, ANSWERED, Tracking())] == ["Put off, no date"]
    assert len({rule.title for rule in RULES}) == len(RULES)


def test_the_rows_that_most_need_a_question_come_first_and_findings_stay_short() -> None:
    late = Item("R9", "That hours are longer.", made=date(2019, 1, 1))
    done = replace(YES, id="R8", status="done", evidence="seen")
    tracker = standing_on([done, *FIVE, late], TODAY, Tracking())
    assert [row.item.id for row in tracker.rows[:3]] == ["R1", "R3", "R9"]
    assert tracker.rows[-1].item.id == "R8"
    assert [row.item.state for row in tracker.rows].count(State.DONE) == tracker.done == 1
    assert tracker.overdue == 2
    assert len(tracker.sentence.split()) <= 20
    assert tracker.question == "Which action, by whom and by when, stands behind the “yes” to recommendation 1?"


def test_without_a_row_and_without_a_flag_the_finding_says_so() -> None:
    assert standing_on([], TODAY, Tracking()).sentence == "No recommendation is recorded yet"
    done = replace(YES, status="done", evidence="seen")
    assert standing_on([done], TODAY, Tracking()).sentence == (
        "Nothing is overdue or without an action: 1 of 1 recommendation done"
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-02-04", "2020-02-04", "2020-02-04"),
        ("04/02/2020", "2020-02-04", "2020-02-04"),
        ("4.2.20", "2020-02-04", "2020-02-04"),
        ("by 4th February 2020", "2020-02-04", "2020-02-04"),
        ("end of March 2026", "2026-03-01", "2026-03-31"),
        ("Sept 2026", "2026-09-01", "2026-09-30"),
        ("Q2 2026/27", "2026-07-01", "2026-09-30"),
        ("Q4 2026/27", "2027-01-01", "2027-03-31"),
        ("2026/27", "2026-04-01", "2027-03-31"),
        ("autumn 2026", "2026-09-01", "2026-11-30"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("Deferred to March", "2026-03-01", "2026-03-31"),
        ("in December", "2025-12-01", "2025-12-31"),
        ("31/02/2026, or March 2026", "2026-03-01", "2026-03-31"),
    ],
)
def test_dates_are_read_as_papers_write_them(text: str, first: str, last: str) -> None:
    day = read_day(text, after=date(2025, 12, 1) if "December" not in text else date(2025, 11, 30))
    assert day is not None
    assert (day.first.isoformat(), day.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "soon", "we may march on", "expired in 2017", "10-12 people", "2019/21", "31/02/2026"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_day(text, after=TODAY) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes", "yes"),
        ("Y", "yes"),
        ("Agree", "yes"),
        ("Agreed.", "yes"),
        ("Accepted", "yes"),
        ("✓", "yes"),
        ("In part", "partly"),
        ("Partial", "partly"),
        ("Partially agreed", "partly"),
        ("Yes, in part", "partly"),
        ("Agreed as amended", "partly"),
        ("No", "no"),
        ("Not agreed", "no"),
        ("Not accepted at this time", "no"),
        ("Rejected", "no"),
        ("Noted", "noted"),
        ("Deferred to March", "deferred"),
        ("", ""),
        ("-", ""),
        ("Pending", ""),
        ("No response yet", ""),
        ("See minutes", None),
    ],
)
def test_answers_are_read_in_whatever_words(text: str, answer: str | None) -> None:
    assert read_answer(text) == answer


@pytest.mark.parametrize(
    "text",
    [
        "Cannot agree",
        "We can't agree",
        "Do not support",
        "Don’t agree",
        "Unable to accept",
        "The Executive does not agree.",
        "Not able to support this",
        "We do not approve",
        "Will not be accepted",
    ],
)
def test_a_refusal_in_any_words_is_never_a_yes(text: str) -> None:
    assert read_answer(text) == "no"


@pytest.mark.parametrize(
    "action", ["Waiting times to be cut", "Reduce the wait on the phone", "A sign in the waiting room"]
)
def test_a_wait_that_is_to_be_shorter_is_not_put_off(action: str) -> None:
    assert keys(replace(YES, action=action)) == ["incomplete"]
    assert keys(replace(YES, comment="We wait for the budget.")) == ["deferred"]


def test_what_was_refused_and_not_started_is_closed() -> None:
    refused = replace(YES, answer="no", status="not started")
    assert refused.state is State.CLOSED
    assert keys(refused, TODAY) == []


def test_who_has_no_objection_does_not_refuse() -> None:
    assert read_answer("No objection") == "yes"
    assert opening_answer("No objection: officers will bring a report") == "No objection"


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Agreed in part. The Board will look at it.", "Agreed in part"),
        ("Yes: by March", "Yes"),
        ("Noting the cost, officers will report", ""),
        ("Nobody knows", ""),
        ("The Cabinet agreed last year", ""),
        ("Not agreed: too dear", "Not agreed"),
    ],
)
def test_a_response_may_begin_with_its_answer(text: str, opening: str) -> None:
    assert opening_answer(text) == opening
