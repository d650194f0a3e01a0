"""Two sources of one thing that disagree: once one of them stood alone, as if the other had not been loaded."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from cxdata.council import BASES, Council, read_council
from cxdata.errors import CxError
from cxdata.export.download import to_csv
from cxdata.export.tables import download_of
from cxdata.measures.query import query
from cxdata.measures.registry.pairs import PAIRS
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from cxdata.ui.parts.exhibits.take import LABEL
from tests.cli.terminal import run, show
from tests.ingest.loading import HEADER, Folder
from tests.soundness.counted_twice import MONTHS, load, store_of
from tests.ui.conftest import OpenPage, open_page, words_on
from tests.ui.sections import open_sections

__all__ = ["open_page"]  # a fixture of the pages, used here too

CALLS = Council(base={"phone": "calls"})


def contacts(phone: int, web: int = 0, desk: int = 0, kind: str = "Enquiry", service: str = "Bins") -> list[tuple]:
    ways = {"phone": phone, "web": web, "desk": desk}
    return [(f"{m}-01", way, service, kind, "", number) for m in MONTHS for way, number in ways.items() if number]


def calls(answered: int, service: str = "Bins", channel: str = "phone") -> list[tuple]:
    return [(f"{month}-01", channel, service, answered + 3, answered) for month in MONTHS]


# The figures of the minutes


def test_a_year_of_the_sample_says_nine_percent_beside_forty_five(sample_data: Path) -> None:
    """14,139 contacts by phone beside 168,255 calls answered: recounted in pandas."""
    store = open_store(sample_data)
    ours = store.rows("select channel::varchar as way, requester::varchar as who, received_at from contacts")
    ours = ours[ours["received_at"].between("2025-09-01", "2026-08-31 23:59:59") & (ours["who"] != "staff")]
    ways = ours["way"].value_counts()
    rung = store.rows("select channel::varchar as way, answered, interval_start from calls")
    rung = rung[rung["interval_start"].between("2025-09-01", "2026-08-31 23:59:59") & (rung["way"] != "face_to_face")]
    known = ways.drop(["partner", "other"]).sum()
    online, answered = ways["web"] + ways["app"], rung["answered"].sum()
    assert (ways["phone"], answered) == (14_139, 168_255)
    assert f"{online / known:.0%} {online / (known - ways['phone'] + answered):.0%}" == "45% 9%"
    words = ("--from", "2025-09-01", "--to", "2026-08-31")
    assert show(sample_data, "online_share", *words)["warnings"] == [
        "Two sources disagree: 14,139 contacts by phone, but 168,255 calls answered (September 2025 to August 2026, "
        "whole council). With the calls counted “Dealt with online” would be 9%, not 45%."
    ]
    assert "With the calls counted “Dealt with online” would be 9%, not 45%." in run(sample_data, "overview").out


def test_the_page_says_it_beside_the_figure(open_page: OpenPage) -> None:
    app = open_page("channels")
    assert "14,139 contacts by phone, but 168,255 calls answered" in words_on(app)
    # The first screen says it in short; the whole stands under the figures' About and in what is taken away.
    for box in app.expander:
        if box.label in ("About these figures", LABEL):
            app.session_state[box.key] = True
    words = words_on(app.run())
    assert "With the calls counted “Helped by staff” would be" in words
    # 168,255 of 39,678 contacts without those by phone and with the calls: 86.8%.
    assert "With the calls counted the share of contacts by phone would be 87%, not 36%." in words


# When two counts contradict each other


@pytest.mark.parametrize("seed", range(12))
def test_they_contradict_where_one_is_a_quarter_more_and_a_hundred_more(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    ours, theirs = (draw.choice((2, 30, 100, 900)) + draw.randrange(40) for _ in range(2))
    data = load(tmp_path, contacts=contacts(ours, web=50), calls=calls(theirs))
    less, more = sorted((24 * ours, 24 * theirs))
    expected = more > 1.25 * less and more - less > 100
    warnings = show(data, "online_share")["warnings"]
    assert bool(warnings) == expected
    assert ("sources_disagree" in run(data, "checks", "--format", "json").out) == expected
    if expected:
        now, then = 50 / (50 + ours), 50 / (50 + theirs)
        assert warnings == [
            f"Two sources disagree: {24 * ours:,} contacts by phone, but {24 * theirs:,} calls answered (January 2024 "
            "to December 2025, whole council). With the calls counted “Dealt with online” would be "
            f"{then:.0%}, not {now:.0%}."
        ]


def test_months_of_which_only_one_source_is_loaded_do_not_make_them_differ(tmp_path: Path) -> None:
    """Two years of contacts beside the calls of the second: 1,200 and 1,200 of the same months agree."""
    store = store_of(tmp_path, contacts=contacts(100, web=50), calls=calls(100)[12:])
    assert query(store, "online_share").warnings == ()


def test_any_pair_is_told_forms_desks_and_complaints(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        contacts=[*contacts(0, web=90, desk=10), *contacts(0, web=20, kind="Formal complaint about a visit")],
        calls=calls(70, channel="desk"),
        web=[(f"{month}-01", "Bins", 500, 400) for month in MONTHS],
        complaints=[(f"{month}-{day:02d}", f"C{month}{day}") for month in MONTHS for day in range(1, 8)],
    )
    said = query(store, "online_share").warnings
    assert said[0].startswith("Two sources disagree: 240 contacts face to face, but 1,680 visitors seen at a desk (")
    assert said[1].startswith("Two sources disagree: 2,640 contacts by web, but 9,600 online forms completed (")
    (complaints,) = query(store, "complaints").warnings
    # the last complaint is of 7 December, so that month is not whole
    assert complaints == (
        "Two sources disagree: 161 complaints, each case once, but 460 contacts tagged as a complaint (January 2024 to "
        "November 2025, whole council)."
    )
    assert query(store, "contacts").warnings == ()


def test_a_noise_complaint_is_no_complaint_about_the_council(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        contacts=contacts(0, web=90, kind="Noise complaint"),
        complaints=[(f"{month}-{day:02d}", f"C{month}{day}") for month in MONTHS for day in range(1, 8)],
    )
    assert query(store, "complaints").warnings == ()


# The council's own choice of the base


@pytest.fixture(scope="module")
def two_services(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Bins: 40 by phone, 60 by web, 440 calls a month. Parks: 10 by phone, 30 by web, and no queue of its own."""
    ours = [*contacts(40, web=60), *contacts(10, web=30, service="Parks")]
    return store_of(tmp_path_factory.mktemp("two"), contacts=ours, calls=calls(440))


def test_calls_as_the_base_stand_in_the_place_of_contacts_by_phone(two_services: Store) -> None:
    answer = query(two_services, "online_share", council=CALLS)
    row = answer.frame.iloc[0]
    assert (row["numerator"], row["denominator"]) == (24 * 90, 24 * (90 + 440))
    assert answer.warnings[0].endswith("With the contacts counted “Dealt with online” would be 64%, not 17%.")
    shares = query(two_services, "channel_share", council=CALLS).frame.set_index("channel")["value"]
    assert shares["phone"] == pytest.approx(440 / 530)
    groups = query(two_services, "channel_group_share", council=CALLS).frame.set_index("channel_group")["value"]
    assert groups["assisted"] == query(two_services, "assisted_share", council=CALLS).frame["value"].iloc[0]
    assert query(two_services, "contacts", council=CALLS).frame["value"].iloc[0] == 24 * 140, "contacts stay contacts"


def test_by_service_only_services_that_the_calls_name_have_a_share(two_services: Store) -> None:
    """Parks without its callers would be 100 % online."""
    answer = query(two_services, "online_share", ("service",), council=CALLS)
    assert list(answer.frame["service"]) == ["Bins"]
    assert answer.frame["value"].iloc[0] == pytest.approx(60 / 500)
    assert answer.notes == ("No share can be given for Parks: there are no calls answered under that name.",)
    alone = query(two_services, "online_share", (), Scope().with_choice("service", "Parks"), council=CALLS)
    assert alone.empty


@pytest.mark.parametrize("by", ["customer_type", "ward", "provider", "reason", "weekday"])
def test_a_split_that_calls_do_not_tell_is_refused_with_the_reason(two_services: Store, by: str) -> None:
    reason = r"cannot be split by .*\[base\] in council.toml counts calls answered, and these have no "
    answer = query(two_services, "online_share", (by,), council=CALLS)
    assert answer.frame.empty
    with pytest.raises(CxError, match=reason):
        query(two_services, "online_share", (by,), council=CALLS, strict=True)
    assert "these have no" in answer.notes[0]
    assert not query(two_services, "online_share", (by,)).frame.empty, "by contacts it can"


def test_months_without_calls_have_no_share(tmp_path: Path) -> None:
    store = store_of(tmp_path, contacts=contacts(100, web=50), calls=calls(1000)[12:])
    answer = query(store, "online_share", ("month",), council=CALLS)
    assert list(answer.frame["month"]) == list(MONTHS[12:])
    assert set(answer.frame["denominator"]) == {1050}
    assert answer.notes == ("12 months without calls answered left out.",)


def test_a_base_that_is_not_loaded_leaves_the_contacts(tmp_path: Path) -> None:
    store = store_of(tmp_path, contacts=contacts(100, web=50))
    assert query(store, "online_share", council=CALLS).frame["value"].iloc[0] == pytest.approx(1 / 3)


def test_the_words_of_council_toml(tmp_path: Path) -> None:
    def settings(text: str) -> Council:
        (tmp_path / "council.toml").write_text(text, encoding="utf-8")
        return read_council(tmp_path)

    assert settings('[base]\nphone = "calls"\n').base == {"phone": "calls"}
    with pytest.raises(CxError, match=r"\[base\] has no setting 'letters'. There is phone, face_to_face or web"):
        settings('[base]\nletters = "calls"\n')
    with pytest.raises(CxError, match=r'phone in \[base\] is "contacts" or "calls", and not \'minutes\''):
        settings('[base]\nphone = "minutes"\n')
    assert {pair.id: (pair.first.word, pair.second.word) for pair in PAIRS if pair.channel} == BASES


def test_pages_and_commands_take_the_base_from_council_toml(tmp_path: Path, open_page: OpenPage) -> None:
    ours = [*contacts(40, web=60), *contacts(10, web=30, service="Parks")]
    data = load(tmp_path, '[base]\nphone = "calls"\n', contacts=ours, calls=calls(440))
    assert show(data, "online_share")["rows"][0]["denominator"] == 24 * 530
    app = open_page("channels", data=data)
    assert not app.exception
    app.session_state["take-online_share-by-service"] = True
    assert "No share can be given for Parks" in words_on(open_sections(app, "services"))
    assert not open_page("overview", data=data).exception


def test_no_year_before_where_the_calls_began_inside_it(tmp_path: Path, open_page: OpenPage) -> None:
    """Of 2024 only the last three months have calls: a year with them is not held against a quarter."""
    data = load(tmp_path, '[base]\nphone = "calls"\n', contacts=contacts(40, web=60), calls=calls(440)[9:])
    words = ("--from", "2025-01-01", "--to", "2025-12-31")
    assert show(data, "online_share", *words)["rows"][0]["denominator"] == 12 * 500
    (online,) = [
        line for line in run(data, "overview", *words).out.splitlines() if line.startswith("Dealt with online")
    ]
    assert online.split() == ["Dealt", "with", "online", "12.0%"]  # and no change beside it
    assert "no comparison with last year" in words_on(open_page("channels", data=data))


# What leaves


def test_a_download_carries_it(tmp_path: Path) -> None:
    few = [("2024-01-01", "phone", "Bins", "Enquiry", "", 3)]
    store = store_of(tmp_path, contacts=[*few, *contacts(0, web=50)], calls=calls(441))
    answer = query(store, "online_share")
    exact = to_csv(download_of(answer)).decode()
    assert "Two sources disagree: 3 contacts by phone, but 10,584 calls answered" in exact


def test_no_half_month_of_calls_stands_beside_a_whole_month_of_web(tmp_path: Path) -> None:
    """Three by web and nine calls a day make 25% online; to the 31st with calls to the 10th it read 51%."""
    folder = Folder(tmp_path)
    days = [date(2025, 3, 1) + timedelta(days=number) for number in range(184)]
    ways = [f"{way}{number}" for way in ("Call", "Online form") for number in range(3)]
    cases = [f"{way}{day},{day:%d/%m/%Y} 09:00,,{way[:-1]},Waste,,,,,," for day in days for way in ways]
    folder.load_one("crm.csv", HEADER, *cases)
    rung = [f"{day} 09:00,Q1,12,9,60" for day in days if day <= date(2025, 8, 10)]
    folder.load_one("queue.csv", "Start,Queue,Offered,Answered,Wait", *rung)
    (folder.data / "council.toml").write_text('[base]\nphone = "calls"\n', encoding="utf-8")
    said = run(folder.data, "overview", "--from", "2025-08-01", "--to", "2025-08-31").out
    (online,) = [line for line in said.splitlines() if line.startswith("Dealt with online")]
    assert online.split()[:4] == ["Dealt", "with", "online", "25.0%"]
