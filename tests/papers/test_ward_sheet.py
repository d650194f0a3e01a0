"""A ward's sheet: its figures recounted out of the exports and the rows, few people in sentences, two sides."""

import csv
import re
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from cxdata.analysis.asking import FromStore
from cxdata.analysis.groups import Verdict
from cxdata.analysis.recommendations.item import Item
from cxdata.analysis.ward import Beside
from cxdata.council import Council
from cxdata.documents import Block, Bullets, Document, Figure, Heading, Paragraph, Table
from cxdata.documents.two_sides import fits
from cxdata.errors import CxError
from cxdata.measures import find_measure
from cxdata.papers.ward import ward_sheet, ward_sheets
from cxdata.papers.ward.asked import ward_names
from cxdata.papers.ward.figures import beside_council
from cxdata.papers.ward.service import names_ward
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.statements import listening
from cxdata.store import Store
from tests.analysis.small import survey
from tests.conftest import ROOT

YEAR = Period(date(2025, 9, 1), date(2026, 9, 1))
WARD = "Beacon Fold"
THEIRS = "ward = 'Beacon Fold' and received_at >= date '2025-09-01' and received_at < date '2026-09-01'"
PUBLIC = "requester <> 'staff'"
KNOWN = "channel not in ('other', 'partner', 'Not recorded')"


def asking(store: Store, council: Council, scope: Scope | None = None) -> FromStore:
    return FromStore(store, council, scope or Scope(period=YEAR))


@pytest.fixture(scope="module")
def sheets(store: Store, council: Council) -> dict[str, Document]:
    return dict(ward_sheets(asking(store, council)))


def part(sheet: Document, title: str) -> list[Block]:
    """What stands under a heading."""
    blocks = list(sheet.blocks)
    begin = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.words == title)
    after = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and at > begin]
    return blocks[begin + 1 : after[0] if after else len(blocks)]


def said(sheet: Document, title: str) -> str:
    """The words of a part, without its table."""
    words = []
    for block in part(sheet, title):
        words += [block.words] if isinstance(block, Paragraph) else []
        words += block.items if isinstance(block, Bullets) else ()
    return " ".join(words)


def everything(sheet: Document) -> str:
    return " ".join(said(sheet, block.words) for block in sheet.blocks if isinstance(block, Heading))


def one(store: Store, sql: str) -> float:
    [(number,)] = store.tuples(sql)
    return float(number)


def test_contacts_and_contacts_per_1000_are_the_rows_over_the_residents(
    store: Store, sheets: dict[str, Document]
) -> None:
    counted = one(store, f'select sum("count") from contacts where {THEIRS} and {PUBLIC}')
    residents = one(
        store, "select sum(residents) from population where ward = 'Beacon Fold' and characteristic = 'all'"
    )
    told = said(sheets[WARD], "How often people get in touch")
    assert f"got in touch {counted:,.0f} times" in told
    assert f"{1000 * counted / residents:.1f} contacts for each 1,000 residents" in told


def test_the_top_three_issues_are_those_of_the_rows_now_and_a_year_before(
    store: Store, sheets: dict[str, Document]
) -> None:
    def counts(where: str) -> Counter[str]:
        rows = store.tuples(f'select reason::varchar, sum("count") from contacts where {where} and {PUBLIC} group by 1')
        return Counter({reason: int(number) for reason, number in rows if reason != "Not recorded"})

    before = counts("ward = 'Beacon Fold' and received_at >= date '2024-09-01' and received_at < date '2025-09-01'")
    top = counts(THEIRS).most_common(3)
    table = next(block for block in part(sheets[WARD], "What people get in touch about") if isinstance(block, Table))
    assert [row[:3] for row in table.rows] == [(reason, f"{number:,}", f"{before[reason]:,}") for reason, number in top]
    assert table.heads == ("Reason", "Now", "Before", "Change")


def answers(ward: str, first: date, last: date) -> list[int]:
    """Scores of the survey's answers of a ward between two days, out of the export itself."""
    codes = {ward}
    with (ROOT / "sample_data" / "wards_2024.geojson").open(encoding="utf-8") as file:
        codes |= set(re.findall(rf'"WD24CD":"(\w+)","WD24NM":"{ward}"', file.read()))
    with (ROOT / "sample_data" / "survey_answers.csv").open(encoding="utf-8-sig", newline="") as file:
        return [
            int(row["Q1 Overall (1-5)"])
            for row in csv.DictReader(file)
            if row["Ward"] in codes
            and row["Q1 Overall (1-5)"].isdigit()
            and first <= datetime.strptime(row["Date completed"], "%d/%m/%Y %H:%M").date() <= last
        ]


def test_satisfaction_is_that_of_the_survey_with_its_range_and_base(sheets: dict[str, Document]) -> None:
    scores = answers(WARD, YEAR.start, YEAR.last_day)
    good, all_told = sum(score >= 4 for score in scores), len(scores)
    share = good / all_told
    # Wilson 1927, worked out here once more
    z = 1.959964
    centre = share + z * z / (2 * all_told)
    spread = z * (share * (1 - share) / all_told + (z / (2 * all_told)) ** 2) ** 0.5
    low, high = ((centre + way * spread) / (1 + z * z / all_told) for way in (-1, 1))
    told = said(sheets[WARD], "Are people satisfied?")
    assert told.startswith(
        f"{share:.1%} of {all_told} who answered the survey were satisfied (95% range {low:.1%} to {high:.1%})"
    )
    assert f"{sum(score <= 2 for score in scores) / all_told:.1%} were dissatisfied" in told


def test_what_changed_is_held_against_the_same_months_a_year_before(sheets: dict[str, Document]) -> None:
    now, then = (answers(WARD, date(year, 9, 1), date(year + 1, 8, 31)) for year in (2025, 2024))
    shares = [sum(score >= 4 for score in scores) / len(scores) for scores in (now, then)]
    told = said(sheets[WARD], "What changed")
    assert told.startswith("Held against the year before:")
    assert (
        f"Satisfied: {shares[0]:.1%}, before {shares[1]:.1%}: up 3.5 percentage points (this could be chance)." in told
    )


def test_complaints_cases_and_waits_are_those_of_the_rows(store: Store, sheets: dict[str, Document]) -> None:
    complaints = one(store, f"select count(distinct complaint_id) from complaints where {THEIRS}")
    told = said(sheets[WARD], "Complaints and councillors’ cases")
    assert told.startswith(f"{complaints:.0f} complaints came from {WARD} (")
    waiting = store.tuples(
        "select days_open, urgent from contacts where ward = 'Beacon Fold' and requester = 'councillor' "
        "and days_open is not null"
    )
    assert f"{len(waiting)} open cases of councillors" in told
    old = sum(days >= 56 for days, _ in waiting)
    assert ("None has waited eight weeks or more." in told) == (old == 0)
    assert ("None is urgent." in told) == (not any(urgent for _, urgent in waiting))
    middle = one(
        store,
        "select median(epoch(closed_at - received_at) / 86400.0) from contacts where closed_at is not null "
        f"and {THEIRS} and {PUBLIC}",
    )
    wait = re.match(r"Half of what was closed took (\d+\.\d) days or less", said(sheets[WARD], "How long people wait"))
    assert wait, said(sheets[WARD], "How long people wait")
    # Where a day has no time of day, the sheet counts whole days, and this test from midnight.
    assert abs(float(wait[1]) - middle) <= 0.1


def test_take_up_stands_beside_exclusion_and_the_other_side(store: Store, sheets: dict[str, Document]) -> None:
    digital = "channel in ('web', 'app')"
    online = one(store, f'select sum("count") from contacts where {THEIRS} and {PUBLIC} and {digital}')
    known = one(store, f'select sum("count") from contacts where {THEIRS} and {PUBLIC} and {KNOWN}')
    risk = one(store, "select digital_exclusion from area_facts where ward = 'Beacon Fold'")
    told = said(sheets[WARD], "Online, and who cannot come online")
    assert told.startswith(f"{online / known:.1%} of {known:,.0f} contacts came online")
    assert f"Its risk of digital exclusion is {risk:g}" in told
    assert "Beside online: phone wait" in told


def test_every_sheet_begins_with_words_ends_with_three_questions_and_fits_on_two_sides(
    store: Store, sheets: dict[str, Document]
) -> None:
    assert tuple(sheets) == ward_names(store)
    assert len(sheets) == 24
    assert "Not recorded" not in sheets
    for ward, sheet in sheets.items():
        first = sheet.blocks[0]
        assert isinstance(first, Paragraph), ward
        assert first.style == "lead", ward
        questions = next(block for block in part(sheet, "Three questions to ask") if isinstance(block, Bullets))
        assert len(questions.items) == 3, ward
        assert fits(sheet), ward
        under = [after for before, after in pairwise(sheet.blocks) if isinstance(before, Heading)]
        drawn = [block for block in under if isinstance(block, Figure)]
        assert len(drawn) <= 1, ward
        assert all(isinstance(block, Paragraph | Bullets) for block in under if block not in drawn), ward


def test_all_wards_are_asked_in_as_many_statements_as_one(store: Store, council: Council) -> None:
    with listening() as for_one:
        ward_sheet(asking(store, council, Scope(period=Period(date(2025, 4, 1), date(2026, 4, 1)))), WARD)
    with listening() as for_all:
        made = dict(ward_sheets(asking(store, council, Scope(period=Period(date(2024, 10, 1), date(2025, 10, 1))))))
    assert len(made) == 24
    assert len(for_all) <= len(for_one) + 2, "a ward more must ask nothing more"


def test_less_of_what_is_bad_cannot_be_taken_for_more() -> None:
    """'11.4% took more than 10 days, in the whole council 15.2%: better ...' left open which of the two was better."""
    late = Beside(find_measure("closed_over_limit"), 0.114, 0.1, 0.13, 500.0, "", 0.152, (), (), Verdict.BETTER)
    assert beside_council(late) == (
        "in the whole council 15.2%: here fewer than in the other wards, which is better and more than chance"
    )
    glad = Beside(find_measure("satisfied"), 0.92, 0.9, 0.94, 500.0, "", 0.951, (), (), Verdict.WORSE)
    assert beside_council(glad) == (
        "in the whole council 95.1%: here fewer than in the other wards, which is worse and more than chance"
    )


def test_few_answers_are_said_in_a_sentence_without_a_percentage(store: Store, council: Council) -> None:
    """One service in one month: two people of the ward answered."""
    month = Scope(period=Period(date(2026, 3, 1), date(2026, 4, 1)), choices=(("service", ("Garden waste",)),))
    told = said(ward_sheet(asking(store, council, month), WARD), "Are people satisfied?")
    where = (
        "ward = 'Beacon Fold' and service = 'Garden waste' and responded_at between date '2026-03-01' and '2026-03-31'"
    )
    assert 0 < one(store, f"select count(*) from responses where {where}") < 10
    assert told == f"Fewer than ten people of {WARD} answered the survey: too few to say how satisfied they are."


def test_a_survey_alone_makes_a_sheet_that_says_what_nobody_counts(tmp_path_factory: pytest.TempPathFactory) -> None:
    days = [
        (date(2026, 1, 1) + timedelta(days=step), {"Ward": "Castle Mead" if step % 9 == 0 else "Lock End"})
        for step in range(60)
    ]
    small = survey(tmp_path_factory.mktemp("survey"), days)
    wards = dict(ward_sheets(FromStore(small, Council(), Scope())))
    assert list(wards) == ["Castle Mead", "Lock End"]
    told = everything(wards["Castle Mead"])
    assert "Fewer than ten people of Castle Mead answered the survey: too few to say how satisfied they are." in told
    assert "No register of complaints is loaded." in told
    assert "No case raised by a councillor is loaded" in told
    assert "How long its people wait on the phone or at a counter nobody records by ward." in told
    assert "The council has set no target." in told
    assert "%" not in told
    assert "of 53 who answered the survey were satisfied" in said(wards["Lock End"], "Are people satisfied?")
    assert "(a small base)" in said(wards["Lock End"], "Are people satisfied?")


def test_a_ward_that_is_not_there_is_refused_with_the_nearest_names(store: Store, council: Council) -> None:
    with pytest.raises(CxError, match=r"There is no ward 'Quarn'. Did you mean Quarn Edge or Quarn Heath\?"):
        ward_sheet(asking(store, council), "Quarn")
    with pytest.raises(CxError, match="There is no ward 'Not recorded'"):
        ward_sheet(asking(store, council), "Not recorded")


def test_a_council_without_wards_is_told_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    days = [(date(2026, 1, 1) + timedelta(days=step), {"Ward": ""}) for step in range(20)]
    small = survey(tmp_path_factory.mktemp("wardless"), days)
    with pytest.raises(CxError, match="No file loaded names a ward, and there is no map of wards"):
        ward_sheet(FromStore(small, Council(), Scope()), "Abbey")


def test_a_ward_is_found_in_any_case_and_by_its_code(store: Store, council: Council) -> None:
    assert ward_sheet(asking(store, council), "beacon fold").title == "Beacon Fold: ward sheet"
    [(code,)] = [(area.code,) for area in store.areas if area.label == WARD]
    assert ward_sheet(asking(store, council), code).title == "Beacon Fold: ward sheet"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("That Lock End has a reception desk.", True),
        ("that LOCK END’s desk opens", True),
        ("That the locks of Endmoor are mended.", False),
        ("A padlock ends the talk.", False),
    ],
)
def test_what_names_a_ward_names_it_as_a_word(text: str, named: bool) -> None:
    assert names_ward(text, "Lock End") == named


def test_what_was_recommended_for_a_ward_stands_on_its_sheet_alone(store: Store, council: Council) -> None:
    item = Item(id="R20", reference="2026/20", text="That Lock End has a reception desk.", made=date(2026, 9, 8))
    wards = dict(ward_sheets(asking(store, council), items=[item]))
    line = "2026/20 (8 September 2026): That Lock End has a reception desk."
    assert line in said(wards["Lock End"], "What was promised")
    assert line not in said(wards[WARD], "What was promised")
    assert f"No recommendation or promise on record names {WARD}." in said(wards[WARD], "What was promised")


def test_targets_are_held_against_the_wards_own_figures(
    store: Store, council: Council, sheets: dict[str, Document]
) -> None:
    online = "sum(\"count\") filter (channel in ('web', 'app')) / sum(\"count\")"
    key = ", ".join(f"'{name}'" for name in council.key_services)
    share = one(store, f"select {online} from contacts where {THEIRS} and {PUBLIC} and {KNOWN} and service in ({key})")
    told = said(sheets[WARD], "What was promised")
    assert f"“Dealt with online” (4 services): promised 80% to 85%, here {share:.1%}: missed." in told
    silent = {target.measure for target in council.targets if find_measure(target.measure).table in ("calls", "web")}
    assert f"Of {len(silent)} targets the data knows no wards." in told
