"""One file's rows: what lands, what is set aside and why, what is refused."""

from datetime import datetime

import pytest

from cxdata.errors import CxError
from tests.ingest.loading import CRM, HEADER, Folder, counts


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def test_a_row_lands_in_the_contracts_words(folder):
    receipt = folder.load_one(
        "crm.csv", HEADER, "A1,13/04/2025 09:30,14/04/2025 10:00, CALL ,Waste,Abbey,,,c1,Y,Ann Other"
    )
    assert counts(receipt) == (1, 1, 0, 0, 0)
    assert receipt.profile == "crm"
    assert receipt.tables == ("contacts",)
    assert folder.rows(
        "select contact_id, received_at, closed_at, channel, service, ward_code, ward, urgent, count, outcome, grain, "
        "file_id, row_number from contacts"
    ) == [
        (
            "A1",
            datetime(2025, 4, 13, 9, 30),
            datetime(2025, 4, 14, 10),
            "phone",
            "Waste",
            "Abbey",
            "Abbey",
            True,
            1,
            "Not recorded",
            "moment",
            1,
            1,
        )
    ]


def test_bad_rows_are_set_aside_with_row_field_value_and_reason(folder):
    receipt = folder.load_one(
        "crm.csv",
        HEADER,
        "A1,13/04/2025,,Call,Waste,,,,,,",
        "A2,31/02/2025,,Call,Waste,,,,,,",
        "A3,,,Call,Waste,,,,,,",
        "A4,14/04/2025,soon,Fax machine,Waste,,,,,maybe,",
        "A5,n/k,,Call,Waste,,,,,,",
    )
    assert counts(receipt) == (5, 1, 4, 0, 0)
    assert folder.rows("select row_number, field, value, reason from set_aside order by all") == [
        (2, "received_at", "31/02/2025", "is not a date this profile can read"),
        (3, "received_at", None, "is blank, and no row can do without it"),
        (4, "channel", "Fax machine", "'Fax machine' is not a channel this profile knows"),
        (4, "closed_at", "soon", "is not a date this profile can read"),
        (4, "urgent", "maybe", "'maybe' is neither yes nor no"),
        (5, "received_at", "n/k", "is blank, and no row can do without it"),
    ]
    assert any("'Fax machine' is not a channel this profile knows (1)" in p.message for p in receipt.problems)


def test_blank_words_are_not_recorded_and_one_spelling_stands(folder):
    folder.load_one(
        "crm.csv", HEADER, "A1,13/04/2025,,,WASTE,,,,,,", "A2,13/04/2025,,n/k,Waste,,,,,,", "A3,13/04/2025,,Call,,,,,,,"
    )
    assert folder.rows("select contact_id, channel, service from contacts order by 1") == [
        ("A1", "Not recorded", "Waste"),
        ("A2", "Not recorded", "Waste"),
        ("A3", "phone", "Not recorded"),
    ]


def test_a_date_that_is_named_as_missing_is_blank_in_whatever_form_it_stands(folder):
    folder.profile("crm", CRM.replace('["n/k"]', '["n/k", "01/01/1900", "1900-01-01"]'))
    receipt = folder.load_one(
        "crm.csv",
        HEADER,
        "A1,13/04/2025,14/04/2025,Call,,,,,,,",
        "A2,13/04/2025,01/01/1900,Call,,,,,,,",
        "A3,14/04/2025,1900-01-01,Call,,,,,,,",
        "A4,2025-04-15,16 April 2025,Call,,,,,,,",
    )
    assert counts(receipt) == (4, 4, 0, 0, 0)
    assert folder.rows("select contact_id, received_at, closed_at from contacts order by 1") == [
        ("A1", datetime(2025, 4, 13), datetime(2025, 4, 14)),
        ("A2", datetime(2025, 4, 13), None),
        ("A3", datetime(2025, 4, 14), None),
        ("A4", datetime(2025, 4, 15), datetime(2025, 4, 16)),
    ]


def test_an_ambiguous_file_is_refused_and_answered(folder):
    lines = (HEADER, "A1,03/04/2025,,Call,Waste,,,,,,")
    receipt = folder.load_one("crm.csv", *lines)
    assert "crm.csv: Is 03/04/2025 the 3rd of April or the 4th of March?" in receipt.refused
    assert not (folder.data / "store" / "current").exists()
    assert counts(folder.load_one("crm.csv", *lines, dates="dmy")) == (1, 1, 0, 0, 0)
    assert folder.rows("select received_at from contacts") == [(datetime(2025, 4, 3),)]


def test_grain_is_a_day_when_no_value_has_a_time_of_day(folder):
    folder.load_one("crm.csv", HEADER, "A1,13/04/2025 00:00,,Call,,,,,,,")
    assert folder.rows("select grain from contacts") == [("day",)]


def test_a_missing_column_is_told_and_a_needed_one_refuses(folder):
    receipt = folder.load_one("crm.csv", "Ref,Opened,Channel", "A1,13/04/2025,Call")
    assert any("no column 'Service': service is not recorded" in problem.message for problem in receipt.problems)
    refused = folder.load_one("x.csv", "Ref,Channel", "A1,Call", profile="crm").refused
    assert "reads received_at from the column 'Opened', which the file does not have" in refused


def test_columns_that_the_layout_does_not_know_are_named_and_those_left_out_on_purpose_are_not(folder):
    row = "A1,13/04/2025,,Call,Waste,,,,,,Ann Other"
    grown = folder.load_one("grown.csv", f"{HEADER},Vulnerable,Team", f"{row},Y,North")
    assert [problem.message for problem in grown.problems if problem.code == "columns_not_known"] == [
        "The file has columns that its layout does not know, and nothing of them is read: 'Vulnerable', 'Team'."
    ]
    known = folder.load_one("known.csv", HEADER, row)
    assert "columns_not_known" not in {problem.code for problem in known.problems}


def test_numbers_counts_and_waits(folder):
    receipt = folder.load_one(
        "queue.csv",
        "Start,Queue,Offered,Answered,Wait",
        '2025-04-01 09:00,Main,"1,200",1000,12.5',
        "2025-04-01 09:30,Main,10,8,00:01:30",
        "2025-04-01 10:00,Main,-3,2,1",
        "2025-04-01 10:30,Main,2.5,2,1",
        "2025-04-01 11:00,Main,many,2,1",
        "2025-04-01 11:30,Main,,2,1",
    )
    assert counts(receipt) == (6, 2, 4, 0, 0)
    assert folder.rows("select offered, answered, wait_seconds_total from calls order by interval_start") == [
        (1200, 1000, 12_500.0),
        (10, 8, 720.0),
    ]
    assert [reason for (reason,) in folder.rows("select reason from set_aside order by row_number")] == [
        "is below zero, which a count cannot be",
        "is not a whole number",
        "is not a whole number",
        "is blank, and no row can do without it",
    ]


def test_customers_are_keyed_the_same_across_files_and_differently_across_councils(tmp_path):
    one, two = Folder(tmp_path / "one"), Folder(tmp_path / "two")
    for folder in (one, two):
        folder.load_one("crm.csv", HEADER, "A1,13/04/2025,,Call,,,,,C-77,,", "A2,13/04/2025,,Call,,,,,c-77,,")
    keys = [
        one.rows("select distinct customer_key from contacts"),
        two.rows("select distinct customer_key from contacts"),
    ]
    assert len(keys[0]) == len(keys[1]) == 1
    assert keys[0] != keys[1]
    assert (one.data / "customer.key").stat().st_mode & 0o077 == 0


def test_a_damaged_key_is_a_sentence(folder):
    (folder.data / "customer.key").write_text("short")
    with pytest.raises(CxError, match="does not hold a key of 64 hexadecimal digits"):
        folder.load_one("crm.csv", HEADER, "A1,13/04/2025,,Call,,,,,C-77,,")


def test_rows_of_another_kind_and_columns_turned_to_rows_are_accounted_for(folder):
    folder.profile(
        "bands",
        """
name = "bands"
title = "Bands"
system = "bands"
[recognise]
headers = ["Area", "Kind", "Young", "Old"]
[[table]]
table = "population"
where = { Kind = ["Ward"] }
unpivot = { columns = ["Young", "Old"], name = "band", value = "people" }
[table.fields.ward_code]
from = "Area"
[table.fields.characteristic]
constant = "age"
[table.fields.band]
from = "band"
[table.fields.residents]
from = "people"
""",
    )
    receipt = folder.load_one(
        "bands.csv", "Area,Kind,Young,Old", "W1,Ward,10,20", "W2,ward,x,7", "W3,Ward,?,?", "All,Total,99,99"
    )
    assert counts(receipt) == (4, 2, 2, 0, 0)
    assert folder.rows("select ward_code, band, residents from population order by 1, 2") == [
        ("W1", "Old", 20),
        ("W1", "Young", 10),
        ("W2", "Old", 7),
    ]
    assert any(problem.code == "loaded_in_part" and problem.rows == 1 for problem in receipt.problems)
    assert (4, "is a kind of row this profile does not use") in folder.rows("select row_number, reason from set_aside")


def test_columns_turned_to_rows_stand_once_beside_an_odd_date_and_a_bad_figure(folder):
    folder.profile(
        "asked",
        """
name = "asked"
title = "Asked"
system = "asked"
dates = "dmy"
[recognise]
headers = ["Month", "Phone", "Web"]
[[table]]
table = "invitations"
unpivot = { columns = ["Phone", "Web"], name = "how", value = "people" }
[table.fields.period]
from = "Month"
[table.fields.channel]
from = "how"
values = { Phone = "phone", Web = "web" }
[table.fields.invited]
from = "people"
""",
    )
    receipt = folder.load_one(
        "asked.csv", "Month,Phone,Web", "01/04/2025,10,20", "01/05/2025,11,many", "2025-06-01,12,22", "soon,13,23"
    )
    assert counts(receipt) == (4, 3, 1, 0, 0)
    assert folder.rows("select period, channel, invited from invitations order by 1, 2") == [
        (datetime(2025, 4, 1), "phone", 10),
        (datetime(2025, 4, 1), "web", 20),
        (datetime(2025, 5, 1), "phone", 11),
        (datetime(2025, 6, 1), "phone", 12),
        (datetime(2025, 6, 1), "web", 22),
    ]
    assert folder.rows("select row_number, field, value from set_aside order by all") == [
        (2, "invited", "many"),
        (4, "period", "soon"),
        (4, "period", "soon"),
    ]
