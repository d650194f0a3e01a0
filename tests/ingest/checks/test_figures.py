"""Checks of web, telephone and published figures: each with an example that fails it and one that passes."""

from datetime import datetime

MARCH = datetime(2025, 3, 1)


def _months(*rows: tuple[int, int]) -> list[dict]:
    return [
        {"day": datetime(2025, month, 1), "visits": visits, "page_views": pages, "grain": "month"}
        for month, (visits, pages) in enumerate(rows, start=1)
    ]


def test_pages_below_visits_in_the_words_of_the_minutes(checked) -> None:
    found = checked(web=_months((6_420_000, 1_870_000)))["pages_below_visits"][0]
    assert found.verdict == "do not use"
    assert found.message.startswith(
        "6.42m visits and 1.87m page views cannot both be right: 0.29 pages a visit; swapped it would be 3.43. It is "
        "so in every month, January 2025."
    )


def test_pages_below_visits_names_the_months_and_the_assisted_share_both_ways(checked) -> None:
    # 209,000 calls and 28,000 visits to a desk: 237,000 of 6,657,000 is 3.6%; of 2,107,000 it is 11.2%.
    contacts = [
        {"received_at": datetime(2025, 2, 3), "channel": "phone", "count": 209_000, "requester": "public"},
        {"received_at": datetime(2025, 2, 9), "channel": "face_to_face", "count": 28_000, "requester": "public"},
        {"received_at": datetime(2025, 2, 9), "channel": "phone", "count": 5_000, "requester": "staff"},
        {"received_at": datetime(2025, 1, 9), "channel": "phone", "count": 9_999, "requester": "public"},
    ]
    message = checked(web=_months((100, 300), (6_420_000, 1_870_000), (100, 300)), contacts=contacts)[
        "pages_below_visits"
    ][0].message
    assert "It is so in February 2025, 1 of 3 months." in message
    assert "are 3.6% by the visits as given and 11.2% if the two are swapped" in message


def test_pages_above_visits_pass(checked) -> None:
    assert "pages_below_visits" not in checked(web=_months((100, 343), (100, 100)))


def test_completions_above_starts(checked) -> None:
    day = {"day": MARCH, "starts": 10, "completions": 12}
    found = checked(web=[day, day | {"completions": 9}])["completions_above_starts"][0]
    assert found.message.startswith("On 1 row of 2 more online forms were completed than begun (12 against 10).")
    assert "completions_above_starts" not in checked(web=[day | {"completions": 10}])


def _call(**values: object) -> dict:
    return {"interval_start": MARCH, "offered": 100, "answered": 90, "abandoned": 10, "grain": "day"} | values


def test_answered_and_abandoned_against_offered(checked) -> None:
    found = checked(calls=[_call(), _call(abandoned=4), _call(answered=95)])["answered_abandoned_offered"][0]
    assert found.verdict == "use with care"
    assert found.message.startswith(
        "Answered and abandoned calls differ from calls offered on 2 of 3 days; they exceed it on 1 day. In all they "
        "are 1 fewer than the 300 offered (0.3%)"
    )
    assert "answered_abandoned_offered" not in checked(calls=[_call()])


def test_part_above_whole(checked) -> None:
    found = checked(calls=[_call(answered_in_target=91.0), _call(answered_in_target=90.0)])["part_above_whole"][0]
    assert "On 1 interval of 2 more calls were answered within the target than answered at all." in found.message
    assert "part_above_whole" not in checked(calls=[_call(answered_in_target=90.0)])


def test_counts_by_wait_that_do_not_add_up(checked) -> None:
    rises = {"answered_within_20": 20.0, "answered_within_60": 80.0, "answered_within_600": 90.0}
    falls = rises | {"answered_within_60": 10.0}
    found = checked(calls=[_call(**rises), _call(**falls), _call(abandoned_within_300=11.0)])["bands_add_up"]
    assert [one.rows for one in found] == [1, 1]
    assert found[0].message.startswith("On 1 interval of 3 the counts of calls answered by how long they waited do not")
    assert "calls given up by how long" in found[1].message
    assert "bands_add_up" not in checked(calls=[_call(**rises), _call()])


def _residents(ward: str, whole: int, *bands: int) -> list[dict]:
    rows = [{"ward_code": ward, "characteristic": "all", "band": "all", "residents": whole}]
    return rows + [
        {"ward_code": ward, "characteristic": "age", "band": f"b{place}", "residents": residents}
        for place, residents in enumerate(bands)
    ]


def test_bands_that_do_not_come_to_the_total(checked) -> None:
    found = checked(population=[*_residents("A", 1000, 400, 500), *_residents("B", 900, 400, 500)])
    assert found["bands_not_total"][0].message.startswith(
        "In 1 of 2 areas the residents by age do not come to the residents in all: 900 against 1,000 (A)."
    )
    # Two bands may be two out by rounding.
    assert "bands_not_total" not in checked(population=_residents("A", 902, 400, 500))


def _survey(turn: int | None) -> dict[str, list[dict]]:
    """Twelve months of 20 answers: 10 very satisfied, 6 satisfied, 4 neither. Share satisfied 80; mean score 82.5."""
    responses, published = [], []
    for month in range(1, 13):
        day = datetime(2025, month, 1)
        for score, count in ((5, 10), (4, 6), (3, 4)):
            responses.append({"responded_at": day, "score": score, "count": count, "response_id": f"{month}/{score}"})
        value = 82.5 if turn is None or month < turn else 80.0
        published.append({"period": day, "organisation": "Quarnmere", "figure": "Satisfaction %", "value": value})
    return {"responses": responses, "benchmarks": published}


def test_a_published_figure_that_changed_its_formula(checked) -> None:
    found = checked(**_survey(10))["published_formula_changed"][0]
    assert found.message == (
        "The published figure 'Satisfaction %' changed its formula in October 2025: until September 2025 it is the "
        "mean score on a scale of 0 to 100 (9 months), since then the share satisfied or very satisfied. It went from "
        "82.5 to 80 by December 2025; by the share satisfied or very satisfied throughout it went from 80.0 to 80.0. "
        "Do not draw it as one line."
    )
    assert "published_formula_changed" not in checked(**_survey(None))


def test_a_published_figure_that_the_answers_do_not_give(checked) -> None:
    survey = _survey(None)
    survey["benchmarks"][3] |= {"value": 95.0}
    found = checked(**survey)["published_differs"][0]
    assert "is not what the answers loaded give in 1 of 12 months (April 2025)" in found.message
    assert "In April 2025 it is 95; the counts give a mean score of 82.5 and 80.0% satisfied" in found.message
    assert "published_differs" not in checked(**_survey(None))


def test_another_councils_figure_is_not_held_against_our_answers(checked) -> None:
    survey = _survey(None)
    survey["benchmarks"] = [row | {"organisation": "Elsewhere", "value": 60.0} for row in survey["benchmarks"]]
    assert not {"published_differs", "published_formula_changed"} & set(checked(**survey))
    # Nor where it comes near ours by chance, in 10 of 12 months.
    for row in survey["benchmarks"][2:]:
        row["value"] = 82.5
    assert not {"published_differs", "published_formula_changed"} & set(checked(**survey))


def test_a_percentage_above_100(checked) -> None:
    row = {"period": MARCH, "organisation": "Quarnmere", "figure": "Paid on time %", "value": 103.0}
    found = checked(benchmarks=[row, row | {"value": 99.0}])["percentage_out_of_range"][0]
    assert found.message == "1 published percentage is below 0 or above 100 (50.0% of 2): Paid on time %."
    assert "percentage_out_of_range" not in checked(benchmarks=[row | {"value": 100.0}])


def _each_day(months: int, **row: object) -> list[dict]:
    days = [datetime(2025, month, day) for month in range(1, months + 1) for day in range(1, 29)]
    return [row | {"interval_start" if "answered" in row else "received_at": day, "grain": "day"} for day in days]


def test_registers_that_cannot_be_told_apart(checked) -> None:
    case = {"received_at": datetime(2025, 3, 3), "service": "Waste", "file_id": 1}
    twin = case | {"file_id": 2}
    known = [case | {"complaint_id": f"C{number}"} for number in range(3)]
    found = checked(complaints=[*known, *[twin] * 4])
    assert found["complaints_without_reference"][0].message.startswith("None of its 4 complaints has a reference")
    assert "have 3 complaints of the same day, service and stage" in found["complaints_alike"][0].message
    fine = checked(complaints=[*known, *[twin] * 2, twin | {"complaint_id": "D1"}])
    assert not {"complaints_without_reference", "complaints_alike"} & set(fine)


def test_sources_disagree_where_one_has_far_more_than_the_other(checked) -> None:
    """8 months of 28 days, the last not whole: 196 contacts by phone and by web beside ten times as many calls."""
    contacts = [*_each_day(8, channel="phone", requester="public"), *_each_day(8, channel="web", requester="public")]
    calls = _each_day(8, offered=11, answered=10)
    (found,) = checked(contacts=contacts, calls=calls)["sources_disagree"]
    assert (found.verdict, found.table, found.file_id) == ("use with care", "contacts", None)
    assert found.message.startswith("Two sources disagree: 196 contacts by phone, but 1,960 calls answered (")
    assert "With the calls counted “Dealt with online” would be 9%, not 50%." in found.message
    assert found.message.endswith("Say in council.toml which of the two counts ([base] phone).")


def test_sources_that_count_alike_are_passed(checked) -> None:
    contacts = _each_day(8, channel="phone", requester="public")
    assert "sources_disagree" not in checked(contacts=contacts, calls=_each_day(8, offered=2, answered=1))
