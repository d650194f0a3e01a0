"""Each of these was once a wrong number without an error. None of these tests is ever weakened."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cxdata.council import read_council
from cxdata.measures.query import query
from cxdata.overview.questions.worse import count_judged, groups_worse
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.cli.terminal import figures, rows, run
from tests.ingest.loading import QUEUE, Folder
from tests.measures.raw import table


def load(tmp_path: Path, text: str) -> Path:
    """A data folder with cases of the sample's CRM; each line: number, logged, closed, target."""
    heading = (
        "Case No,Logged,Closed,Target Date,Contact Method,Service Area,Case Type,Cust Cat,Raised By,Ward Code,"
        "Access Point,Delivered By,Customer Ref,Complexity,Online Option,FCR,Avoidable Code,Urgent,Outcome"
    )
    lines = [
        f"{line.strip()},Telephone,Parking,Permit,RES,Customer,,,Council,,R,Y,Y,,N,Done"
        for line in text.split("\n")
        if line.strip()
    ]
    file = tmp_path / "cases.csv"
    file.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    data = tmp_path / "data"
    done = run(data, "load", str(file))
    assert done.code == 0, done.out + done.err
    return data


def test_nobody_in_the_part_of_a_known_base_is_nought_per_cent(store: Store) -> None:
    """SQL's sum over no row is NULL: the online share of phone contacts was a blank, as if nothing were known."""
    row = query(store, "online_share", scope=Scope().with_choice("channel", "phone")).frame.iloc[0]
    assert (row["numerator"], row["value"], row["lower"], row["base_note"]) == (0, 0, 0, "")
    assert row["denominator"] > 30_000


def test_a_ward_where_nobody_is_dissatisfied_says_nought(store: Store) -> None:
    frame = query(store, "dissatisfied", ["ward", "month"]).frame
    none = frame[(frame["numerator"] == 0) & (frame["denominator"] >= 10)]
    assert len(none) > 0
    assert (none["value"] == 0).all()
    assert (none["upper"] > 0).all()


def test_the_response_rate_of_no_weekday_is_not_nought(sample_data: Path) -> None:
    """Those asked are counted by month: every weekday had answers and no base, and 'Not recorded' a rate of 0 %."""
    done = run(sample_data, "show", "response_rate", "--by", "weekday")
    assert done.code == 1
    assert "there is no weekday in the invitations data" in done.err


def test_days_that_nobody_loaded_are_no_data_and_not_nought_contacts(store: Store) -> None:
    future = Scope(Period(date(2030, 1, 1), date(2030, 2, 1)))
    total = query(store, "contacts", scope=future).frame.iloc[0]
    assert (str(total["value"]), total["base_note"]) == ("nan", "no data")
    for measure in ("contacts", "contacts_per_1000"):
        wards = query(store, measure, ["ward"], future).frame
        assert len(wards) == 24
        assert wards["value"].isna().all()
        assert set(wards["base_note"]) == {"no data"}


def test_a_quiet_day_within_the_data_is_nought(store: Store) -> None:
    nobody = Scope(Period(date(2024, 12, 25), date(2024, 12, 26)), choices=(("channel", ("face_to_face",)),))
    assert query(store, "contacts", scope=nobody).frame["value"].iloc[0] == 0


def test_residents_of_one_age_band_are_not_nought(sample_data: Path) -> None:
    """Only the line for all residents was counted, so 16 to 24 year olds were 0."""
    everybody = {row["band"]: 0 for row in table("population")}
    for row in table("population"):
        everybody[row["band"]] += row["residents"]
    assert figures(sample_data, "residents", "--by", "band") == everybody
    assert rows(sample_data, "residents", "--where", "band=16-24")[0]["value"] == everybody["16-24"]
    assert rows(sample_data, "residents")[0]["value"] == everybody["all"]


def test_an_open_contact_is_late_only_by_what_its_own_file_can_know(sample_data: Path, store: Store) -> None:
    """The last form came half way through September, and forms were closed to its end: by that day they are judged."""
    ends = date(2026, 9, 30)
    forms = [row for row in table("contacts") if row["channel"] in ("web", "app") and row["requester"] == "public"]
    assert {row["file_ends"] for row in forms} == {ends}
    assert max(row["time"].date() for row in forms) == date(2026, 9, 15)
    assert any(row["closed"] is None and row["due"] and row["due"].date() > ends for row in forms)
    september = [row for row in forms if row["time"] >= datetime(2026, 9, 1) and row["due"]]
    by_form = Scope(Period(date(2026, 9, 1), date(2026, 10, 1)), choices=(("channel", ("web", "app")),))
    by_form = by_form.with_choice("requester", "public")
    found = query(store, "on_time", scope=by_form, council=read_council(sample_data)).frame.iloc[0]
    open_but_not_due = [row for row in september if row["closed"] is None and row["due"].date() > ends]
    assert found["denominator"] == len(september) - len(open_but_not_due)


def test_a_promise_by_the_day_is_kept_until_midnight(tmp_path: Path) -> None:
    """A due date without a time was read as its first minute: closed at noon of that day was late."""
    data = load(
        tmp_path,
        """1,01/05/2025 09:00,13/05/2025 12:00,13/05/2025
        2,01/05/2025 09:00,14/05/2025 00:00,13/05/2025
        3,01/05/2025 09:00,13/05/2025 17:30,13/05/2025 17:00
        4,01/05/2025 09:00,13/05/2025 17:00,13/05/2025 17:00
        """,
    )
    row = rows(data, "on_time")[0]
    assert (row["numerator"], row["denominator"]) == (2, 4)


def test_a_case_closed_on_the_day_it_came_is_not_closed_before_it_came(tmp_path: Path) -> None:
    """A date of closing without a time was read as midnight, hours before the case came, and the case left out."""
    quick = "\n".join(f"{number},13/05/2025 11:30,13/05/2025,20/05/2025" for number in range(1, 13))
    data = load(tmp_path, quick + "\n99,13/05/2025 11:30,12/05/2025,20/05/2025\n")
    row = rows(data, "days_to_close")[0]
    assert (row["denominator"], row["value"]) == (12, 0)
    assert (rows(data, "on_time")[0]["numerator"], rows(data, "on_time")[0]["denominator"]) == (12, 12)


def test_a_row_that_counts_many_contacts_is_not_one_of_them(tmp_path: Path) -> None:
    """400 contacts in one row weighed as much as one contact, so a handful of single cases made the middle value."""
    data = tmp_path / "data"
    (data / "profiles").mkdir(parents=True)
    profile = 'name = "counts"\ntitle = "Counts"\nsystem = "counts"\ndates = "ymd"\n[recognise]\nheaders = ["Opened"]\n'
    fields = {"received_at": "Opened", "closed_at": "Closed", "due_at": "Due", "channel": "Channel", "count": "Cases"}
    profile += '[[table]]\ntable = "contacts"\n'
    profile += "".join(f'[table.fields.{name}]\nfrom = "{header}"\n' for name, header in fields.items())
    (data / "profiles" / "counts.toml").write_text(profile, encoding="utf-8")
    single = [f"2025-05-0{day},2025-05-1{day},2025-05-20,phone,1" for day in range(1, 7)] * 2
    many = ["2025-05-01,2025-05-02,2025-05-20,phone,400", "2025-05-01,2025-06-30,2025-05-20,web,300"]
    file = tmp_path / "counts.csv"
    file.write_text("\n".join(["Opened,Closed,Due,Channel,Cases", *single, *many]) + "\n", encoding="utf-8")
    done = run(data, "load", str(file))
    assert done.code == 0, done.out + done.err
    for measure in ("days_to_close", "days_to_close_p90"):
        row = rows(data, measure)[0]
        assert (row["denominator"], row["value"]) == (12, 10)
    assert rows(data, "contacts")[0]["value"] == 712
    assert (rows(data, "on_time")[0]["numerator"], rows(data, "on_time")[0]["denominator"]) == (412, 712)


def test_a_month_that_does_not_exist_is_refused_and_not_empty(sample_data: Path) -> None:
    for choice in ("month=2026-13", "quarter=2025/26 Q5", "financial_year=2025", "hour=9"):
        done = run(sample_data, "show", "contacts", "--where", choice)
        assert done.code == 1, choice
        assert "There is no" in done.err


def test_wait_is_the_callers_mean_and_not_the_mean_of_half_hours(store: Store) -> None:
    calls = [row for row in table("calls") if row["channel"] != "face_to_face" and row["answered"]]
    weighted = sum(row["waited"] for row in calls) / sum(row["answered"] for row in calls)
    plain = sum(row["waited"] / row["answered"] for row in calls) / len(calls)
    shown = query(store, "average_wait").frame["value"].iloc[0]
    assert shown == pytest.approx(weighted, rel=1e-12)
    assert abs(shown - plain) > 1


def test_a_share_never_stands_on_a_part_of_itself(store: Store) -> None:
    """Narrowed to one channel, that channel's share would be 100 %."""
    both = query(store, "channel_share", scope=Scope().with_choice("channel", "phone", "web")).frame
    assert both["value"].sum() < 0.9
    assert both["denominator"].nunique() == 1


def test_more_abandoned_than_offered_is_held_against_nobody(tmp_path: Path) -> None:
    """Parks says 60 given up of 40 offered: the Overview stopped at it with an error, and so did the command."""
    folder = Folder(tmp_path)
    more = '[table.fields.service]\nfrom = "Service"\n[table.fields.abandoned]\nfrom = "Given up"\n'
    folder.profile("queue", QUEUE + more)
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(365)]
    given_up = {"Waste": (40, 2), "Roads": (40, 20), "Housing": (40, 2), "Parks": (40, 60)}
    lines = [
        f"{day},{name},{name},{offered},30,60,{lost}" for day in days for name, (offered, lost) in given_up.items()
    ]
    folder.load_one("queue.csv", "Start,Queue,Service,Offered,Answered,Wait,Given up", *lines)
    done = run(folder.data, "overview")
    assert (done.code, done.err) == (0, ""), done.out
    answer = query(open_store(folder.data), "abandoned_share", ("service",))
    assert dict(zip(answer.frame["service"], answer.frame["base_note"], strict=True))["Parks"].startswith("more than")
    assert [one.group for one in groups_worse(answer, "channels")] == ["Roads"]
    assert count_judged(answer) == 3
