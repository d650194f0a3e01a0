"""Answers out of an edition alone: each figure from counts as shown, and each refusal in words."""

from datetime import date

import pytest

from cxdata.errors import CxError
from cxdata.export.edition.answer import published_answer
from cxdata.export.tables import download_of, in_words
from cxdata.periods import Period
from cxdata.scope import Scope

Q1 = Period(date(2025, 4, 1), date(2025, 7, 1))
YEAR = Period(date(2025, 4, 1), date(2026, 4, 1))
JULY = Period(date(2025, 7, 1), date(2025, 8, 1))


def shown(edition, measure: str, part: str, period: str, *, by: str = "", level: str = "") -> int:
    """One count as it stands in the file, read with plain SQL."""
    rows = edition.rows(
        "select coalesce(sum(shown), 0)::int as n from cells where measure = $m and part = $p and period = $t and "
        "by_1 = $by and level_1 = $level and by_2 = ''",
        {"m": measure, "p": part, "t": period, "by": by, "level": level},
    )
    return int(rows["n"].iloc[0])


def row(answer, **group: str):
    frame = answer.frame
    for name, level in group.items():
        frame = frame[frame[name] == level]
    [found] = frame.to_dict("records")
    return found


def test_a_count_is_the_count_as_shown(edition):
    answer = published_answer(edition, "contacts", ["ward"], Scope(period=Q1))
    assert row(answer, ward="Abbey")["value"] == shown(edition, "contacts", "n", "2025/26 Q1", by="ward", level="Abbey")
    assert row(answer, ward="Abbey")["value"] == 120
    assert answer.version == "edition-1"
    assert answer.published


def test_without_a_period_it_is_the_newest_and_longest(edition):
    answer = published_answer(edition, "contacts")
    assert answer.scope.period == YEAR
    assert row(answer)["value"] == shown(edition, "contacts", "n", "2025/26")


def test_a_share_is_made_of_yes_and_others_rounded_apart(edition):
    yes, others = (shown(edition, "satisfied", part, "2025/26 Q1") for part in ("yes", "others"))
    assert abs(yes - 60) <= 4
    assert abs(others - 30) <= 4
    found = row(published_answer(edition, "satisfied", (), Scope(period=Q1)))
    assert (found["numerator"], found["denominator"]) == (yes, yes + others)
    assert found["value"] == round(yes / (yes + others), 2)
    assert found["lower"] < found["value"] < found["upper"]
    assert found["base_note"] == "small base"


def test_the_range_of_a_share_counts_the_rounding(edition):
    """60 of 90: Wilson's range is 56.4 to 75.5 %; the rounding, of variance 4 for each of the two, makes it wider."""
    from cxdata.stats.basics.proportions import wilson

    found = row(published_answer(edition, "satisfied", (), Scope(period=Q1)))
    alone = wilson([found["numerator"]], [found["denominator"]])
    p = found["numerator"] / found["denominator"]
    more = 1.959964**2 * 4 * ((1 - p) ** 2 + p**2) / found["denominator"] ** 2
    assert found["lower"] == pytest.approx(p - ((p - alone.lower[0]) ** 2 + more) ** 0.5, abs=1e-6)
    assert found["upper"] == pytest.approx(p + ((alone.upper[0] - p) ** 2 + more) ** 0.5, abs=1e-6)


def test_a_percentage_of_fewer_than_30_is_not_given_nor_in_the_file(edition):
    found = row(published_answer(edition, "online_share", ["ward"], Scope(period=Q1)), ward="Castle")
    assert found["base_note"] == "fewer than 30, as published"
    assert found["value"] != found["value"]
    assert shown(edition, "online_share", "yes", "2025/26 Q1", by="ward", level="Castle") == 0
    assert row(published_answer(edition, "online_share", ["ward"], Scope(period=Q1)), ward="Abbey")["base_note"] == ""


def test_a_mean_comes_of_the_five_levels_from_100_answers_on(edition):
    levels = [shown(edition, "satisfaction_mean_score", f"level_{level}", "2025/26") for level in range(1, 6)]
    assert levels[1] == 120
    assert levels[4] == 240
    assert row(published_answer(edition, "satisfaction_mean_score", (), Scope(period=YEAR)))["value"] == 75.0
    few = row(published_answer(edition, "satisfaction_mean_score", (), Scope(period=JULY)))
    assert few["base_note"] == "fewer than 100, as published"


def test_a_middle_value_comes_of_bands_of_days(edition):
    """Days 0 to 8 in turn: the middle one is 4, and evenly spread within 3 to 5 it is about 4 and a half."""
    found = row(published_answer(edition, "days_to_close", (), Scope(period=YEAR)))
    assert 4 <= found["value"] <= 5
    assert found["denominator"] == sum(
        shown(edition, "days_to_close", f"days_{start}", "2025/26") for start in (0, 1, 2, 3, 5, 7)
    )


def test_a_wait_is_rounded_seconds_over_rounded_calls(edition):
    seconds, calls = (shown(edition, "average_wait", part, "2025/26 Q1") for part in ("total", "base"))
    assert abs(calls - 27 * 3 * 15) <= 4
    assert row(published_answer(edition, "average_wait", (), Scope(period=Q1)))["value"] == round(seconds / calls, 1)


def test_shares_of_one_total_use_the_levels_as_shown(edition):
    answer = published_answer(edition, "channel_share", (), Scope(period=YEAR))
    counts = {
        level: shown(edition, "channel_share", "n", "2025/26", by="channel", level=level) for level in ("phone", "web")
    }
    assert row(answer, channel="web")["numerator"] == counts["web"]
    assert row(answer, channel="web")["denominator"] == sum(counts.values())
    phone = published_answer(edition, "channel_share", (), Scope(period=YEAR).with_choice("channel", "phone"))
    assert row(phone)["value"] == row(answer, channel="phone")["value"]


def test_a_value_and_a_split_are_the_table_of_two_things(edition):
    both = published_answer(edition, "contacts", ["ward", "channel"], Scope(period=Q1))
    one = published_answer(edition, "contacts", ["channel"], Scope(period=Q1).with_choice("ward", "Abbey"))
    for channel in ("phone", "web"):
        assert row(one, channel=channel)["value"] == row(both, ward="Abbey", channel=channel)["value"]


def test_months_follow_one_another_and_0_to_4_is_said(edition):
    answer = published_answer(edition, "contacts", ["month"], Scope(period=Q1).with_choice("ward", "Abbey"))
    assert list(answer.frame["month"]) == ["2025-04", "2025-05", "2025-06"]
    assert set(answer.frame["value"]) == {40.0}
    dale = published_answer(edition, "contacts", ["month"], Scope().with_choice("ward", "Dale"))
    assert len(dale.frame) == 12
    assert set(dale.frame["value"]) == {0.0, 5.0}  # 3 contacts each month, one more in May
    assert set(in_words(dale)["Contacts"]) == {"0 to 4", "5"}
    assert {row[1] for row in download_of(dale).rows} == {"0 to 4", 5}


def test_parts_that_do_not_add_up_are_said(edition):
    answers = [published_answer(edition, "contacts", ["ward"], Scope(period=one)) for one in edition.periods.values()]
    told = [note for answer in answers for note in answer.notes]
    assert told
    for answer in answers:
        total = shown(edition, "contacts", "n", str(answer.scope.period))
        parts = answer.frame["numerator"].sum()
        said = f"The parts add up to {parts:,.0f}: each was rounded by itself. The {total:,} is nearer."
        assert answer.notes == ((said,) if parts != total else ())


def test_every_answer_says_the_rules(edition):
    rules = published_answer(edition, "contacts").rules
    assert rules.startswith(
        "Published figures, edition of 10 April 2026. Each count is rounded up or down to a multiple of 5"
    )
    assert "within 4 of the true count" in rules
    assert "Percentages need 30 people" in rules


REFUSED = {
    "two wards": (
        ("contacts", (), Scope().with_choice("ward", "Abbey", "Castle")),
        "The published view shows one ward at a time: sums of wards of one's own choosing would give single people "
        "away. Ask an officer, or have the group named in council.toml.",
    ),
    "free dates": (
        ("contacts", (), Scope(period=Period(date(2025, 4, 1), date(2025, 4, 10)))),
        "Figures for days of one's own choosing would give single people away.",
    ),
    "a half-year": (
        ("contacts", (), Scope(period=Period(date(2025, 4, 1), date(2025, 10, 1)))),
        "2025/26 H1 is none of them, or nothing was published of it.",
    ),
    "three things": (
        ("contacts", ("channel", "service"), Scope().with_choice("ward", "Abbey")),
        "The published view shows at most two things at once, and ward, channel and service are 3",
    ),
    "months of two things": (
        ("contacts", ("month", "service"), Scope().with_choice("ward", "Abbey")),
        "The published view shows months of one thing at a time",
    ),
    "a month of two things": (
        ("contacts", ("service",), Scope(period=JULY).with_choice("ward", "Abbey")),
        "Choose a quarter, or leave one out.",
    ),
    "weeks": (("contacts", ("week",), Scope()), "is split by months, quarters or financial years"),
    "staff": (("contacts", (), Scope(include_staff=True)), "The published view leaves out contacts that staff raised"),
    "who raised it": (
        ("contacts", ("requester",), Scope()),
        "tells nothing by raised by: contacts that staff raised are left out of it.",
    ),
    "two of a kind": (("contacts", ("reason", "outcome"), Scope()), "by reason and outcome at once. Ask an officer."),
    "what is open": (("complaints_open", (), Scope()), "not in the published view: it is another with every load"),
    "the slowest tenth": (("days_to_close_p90", (), Scope()), "it has the middle value and no other"),
    "what was not loaded": (("complaints", (), Scope()), "This edition has nothing of 'Complaints'"),
    "what is not in its data": (("calls_offered", ("ward",), Scope()), "there is none in its data"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_on_the_list_is_refused_in_words(edition, case):
    (measure, by, scope), words = REFUSED[case]
    with pytest.raises(CxError) as refusal:
        published_answer(edition, measure, by, scope)
    assert words in str(refusal.value)
