"""What stands beside published figures: the totals of longer spans, notes, words of a comparison, counts of rows."""

from datetime import date
from pathlib import Path

from cxdata.council import Council, read_council
from cxdata.export.beside.ways import PARTS, hide_beside, publish_query
from cxdata.export.loaded import tables_in_words
from cxdata.export.publish import ALSO_HIDDEN, publish
from cxdata.export.publish_keys import keys_of
from cxdata.measures import MEASURES, find_dimension
from cxdata.measures.comparison import compare
from cxdata.measures.coverage.gaps import part_to_publish
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Comparison, Scope
from cxdata.stats.disclosure.rules import DisclosureRules
from cxdata.store import open_store
from tests.charts.answers import answer
from tests.soundness.counted_twice import MONTHS, load

COUNCIL, RULES = Council(), DisclosureRules()
YEAR = tuple(f"2025-{month:02d}" for month in range(1, 13))


def months(counts: dict[str, float]):
    return answer("contacts", ["month"], list(counts.items()))


def test_a_month_is_not_told_by_the_quarter_beside_it() -> None:
    # 4, 7 and 7 read [c], 5 and 5; the quarter's 18 reads 20, which stands for 18 at least, and two 5s for 14 at most.
    rest = {"2025-04": 40.0, "2025-05": 41.0, "2025-06": 43.0}
    shown = publish(months({"2025-01": 4, "2025-02": 7, "2025-03": 7} | rest), COUNCIL)
    hidden = dict(zip(shown.frame["month"], shown.frame["suppressed"], strict=True))
    assert [name for name, is_hidden in hidden.items() if is_hidden] == ["2025-01", "2025-02"]
    assert ALSO_HIDDEN in shown.notes
    assert shown.frame["numerator"].dropna().tolist() == [5, 40, 40, 45]


def test_months_that_no_quarter_tells_are_left_alone() -> None:
    # The same counts, each in a quarter of its own: 4 + 33 + 31 = 68 reads 70, of which [c] may be any of 1 to 4.
    counts = dict(zip(YEAR, (4, 33, 31, 7, 33, 31, 7, 33, 31, 33, 33, 31), strict=True))
    shown = publish(months(counts), COUNCIL)
    assert shown.frame["suppressed"].tolist() == [True, *[False] * 11]
    assert shown.notes == ()


def test_the_longer_spans_of_a_month_and_of_a_quarter() -> None:
    month, quarter = find_dimension("month"), find_dimension("quarter")
    rows = months({"2025-02": 1, "2025-03": 1, "2025-04": 1}).frame
    february, march, april = (set(key[1:]) for key in keys_of(rows, (month,)))
    assert february == march, "one quarter, one half-year, one financial and one calendar year"
    assert february & april == {"2025"}, "the calendar year alone"
    first, second = keys_of(answer("contacts", ["quarter"], [("2024/25 Q3", 1), ("2024/25 Q4", 1)]).frame, (quarter,))
    assert len(first) == 4
    assert len(set(first[1:]) & set(second[1:])) == 2, "one half-year and one financial year, two calendar years"


def test_the_share_of_which_a_figure_is_does_not_tell_its_base(tmp_path: Path) -> None:
    # 3 of 150 contacts have a channel: "2%" of a published 150 is 3 contacts and nothing else.
    data = load(tmp_path, contacts=[("2026-01", "", "Bins", "", "", 147), ("2026-01", "web", "Bins", "", "", 3)])
    exact = query(open_store(data), "online_share", council=COUNCIL)
    assert exact.notes == ("It is of 2% of the contacts: the channel of the others is partner, other or not recorded.",)
    shown = publish(exact, COUNCIL)
    assert shown.notes == (
        "It is of a part of the contacts: the channel of the others is partner, other or not recorded.",
    )
    assert part_to_publish(exact.measure, "It is of another kind.") == "It is of another kind."


def test_a_service_too_small_to_be_told_is_not_named_as_large(tmp_path: Path) -> None:
    # Of 74 (75 as published) more than 5 % are 4 or more: who reads [c] for Wills and "Wills came late" knows it is 4.
    named = {}
    for wills in (4, 60):
        rows = [(month, "phone", "Bins", "", "", 35) for month in MONTHS]
        data = load(tmp_path / str(wills), contacts=[*rows, ("2025-12", "phone", "Wills", "", "", wills)])
        scope = Scope(Period(date(2025, 11, 1), date(2026, 1, 1)), comparison=Comparison.YEAR_BEFORE)
        compared = compare(open_store(data), MEASURES["contacts"], scope)
        assert compared is not None
        named[wills] = "Wills has figures only since December 2025" in compared.words
    assert named == {4: False, 60: True}


def test_the_rows_of_a_table_are_rounded_for_the_published_view(sample_data: Path) -> None:
    store = open_store(sample_data)
    complaints = dict(zip(*(tables_in_words(store, RULES)[name] for name in ("Data", "Rows")), strict=True))[
        "Complaints"
    ]
    assert complaints == "1,405 (1,180 cases)", "1,406 rows of 1,180 cases"
    exact = tables_in_words(store)
    assert "1,406 (1,180 cases)" in set(exact["Rows"])


def test_three_parts_of_one_base_do_not_tell_the_one_that_is_hidden() -> None:
    # 178, 1 and 158 of 337 read 180, [c] and 160 of 335: 335 is 337 at most, 180 and 160 are 336 at least.
    parts = [
        answer(measure, ["ward"], [("Abbey", count, 337), ("Bede", other, 340)])
        for measure, count, other in zip(PARTS, (178, 1, 158), (180, 2, 158), strict=True)
    ]
    alone = [publish(part, COUNCIL) for part in parts]
    assert [one.frame["suppressed"].tolist() for one in alone] == [[False, False], [True, True], [False, False]]
    online, _, assisted = (hide_beside(one, parts, COUNCIL) for one in alone)
    assert online.frame["numerator"].tolist() == [180, 180]
    assert assisted.frame["suppressed"].tolist() == [True, False], "of Bede 338 to 342 less 336 to 344 tells nothing"
    assert assisted.frame.loc[0, ["numerator", "value", "lower", "upper"]].isna().all()
    assert ALSO_HIDDEN in assisted.notes


def test_the_three_ways_of_a_ward_and_service_of_the_sample(sample_data: Path) -> None:
    store, council = open_store(sample_data), read_council(sample_data)
    scope = Scope(choices=(("service", ("Streets and fly-tipping",)), ("ward", ("Withy Marsh",))))
    exact = [query(store, part, (), scope, council=council).frame.iloc[0] for part in PARTS]
    assert [(row["numerator"], row["denominator"]) for row in exact] == [(178, 336), (1, 336), (157, 336)]
    shown = [publish_query(store, part, (), scope, council=council).frame.iloc[0] for part in PARTS]
    assert [bool(row["suppressed"]) for row in shown] == [False, True, False]
    # What is shown is rounded to five, so that the count that is hidden can be any from 1 to 4.
    online, assisted = ({int(row["numerator"]) + off for off in range(-2, 3)} for row in (shown[0], shown[2]))
    everybody = {int(shown[0]["denominator"]) + off for off in range(-2, 3)}
    assert all({one + hidden + other for one in online for other in assisted} & everybody for hidden in range(1, 5))
