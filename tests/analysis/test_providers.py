"""Providers: what silence is and what it is not, everybody on one yardstick, and each against the rest, recounted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cxdata.analysis.came_back.matters import came_back
from cxdata.analysis.groups import Verdict
from cxdata.analysis.providers.scores import BY, COMPARED, score_all
from cxdata.analysis.providers.silence import Providers, State, find_silence
from cxdata.analysis.providers.together import COMMISSIONER, KIND, add_up
from cxdata.contract.words.bodies import body_key
from cxdata.council import Council, Provider
from cxdata.errors import CxError
from cxdata.export.exhibit.of_providers import say_alike, score_rows
from cxdata.measures.query import query
from cxdata.periods import add_months
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.analysis.small import survey
from tests.cli.terminal import run

HEADING = (
    "Case No,Logged,Closed,Target Date,Contact Method,Service Area,Case Type,Cust Cat,Raised By,Ward Code,"
    "Access Point,Delivered By,Customer Ref,Complexity,Online Option,FCR,Avoidable Code,Urgent,Outcome"
)
START = date(2025, 1, 1)


def store_of(folder: Path, months: dict[str, list[int]], *, last_day: int = 30) -> Store:
    """Contacts of each provider in each month from January 2025: so many on days spread to the 28th; the last month of
    all stops on `last_day`.
    """
    longest = max(len(counts) for counts in months.values())
    lines = []
    for provider, counts in months.items():
        for at, count in enumerate(counts):
            month = add_months(START, at)
            most = last_day if at == longest - 1 else 28
            for turn in range(count):
                day = f"{1 + turn * (most - 1) // max(count - 1, 1):02d}/{month:%m/%Y} 09:00"
                lines.append(
                    f"{len(lines)},{day},{day},,Telephone,Waste,Other,RES,Customer,,,{provider},,R,Y,Y,,N,Done"
                )
    (folder / "cases.csv").write_text("\n".join([HEADING, *lines]) + "\n", encoding="utf-8")
    done = run(folder / "data", "load", str(folder / "cases.csv"))
    assert done.code == 0, done.out + done.err
    return open_store(folder / "data")


def states(found: Providers) -> dict[str, tuple[State, str]]:
    return {source.name: (source.state, source.said) for source in found.sources}


def test_silence_is_first_the_longest_before_the_shorter(tmp_path: Path) -> None:
    months = {"Sends": [30] * 9, "Stopped": [20, 20, 20], "Stopped later": [20] * 6}
    council = Council(providers=(Provider("Never heard of", "partner"), Provider("Stopped", "contractor")))
    found = find_silence(store_of(tmp_path, months), Scope(), council)
    assert [(source.name, source.said) for source in found.sources] == [
        ("Never heard of", "no data supplied"),
        ("Stopped", "no data since March 2025"),
        ("Stopped later", "no data since June 2025"),
        ("Sends", ""),
    ]
    assert found.sentence == (
        "Never heard of has supplied no data; Stopped: no data since March 2025; 1 more is silent"
    )
    assert [source.named for source in found.sources] == [True, True, False, False], "nobody is left out"


def test_a_month_that_is_not_whole_is_no_silence(tmp_path: Path) -> None:
    """The file stops on 9 September: that Slow has no contact there yet says nothing."""
    months = {"Sends": [60] * 9, "Slow": [40] * 8}
    found = find_silence(store_of(tmp_path, months, last_day=9), Scope(), Council())
    assert states(found) == {"Sends": (State.SENDS, ""), "Slow": (State.SENDS, "")}


def test_a_provider_of_few_contacts_is_not_silent_by_chance(tmp_path: Path) -> None:
    """At 2 a month one empty month comes by chance (13 in 100); at 8 a month it does not (3 in 10,000)."""
    months = {"Sends": [60] * 9, "Rare": [2] * 8, "Steady": [8] * 8}
    found = states(find_silence(store_of(tmp_path, months), Scope(), Council()))
    assert found["Rare"] == (State.SENDS, "")
    assert found["Steady"] == (State.SILENT, "no data since August 2025")


def test_one_whose_contract_ended_is_not_silent(tmp_path: Path) -> None:
    council = Council(providers=(Provider("Former", "contractor", until=date(2025, 3, 31)),))
    found = find_silence(store_of(tmp_path, {"Sends": [30] * 9, "former": [20] * 3}), Scope(), council)
    assert states(found) == {"Sends": (State.SENDS, ""), "former": (State.ENDED, "ended 31 March 2025")}
    assert found.sentence == "Every provider sends data"


def test_silence_is_said_of_the_measure_that_it_is_of(store: Store, council: Council) -> None:
    """Pellmark's contacts are there, and nobody was asked about them."""
    found = find_silence(store, Scope(), council)
    pellmark = next(source for source in found.sources if source.name == "Pellmark Street Services")
    assert pellmark.silence_on("responses") == "no survey answers"
    assert pellmark.silence_on("contacts") == ""
    assert pellmark.silence_on("complaints") == ""
    assert [(source.name, source.state) for source in found.sources] == [
        ("Quarnmere Leisure Trust", State.NEVER),
        ("Pellmark Street Services", State.PARTLY),
        ("Culverside Environmental", State.SENDS),
        ("Quarnmere Borough Council", State.SENDS),
        ("Quarnmere Homes Ltd", State.SENDS),
        ("Marlock Parking", State.ENDED),
    ]


def test_a_survey_that_names_no_provider_makes_nobody_silent(tmp_path: Path) -> None:
    survey(tmp_path, [(date(2025, 1, day), {"Provider": ""}) for day in range(1, 29)])
    found = find_silence(store_of(tmp_path, {"Sends": [30]}), Scope(), Council())
    assert states(found) == {"Sends": (State.SENDS, "")}


def test_what_is_chosen_does_not_make_a_provider_silent(store: Store, council: Council) -> None:
    narrowed = Scope().with_choice("service", "Benefits")
    assert find_silence(store, narrowed, council) == find_silence(store, Scope(), council)


def test_each_is_held_against_the_rest_recounted_from_the_rows(store: Store, council: Council) -> None:
    """On time, straight from the contacts; and each against all the others together by Fisher's exact test."""
    from scipy.stats import fisher_exact

    found = find_silence(store, Scope(), council)
    answers = [query(store, name, ("provider",), Scope(), council=council) for name in COMPARED]
    scored = {one.source.name: one.scores[COMPARED.index("on_time")] for one in score_all(found.sources, answers)}
    rows = store.tuples(
        "select provider::varchar, count(*) filter (kept), count(kept) from contacts "
        "where requester <> 'staff' group by 1"
    )
    counts = {provider: (kept, of) for provider, kept, of in rows}
    assert {name: (one.numerator, one.denominator) for name, one in scored.items() if not one.why_not} == counts
    all_kept, all_of = (sum(column) for column in zip(*counts.values(), strict=True))
    for name, (kept, of) in counts.items():
        table = [[kept, of - kept], [all_kept - kept, all_of - of - all_kept + kept]]
        assert fisher_exact(table).pvalue < 0.01
        better = kept / of > (all_kept - kept) / (all_of - of)
        assert scored[name].verdict is (Verdict.BETTER if better else Verdict.WORSE)


def test_kinds_and_commissioners_are_their_providers_added_up(store: Store, council: Council) -> None:
    sources = find_silence(store, Scope(), council).sources
    on_time = query(store, "on_time", ("provider",), Scope(), council=council)
    counts = on_time.frame.set_index("provider")
    contractors = ["Culverside Environmental", "Pellmark Street Services"]
    kinds = add_up(on_time, KIND, sources).frame.set_index("provider_kind")
    assert list(kinds.index) == ["Company of the council", "Contractor", "In-house"]
    assert kinds.loc["Contractor", "numerator"] == counts.loc[contractors, "numerator"].sum()
    assert kinds.loc["Contractor", "denominator"] == counts.loc[contractors, "denominator"].sum()
    commissioners = add_up(on_time, COMMISSIONER, sources).frame.set_index("commissioner")
    assert list(commissioners.index) == ["Environment", "Housing", "Not named in council.toml"]
    assert commissioners.loc["Environment", "value"] == kinds.loc["Contractor", "value"]
    assert kinds["denominator"].sum() == commissioners["denominator"].sum() == counts["denominator"].sum()


def test_what_cannot_be_added_up_is_refused(store: Store, council: Council) -> None:
    middle = query(store, "days_to_close", ("provider",), Scope(), council=council)
    with pytest.raises(CxError, match="cannot be added up over providers"):
        add_up(middle, KIND, ())


def test_coming_back_by_provider_is_that_by_its_services(store: Store, council: Council) -> None:
    """Each service has one provider in the sample, so the counts of a provider are those of its services."""
    by_service = came_back(store, Scope(), council).frame.set_index("service")
    by_provider = came_back(store, Scope(), council, by="provider").frame.set_index("provider")
    own = ["Bins and recycling", "Garden waste"]
    for column in ("numerator", "denominator"):
        assert by_provider.loc["Culverside Environmental", column] == by_service.loc[own, column].sum()
        assert by_provider[column].sum() == by_service[column].sum()


def test_no_provider_at_all_is_said(tmp_path: Path) -> None:
    store = store_of(tmp_path, {"Not recorded": [10, 10]})
    found = find_silence(store, Scope(), Council())
    assert found.sources == ()
    assert found.sentence == "No provider is recorded in the data or named in council.toml"
    named = replace(Council(), providers=(Provider("Alone", "company"),))
    assert states(find_silence(store, Scope(), named)) == {"Alone": (State.NEVER, "no data supplied")}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Pellmark Street Services Ltd", "PELLMARK STREET SERVICES LIMITED", True),
        ("Pellmark Street Services", "Pellmark Street Services Ltd.", True),
        ("Bins & Sons", "Bins and Sons plc", True),
        ("The Leisure Trust", "Leisure Trust", True),
        ("Leisure Trust North", "Leisure Trust South", False),
        ("Limited", "Ltd", False),
    ],
)
def test_spellings_of_one_body_are_one(one: str, other: str, same: bool) -> None:
    assert (body_key(one) == body_key(other)) is same


def test_a_provider_spelt_in_two_ways_is_one_as_it_is_loaded_and_named(tmp_path: Path) -> None:
    """Twenty contacts a month of one company, ten under each spelling; council.toml has a third."""
    months = {"Pellmark Street Services Ltd": [10] * 6, "PELLMARK STREET SERVICES LIMITED": [10] * 6}
    council = Council(providers=(Provider("Pellmark Street Services", "contractor"),))
    store = store_of(tmp_path, months)
    [source] = find_silence(store, Scope(), council).sources
    assert (source.name, source.kind, source.state) == ("Pellmark Street Services Ltd", "contractor", State.SENDS)
    assert query(store, "contacts", ("provider",)).frame["value"].tolist() == [120.0]


def test_names_that_differ_by_a_letter_are_asked_about_and_numbers_are_not(tmp_path: Path) -> None:
    names = ("Pellmark Street Services", "Pelmark Street Services", "Depot 1", "Depot 2")
    found = find_silence(store_of(tmp_path, dict.fromkeys(names, [5])), Scope(), Council())
    assert found.alike == (("Pellmark Street Services", "Pelmark Street Services"),)
    assert say_alike(found.alike)[0].startswith("“Pellmark Street Services” and “Pelmark Street Services” may be one")


def test_what_is_not_loaded_at_all_is_nobodys_silence(tmp_path: Path) -> None:
    """'No data since March 2025' stood under satisfaction, of which no answer is loaded from anybody."""
    store = store_of(tmp_path, {"Sends": [30] * 9, "Stopped": [20, 20, 20]})
    found = find_silence(store, Scope(), Council())
    answers = [query(store, name, ("provider",)) for name in ("satisfied", "on_time")]
    scored = {one.source.name: [score.why_not for score in one.scores] for one in score_all(found.sources, answers)}
    assert scored["Stopped"][0] == scored["Sends"][0] == "nothing is loaded"
    nothing = find_silence(open_store(_empty(tmp_path)), Scope(), Council(providers=(Provider("A", "partner"),)))
    assert nothing.sentence == "Nothing loaded names a provider, so nobody can say who sends data"


def _empty(folder: Path) -> Path:
    """A data folder with a survey that names no provider."""
    file = folder / "answers.csv"
    file.write_text("Response ID,Date Answered,Satisfaction\nA1,20/03/2026,Very satisfied\n", encoding="utf-8")
    done = run(folder / "nobody", "load", "--suggested", file)
    assert done.code == 0, done.out + done.err
    return folder / "nobody"


def test_contacts_that_name_no_provider_have_a_row(tmp_path: Path) -> None:
    """30 contacts of nobody's stood in no row of the table."""
    store = store_of(tmp_path, {"Sends": [30], "": [30]})
    found = find_silence(store, Scope(), Council())
    rows = score_all(found.sources, [query(store, "on_time", ("provider",)), query(store, "closed_over_limit", (BY,))])
    assert [one.source.name for one in rows] == ["Sends", "Not recorded"]
    assert [score.denominator for score in rows[1].scores][1] == 30
    assert score_rows(rows)["Kind"].tolist() == ["Not named in council.toml", "–"]
