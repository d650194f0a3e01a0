"""Other councils: only what means the same of the same months is compared, and no place stands without its range."""

from dataclasses import replace
from datetime import date
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from cxdata.analysis.councils.alike import alike
from cxdata.analysis.councils.compare import Comparison, Standing, compare, opening_span, spans_of
from cxdata.analysis.councils.printed import Printed, read_printed
from cxdata.analysis.councils.words import left_out, nth, say_found, say_place
from cxdata.council import Council, OtherCouncils, SameDefinition
from cxdata.errors import CxError
from cxdata.measures import MEASURES
from cxdata.measures.model import Better
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import wilson
from cxdata.store import Store, open_store
from tests.cli.terminal import run

HALF, BEFORE = Period(date(2026, 4, 1), date(2026, 10, 1)), Period(date(2024, 4, 1), date(2024, 10, 1))
SATISFIED, MEANS = "Satisfied or very satisfied %", "Satisfied or very satisfied, of all who answered"


def sample(store: Store, council: Council, measure: str = "satisfied", **options: Any) -> Comparison:
    own = query(store, measure, (), Scope(period=HALF), council=council)
    return compare(read_printed(store), MEASURES[measure], HALF, council, own, covered=HALF, **options)


def names(result: Comparison, standing: Standing) -> list[str]:
    return [figure.organisation for figure in result.of(standing)]


def test_who_is_compared_and_who_is_not_and_why(store: Store, council: Council) -> None:
    result = sample(store, council)
    assert len(result.of(Standing.COMPARED)) == 9
    assert names(result, Standing.NO_COUNTS) == ["Penmarrow Council"]
    assert names(result, Standing.OLDER) == ["Carrowdale Council"]
    assert names(result, Standing.OTHER_DEFINITION) == ["Kestwick Borough Council", "Hallowby District Council"]
    assert names(result, Standing.MISSING) == ["Sallowby District Council"]
    ranked = {figure.organisation for figure in result.figures if figure.rank}
    assert ranked == {*names(result, Standing.COMPARED), "Quarnmere Borough Council"}
    assert left_out(result) == (
        "No counts, so no range and no rank: Penmarrow Council.",
        "An older figure, in no rank: Carrowdale Council (of 2024/25 H1, 2 years older).",
        "Another definition, not compared: Kestwick Borough Council (its definition is not stated); Hallowby "
        "District Council (“Very satisfied, satisfied or neither, of all who answered”).",
        "No figure, which is not an average one: Sallowby District Council.",
    )


def test_our_own_figure_is_counted_and_not_the_one_that_is_printed(store: Store, council: Council) -> None:
    """2,706 of 2,968 answers, straight from the rows; the printed 'Customer satisfaction %' is nobody's here."""
    result = sample(store, council)
    ((satisfied, answers),) = store.tuples(
        "select count(*) filter (score >= 4), count(score) from responses "
        "where responded_at >= '2026-04-01' and responded_at < '2026-10-01'"
    )
    assert result.ours is not None
    assert (result.ours.numerator, result.ours.denominator) == (satisfied, answers) == (2706, 2968)
    assert result.ours.rank == (2, 6)
    assert say_found(result) == "Satisfied: 91.2% here in 2026/27 H1, between 2nd and 6th of 10 councils"


def test_ranges_and_quarters_recounted_from_the_file(store: Store, council: Council) -> None:
    result = sample(store, council)
    ashwold = next(figure for figure in result.figures if figure.organisation == "Ashwold District Council")
    lower, upper = wilson(ashwold.numerator, ashwold.denominator)
    assert ashwold.value == ashwold.numerator / ashwold.denominator
    assert (ashwold.lower, ashwold.upper) == (float(lower), float(upper))
    values = sorted((figure.value for figure in result.figures if figure.quarter), reverse=True)
    best = [figure for figure in result.figures if figure.quarter == 1]
    assert {figure.value for figure in best} == set(values[:3])


def test_a_definition_that_nobody_said_is_equal_is_not(store: Store, council: Council) -> None:
    """Others count all contacts; our online share leaves out those of no known way. Nothing is compared."""
    result = sample(store, council, "online_share")
    assert not result.of(Standing.COMPARED)
    assert {figure.standing for figure in result.figures if not figure.ours} == {
        Standing.OTHER_DEFINITION,
        Standing.MISSING,
    }
    assert say_found(result).endswith("here; no other council’s figure can be held against it")
    nobody = replace(council, same_definitions=())
    assert not sample(store, nobody).of(Standing.COMPARED)
    narrow = (SameDefinition("satisfied", MEANS, figure="Something else"),)
    assert not sample(store, replace(council, same_definitions=narrow)).of(Standing.COMPARED)


def test_a_definition_in_the_very_words_of_our_own_is_equal() -> None:
    measure = MEASURES["satisfied"]
    row = Printed("Elsewhere", "Happy customers", measure.formula.upper(), HALF, 88.0, (88, 100), "")
    assert spans_of([row], measure, Council()) == (HALF,)
    assert spans_of([replace(row, definition="")], measure, Council()) == ()


def test_without_counts_there_are_dots_and_no_places(store: Store, council: Council) -> None:
    printed = [replace(row, counts=None) for row in read_printed(store)]
    own = query(store, "satisfied", (), Scope(period=HALF), council=council)
    result = compare(printed, MEASURES["satisfied"], HALF, council, own, covered=HALF)
    assert all(figure.rank is None for figure in result.figures)
    assert all(isnan(figure.lower) for figure in result.of(Standing.NO_COUNTS))
    said = say_found(result)
    assert said == "Satisfied: 91.2% here, 84.3% to 93.5% at other councils"
    assert "better" not in said


def test_one_other_council_is_no_range_from_a_figure_to_itself(store: Store, council: Council) -> None:
    own = query(store, "satisfied", (), Scope(period=HALF), council=council)
    other = Printed("Penmarrow Council", "Satisfied", MEASURES["satisfied"].formula, HALF, 90.0, None, "")
    result = compare([other], MEASURES["satisfied"], HALF, council, own, covered=HALF)
    assert say_found(result) == "Satisfied: 91.2% here, 90.0% at one other council"


def test_counts_that_do_not_give_the_figure_printed_are_not_used(store: Store, council: Council) -> None:
    printed = [
        replace(row, counts=(row.counts[0] * 0.9, row.counts[1]))
        if row.organisation.startswith("Ash") and row.counts
        else row
        for row in read_printed(store)
    ]
    own = query(store, "satisfied", (), Scope(period=HALF), council=council)
    result = compare(printed, MEASURES["satisfied"], HALF, council, own, covered=HALF)
    ashwold = next(figure for figure in result.figures if figure.organisation == "Ashwold District Council")
    assert (ashwold.standing, ashwold.numerator) == (Standing.NOT_RANKED, None)
    assert "In no rank: Ashwold District Council (the counts printed do not give the figure printed)." in left_out(
        result
    )
    assert ashwold.note == "the counts printed do not give the figure printed"


def test_months_that_our_own_data_do_not_cover_give_no_place(store: Store, council: Council) -> None:
    own = query(store, "satisfied", (), Scope(period=HALF), council=council)
    printed, august = read_printed(store), Period(date(2024, 4, 1), date(2026, 9, 1))
    result = compare(printed, MEASURES["satisfied"], HALF, council, own, covered=august)
    assert result.ours is not None
    assert result.ours.rank is None
    assert left_out(result)[-1] == ("Our own figure is in no rank: our own data do not cover all of these months.")
    spans = spans_of(printed, MEASURES["satisfied"], council)
    assert [str(span) for span in spans] == ["2026/27 H1", "2025/26 H2", "2025/26 H1", "2024/25 H2", "2024/25 H1"]
    assert str(opening_span(spans, august)) == "2025/26 H2"
    assert opening_span(spans, None) == spans[0]


def test_councils_like_ours_are_found_by_what_they_are_recounted(store: Store, council: Council) -> None:
    """Standard scores of residents and deprivation, straight-line distance; satisfaction plays no part."""
    import csv
    from statistics import mean, pstdev

    from tests.conftest import ROOT

    with (ROOT / "sample_data" / "published_figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    facts = {
        figure: {row["Organisation"]: float(row["Value"]) for row in rows if row["Figure"] == figure}
        for figure in ("Residents", "Average deprivation score")
    }
    scored = {
        figure: {name: (value - mean(of.values())) / pstdev(of.values()) for name, value in of.items()}
        for figure, of in facts.items()
    }
    ours = "Quarnmere Borough Council"
    distance = {name: sum((of[name] - of[ours]) ** 2 for of in scored.values()) for name in facts["Residents"]}
    nearest, how = alike(read_printed(store), council)
    assert list(nearest) == sorted((name for name in distance if name != ours), key=distance.__getitem__)[:8]
    assert nearest[0] == "Ostrey City Council"
    assert how == "nearest by residents and average deprivation score"
    result = sample(store, council, among=nearest)
    assert {figure.organisation for figure in result.figures} == {*nearest, ours}


def test_councils_that_an_officer_names_are_shown_also_where_they_publish_nothing(
    store: Store, council: Council
) -> None:
    named = replace(council, other_councils=OtherCouncils(like_us=("Ostrey City Council", "Far Away Council")))
    names_of, how = alike(read_printed(store), named)
    assert how == "named in council.toml"
    result = sample(store, named, among=names_of)
    assert names(result, Standing.MISSING) == ["Far Away Council"]


def test_nobody_is_made_up_where_it_is_not_known_who_is_like_ours(store: Store, council: Council) -> None:
    with pytest.raises(CxError, match="No council is known to be like ours"):
        alike(read_printed(store), replace(council, other_councils=OtherCouncils()))
    with pytest.raises(CxError, match="No published figure “Area” of Quarnmere Borough Council is loaded"):
        alike(read_printed(store), replace(council, other_councils=OtherCouncils(alike_by=("Area",))))


def test_an_lg_inform_file_with_counts(tmp_path: Path) -> None:
    """A year is a year: it is not held against a half-year, and no part of it is made up."""
    lines = [
        "Area,Period,Metric type,Value,Numerator,Denominator,Definition",
        "Northam,2024/25,Satisfied,61.5,615,1000,Very or fairly satisfied",
        "Southam,2024/25,Satisfied,70,,,Very or fairly satisfied",
        "Northam,2024/25 Q1,Satisfied,50,50,100,Very or fairly satisfied",
        "Westham,2024/25 Q1,Satisfied,66,66,100,Very or fairly satisfied",
        "Eastham,2024-04-01,Satisfied,80,80,100,Very or fairly satisfied",
    ]
    (tmp_path / "lg.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run(tmp_path / "data", "load", str(tmp_path / "lg.csv"))
    assert done.code == 0, done.out + done.err
    store, year = open_store(tmp_path / "data"), Period(date(2024, 4, 1), date(2025, 4, 1))
    council = Council(same_definitions=(SameDefinition("satisfied", "very or  fairly satisfied"),))
    printed = read_printed(store)
    assert spans_of(printed, MEASURES["satisfied"], council)[0] == year
    own = query(store, "satisfied", (), Scope(period=year), council=council)
    result = compare(printed, MEASURES["satisfied"], year, council, own, covered=None)
    assert [(figure.organisation, figure.standing.name, figure.numerator) for figure in result.figures] == [
        ("Northam", "COMPARED", 615),
        ("Southam", "NO_COUNTS", None),
        ("Westham", "OLDER", 66),
        ("Eastham", "MISSING", None),
    ]
    assert result.figures[-1].note == "it does not say of which months its figure is"
    assert say_found(result) == "Satisfied: we have no figure of our own for 2024/25"


@pytest.mark.parametrize(
    ("rank", "of", "better", "words"),
    [
        ((4, 11), 16, Better.HIGHER, "between 4th and 11th of 16"),
        ((1, 3), 3, Better.NEITHER, "between 1st and 3rd highest of 3"),
        ((22, 22), 23, Better.LOWER, "very likely 22nd of 23"),
    ],
)
def test_a_place_in_words(rank: tuple[int, int], of: int, better: Better, words: str) -> None:
    assert say_place(rank, of, better) == words
    assert [nth(number) for number in (1, 2, 3, 11, 12, 13, 21, 112)] == [
        *("1st", "2nd", "3rd", "11th", "12th", "13th", "21st", "112th")
    ]
