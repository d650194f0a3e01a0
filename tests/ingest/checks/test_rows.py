"""Checks of contacts, answers and files: each with an example that fails it and one that passes."""

from datetime import date, datetime, timedelta

import pytest

from cxdata.ingest.receipt import FileReceipt, Problem

DAY = datetime(2025, 3, 10, 14, 0)


def _contact(**values: object) -> dict:
    return {
        "contact_id": "1",
        "received_at": DAY,
        "channel": "phone",
        "requester": "public",
        "service": "Bins",
    } | values


def test_one_row_is_a_row_and_two_are_rows() -> None:
    one = FileReceipt("a.csv", "p", ("contacts",), read=2, loaded=1, duplicates=1).sentences()[1]
    assert one == "  2 rows read = 1 loaded + 0 set aside + 1 duplicate."
    assert FileReceipt("a.csv", "p", ("contacts",), read=1, loaded=1).sentences()[1].startswith("  1 row read = 1 ")


def test_closed_before_received(checked) -> None:
    rows = [_contact(closed_at=DAY + timedelta(hours=hours)) for hours in (1, 2, 3, 4, -1)]
    found = checked(contacts=rows)["closed_before_received"][0]
    assert found.message.startswith("1 of 5 contacts was closed before the day of receipt (20.0%)")
    assert found.verdict == "use with care"
    worse = checked(contacts=rows[3:])["closed_before_received"][0]
    assert (worse.verdict, worse.rows) == ("do not use", 1)
    # A closing date without a time of day is the whole day, and 1900 is no date at all.
    passing = [_contact(closed_at=datetime(2025, 3, 10)), _contact(closed_at=datetime(1900, 1, 1))]
    assert "closed_before_received" not in checked(contacts=passing)


def test_complaints_answered_before_received(checked) -> None:
    row = {"complaint_id": "1", "received_at": DAY, "responded_at": DAY - timedelta(days=3)}
    assert "1 of 1 complaints was answered before" in checked(complaints=[row])["closed_before_received"][0].message


def test_due_before_received(checked) -> None:
    found = checked(contacts=[_contact(due_at=datetime(2025, 3, 9, 17))])["due_before_received"][0]
    assert found.message.startswith("1 of 1 contacts was due before the day of receipt (100.0%)")
    assert "due_before_received" not in checked(contacts=[_contact(due_at=datetime(2025, 3, 10, 9))])


def test_sentinel_dates(checked) -> None:
    found = checked(
        contacts=[_contact(closed_at=datetime(1900, 1, 1)), _contact(closed_at=DAY)],
        set_aside=[(1, 7, "due_at", "31/12/9999", "is not a date this profile can read")],
    )["sentinel_dates"]
    assert found[0].message.startswith("1 row has the closed at 1 January 1900, which a system writes when it has no")
    assert found[1].message.startswith("1 row is set aside for the due at '31/12/9999'")
    assert "sentinel_dates" not in checked(contacts=[_contact(closed_at=DAY)])


def test_future_dates(checked) -> None:
    found = checked(contacts=[*[_contact()] * 9, _contact(received_at=datetime(2026, 12, 1))])["future_dates"][0]
    assert found.message.startswith("1 row has a received at after today, the latest 1 December 2026.")
    # A promise may lie ahead.
    assert "future_dates" not in checked(contacts=[_contact(due_at=datetime(2026, 12, 1))])


AREAS = [
    ("E1", "Abbey", 2022, "E07", True),
    ("E2", "Brook", 2022, "E07", True),
    ("E3", "Holywell", 2022, "E07", True),
    ("O1", "Old Abbey", 2013, "E07", False),
]


def _wards(*codes: str) -> list[dict]:
    return [_contact(ward_code=code) for code in codes]


def test_wards_against_the_boundaries(checked) -> None:
    found = checked(areas=AREAS, contacts=_wards("E1", "E1", "E2", "X9", "O1"))
    assert found["wards_without_boundaries"][0].message.startswith(
        "1 of 5 contacts with a ward (20.0%) are in 1 ward that no boundary file loaded knows: X9."
    )
    assert found["wards_of_another_vintage"][0].message.startswith(
        "1 of 5 contacts with a ward (20.0%) carry 1 code of older boundaries: O1."
    )
    assert found["wards_without_data"][0].message.startswith(
        "1 of 3 wards of E07 on the map have no contacts at all: Holywell (E3). No data is not nought"
    )
    fine = checked(areas=AREAS, contacts=_wards("E1", "E2", "E3"))
    assert not {"wards_without_boundaries", "wards_of_another_vintage", "wards_without_data"} & set(fine)
    # Without boundaries nothing can be said of wards.
    assert "wards_without_boundaries" not in checked(contacts=_wards("X9"))


def test_blanks_that_differ_by_channel(checked) -> None:
    def rows(phone_blank: int) -> list[dict]:
        return [
            _contact(count=phone_blank),
            _contact(count=1000 - phone_blank, ward_code="E1"),
            _contact(channel="app", count=1),
            _contact(channel="app", count=999, ward_code="E1"),
        ]

    found = [c for c in checked(contacts=rows(144))["blanks_differ_by_channel"] if "ward" in c.message][0]
    assert found.message.startswith("The ward is blank on 14.4% of phone contacts and on 0.1% of app contacts.")
    assert found.file_id == 1
    assert "blanks_differ_by_channel" not in checked(contacts=rows(30))


def test_staff_among_customers(checked) -> None:
    found = checked(contacts=[_contact(count=30), _contact(requester="staff", count=10)])["staff_among_customers"][0]
    assert found.message.startswith("10 of 40 contacts (25.0%) were raised by staff, not by customers.")
    assert "staff_among_customers" not in checked(contacts=[_contact()])


def test_small_counts_and_single_rows(checked) -> None:
    found = checked(contacts=[_contact(count=2), _contact(count=50)])["small_counts"][0]
    assert found.message.startswith("1 of 2 rows (50.0%) stand for 1 or 2 contacts.")
    assert "small_counts" not in checked(contacts=[_contact(), _contact()])
    many = [_contact() for _ in range(120)]
    assert checked(contacts=[*many, _contact(channel="post")])["single_row_levels"][0].message.startswith(
        "The channel Post has a single row in this file."
    )
    assert "single_row_levels" not in checked(contacts=[*many, *[_contact(channel="post")] * 2])


def test_answers_without_a_reference_and_more_than_were_asked(checked) -> None:
    answer = {"responded_at": DAY, "score": 4, "channel": "phone"}
    asked = {"period": datetime(2025, 3, 1), "channel": "phone", "invited": 1}
    found = checked(responses=[answer, answer], invitations=[asked])
    assert found["no_response_ids"][0].message.startswith("2 of 2 answers have no reference of their own")
    assert found["more_answers_than_invited"][0].message.startswith(
        "In 1 of 1 months and channels more answers came than customers were asked (2 answers, 1 asked; most in March "
        "2025, phone)."
    )
    fine = checked(responses=[answer | {"response_id": "1"}], invitations=[asked])
    assert not {"no_response_ids", "more_answers_than_invited"} & set(fine)


def _daily(first: date, last: date, *, leave_out: str = "", count: int = 10, **values: object) -> list[dict]:
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return [
        _contact(received_at=datetime(day.year, day.month, day.day, 9), count=count, **values)
        for day in days
        if f"{day:%Y-%m}" != leave_out
    ]


def test_a_month_half_loaded(checked) -> None:
    found = checked(contacts=_daily(date(2025, 1, 1), date(2025, 3, 15)))["month_half_loaded"][0]
    assert found.message.startswith(
        "March 2025 is half loaded: file1.csv stops on 15 March 2025. Do not compare its 150"
    )
    assert "month_half_loaded" not in checked(contacts=_daily(date(2025, 1, 1), date(2025, 3, 30)))


def test_a_thin_month_and_a_missing_one(checked) -> None:
    ends = [*_daily(date(2025, 1, 1), date(2025, 1, 31)), *_daily(date(2025, 3, 1), date(2025, 3, 31))]
    thin = checked(contacts=[*ends, *_daily(date(2025, 2, 1), date(2025, 2, 28), count=4)])["month_half_loaded"][0]
    assert thin.message.startswith(
        "February 2025 may be loaded in part: February 2025 has 112 contacts, less than half of January 2025 (310) and "
        "of March 2025 (310) for each day."
    )
    gone = checked(contacts=ends)["months_missing"][0]
    assert gone.message.startswith("The file has nothing for February 2025, between January 2025 and March 2025.")
    whole = checked(contacts=_daily(date(2025, 1, 1), date(2025, 3, 31)))
    assert not {"month_half_loaded", "months_missing"} & set(whole)


def test_a_provider_that_starts_inside_the_file(checked) -> None:
    months = [datetime(2018 + step // 12, step % 12 + 1, 1) for step in range(24)]
    rows = [_contact(received_at=month, count=90, provider="FixMyStreet.com", grain="month") for month in months]
    own = [_contact(received_at=month, count=60, provider="Own site", grain="month") for month in months[14:]]
    found = checked(contacts=[*rows, *own])["series_starts_or_stops"]
    assert found[0].message.startswith("Own site starts in March 2019, inside the months this file covers.")
    stopped = checked(contacts=[*rows, *(row | {"received_at": m} for row, m in zip(own, months, strict=False))])
    assert stopped["series_starts_or_stops"][0].message.startswith("Own site stops after October 2018, inside")
    assert "series_starts_or_stops" not in checked(contacts=rows)


def _receipt(read: int, *, set_aside: int = 0, duplicates: int = 0) -> dict[int, FileReceipt]:
    loaded = read - set_aside - duplicates
    return {1: FileReceipt("a.csv", "p", ("contacts",), read, loaded, set_aside, duplicates)}


@pytest.mark.parametrize(("aside", "verdict"), [(11, "use with care"), (201, "do not use"), (10, None)])
def test_rows_set_aside(checked, aside: int, verdict: str | None) -> None:
    found = checked(contacts=[_contact()], receipts=_receipt(1000, set_aside=aside)).get("set_aside_share", [])
    assert [check.verdict for check in found] == ([verdict] if verdict else [])
    if verdict:
        assert found[0].message.startswith(f"{aside} of 1,000 rows are set aside")


def test_duplicates(checked) -> None:
    found = checked(contacts=[_contact()], receipts=_receipt(1000, duplicates=5))["many_duplicates"][0]
    assert found.message.startswith("5 of 1,000 rows (0.5%) are duplicates, counted once.")
    assert "many_duplicates" not in checked(contacts=[_contact()], receipts=_receipt(1000, duplicates=4))
    # The very same file again is no fault of the file.
    assert "many_duplicates" not in checked(contacts=[_contact()], receipts=_receipt(50, duplicates=50))


CARRIED = (
    "default_point",
    "rows_set_aside",
    "rows_left_out",
    "loaded_in_part",
    "column_missing",
    "columns_not_known",
    "reference_repeated",
)


@pytest.mark.parametrize("code", CARRIED)
def test_what_the_load_wrote_is_in_the_list_too(checked, code: str) -> None:
    problem = Problem(code, "use with care", "Look here.", 3)
    receipt = FileReceipt("a.csv", "p", ("contacts",), read=9, loaded=9, problems=(problem,))
    found = checked(contacts=[_contact()], receipts={1: receipt})
    assert [(check.verdict, check.message, check.rows) for check in found[code]] == [("use with care", "Look here.", 3)]
    assert code not in checked(contacts=[_contact()])


def test_a_file_without_a_fault_is_said_to_be_fine(checked) -> None:
    found = checked(contacts=_daily(date(2025, 1, 1), date(2025, 3, 31)))
    assert list(found) == ["nothing_found"]
    assert found["nothing_found"][0].verdict == "fine"
    assert found["nothing_found"][0].message == "Nothing was found wrong with the 90 rows loaded."


def test_an_empty_store_has_nothing_to_say(checked) -> None:
    assert checked() == {}
