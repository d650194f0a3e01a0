"""Whatever is asked of the published view, by command or by link, with a store that cannot be read: a published figure,
or a sentence that says why not. The list of tries is long on purpose, and none of them tells an exact count.
"""

import csv
import io
import json
import re
from itertools import product

import pytest

from cxdata.council import read_council
from cxdata.errors import CxError
from cxdata.export.edition.file import Edition
from cxdata.export.edition.words import NONE_YET
from cxdata.published.reading import Reading, period_to_open
from cxdata.published.record import record_of
from cxdata.published.sheets import SHEETS
from cxdata.scope import Scope
from cxdata.statements import listening
from tests.cli.terminal import Done, run

PAGES = (
    ("overview",),
    ("targets",),
    ("complaints",),
    ("savings",),
    ("providers",),
    ("waits",),
    ("left-behind",),
    ("repeat",),
    ("people",),
    ("themes",),
    ("peaks", "calls"),
    ("casework",),
    ("panel",),
    ("ladder",),
    ("pockets",),
    ("hotspots", "dissatisfied"),
    ("funnel", "satisfied", "--by", "ward"),
    ("spc",),
    ("before-after", "contacts", "--date", "2025-10-01"),
    ("mix", "contacts", "--by", "service"),
    ("forecast", "satisfied", "--date", "2027-03-31"),
    ("satisfaction-bounds",),
    ("definition-changes",),
)
"""Commands that stand for a page and are narrowed, each as it is asked."""
ALONE = (("recommendations",), ("benchmarks", "satisfied"))
"""And those that are not narrowed: what they tell is public as it is."""
NOT_THERE = {
    "mix": "The published page “like_for_like” has no “Contacts” by service",
    "benchmarks": "The published page “councils” has no “Satisfied”",
}
"""Of these the page has nothing: one publishes nothing, and of the other no file of other councils was loaded."""

TWO_WARDS = ("--where", "ward=Abbey", "--where", "ward=Castle")
THREE = ("--where", "ward=Abbey", "--where", "service=Waste", "--where", "channel=phone")
DAYS = ("--from", "2025-05-03", "--to", "2025-05-17")
STAFF = ("--include-staff",)
REQUESTER = ("--where", "requester=staff")
HALF = ("--period", "2025/26 H1")
SINCE = ("--from", "2025-05-03")
TWO_THINGS = ("--where", "ward=Abbey", "--where", "service=Waste")
NO_LEVEL = ("--where", "ward=Nowhere")

REFUSED = {
    TWO_WARDS: "The published view shows one ward at a time: sums of wards of one's own choosing",
    THREE: "at most two things at once, and ward, service and channel are 3",
    DAYS: "3 May 2025 to 17 May 2025 is none of them, or nothing was published of it. Figures for days",
    STAFF: "The published view leaves out contacts that staff raised",
    REQUESTER: "The published view leaves out contacts that staff raised",
    HALF: "2025/26 H1 is none of them, or nothing was published of it",
    SINCE: "from 2025-05-03 is none of them, or nothing was published of it",
    NO_LEVEL: "Nothing is published of ward 'Nowhere'",
}
"""What is refused wherever it is asked, and how the reason begins."""

MEASURES = (
    "contacts",
    "satisfied",
    "dissatisfied",
    "satisfaction_mean_score",
    "calls_offered",
    "average_wait",
    "on_time",
)
SPLITS = ((), ("ward",), ("channel",), ("month",), ("ward", "service"), ("ward", "month"), ("quarter",), ("score",))
CHOICES = ((), ("--where", "channel=phone"), ("--where", "ward=Dale"), ("--period", "2025/26 Q4"))

NUMBER = re.compile(r"(?<![\d.,:/-])\d[\d,]*(?![\d.%:/-])")
NOT_PEOPLE = re.compile(r"(Looked at|of) [\d,]+ (groups|measures|targets)")
"""Numbers that count no people: how many groups were looked at."""


def tries() -> list[tuple[str, ...]]:
    """The commands, each with --publish."""
    pages = [(*page, *given) for page, given in product(PAGES, [(), *REFUSED, TWO_THINGS, ("--where", "ward=Elm")])]
    shown = [
        ("show", measure, *(word for name in by for word in ("--by", name)), *given)
        for measure, by, given in product(MEASURES, SPLITS, CHOICES)
    ]
    of_everybody = [("show", measure, *given) for measure, given in product(MEASURES, REFUSED)]
    three = [("show", "contacts", "--by", "ward", "--by", "service", *given) for given in (*REFUSED, TWO_WARDS)]
    others = [
        ("recommendations", "--as-of", "2026-01-01"),
        ("show", "cases_open"),
        ("show", "contacts", "--by", "weeks_open"),
        ("show", "days_to_close_p90"),
        ("targets", "--standards"),
        ("repeat", "--days", "28"),
        ("waits", "--by", "queue"),
        ("savings", "--promised", "465000"),
        ("pockets", "--stability"),
    ]
    return [*pages, *shown, *of_everybody, *three, *others]


def test_there_are_more_than_two_hundred_tries() -> None:
    assert len(set(tries())) >= 400


@pytest.mark.parametrize("written", ["table", "json"])
def test_every_page_tells_published_figures_alone(sealed, written: str) -> None:
    told = 0
    narrowed = ((), ("--where", "ward=Elm"), ("--period", "2025/26 Q4")) if written == "json" else ((),)
    for words in (*PAGES, *ALONE):
        for given in narrowed if words in PAGES else ((),):
            done = run(sealed.data, *words, *given, "--publish", "--format", written)
            if words[0] in NOT_THERE:
                assert_refused(done, NOT_THERE[words[0]])
                continue
            assert (done.code, done.err) == (0, ""), (words, given, done.err)
            assert_published(done.out, sealed.exact)
            if written == "json":
                told += len([part for part in json.loads(done.out)["parts"] if "refused" not in part])
    assert written == "table" or told > 100


@pytest.mark.parametrize("given", REFUSED)
def test_what_no_edition_has_is_refused_by_every_command(sealed, given: tuple[str, ...]) -> None:
    for words in (*PAGES, *(("show", measure) for measure in MEASURES)):
        assert_refused(run(sealed.data, *words, *given, "--publish"), REFUSED[given])


def test_two_things_are_shown_as_one_figure_and_not_as_a_page(sealed) -> None:
    for words in PAGES:
        assert_refused(run(sealed.data, *words, *TWO_THINGS, "--publish"), "shows one thing at a time")
    done = run(sealed.data, "show", "contacts", *TWO_THINGS, "--publish", "--format", "json")
    # A month of Abbey has 43 contacts, of which every six have three of Waste: 22, and in a year 264.
    (row,) = json.loads(done.out)["rows"]
    assert abs(row["numerator"] - 12 * 22) <= 4
    assert row["numerator"] % 5 == 0


def test_every_figure_that_is_shown_is_a_rounded_count_or_made_of_such(sealed) -> None:
    shown, refused = 0, 0
    for words in (one for one in tries() if one[0] == "show"):
        done = run(sealed.data, *words, "--publish", "--format", "json")
        if done.code:
            assert_refused(done, "")
            refused += 1
            continue
        document = json.loads(done.out)
        assert document["published"] is True, words
        assert document["store_version"] == "edition-1"
        for row in document["rows"]:
            assert_counts(row, words, seconds=document["unit"] == "seconds")
        assert_published(done.out, sealed.exact)
        if words[-1] == "channel=phone":
            assert_published(run(sealed.data, *words, "--publish", "--format", "csv").out, sealed.exact)
        shown += 1
    assert min(shown, refused) >= 60, (shown, refused)


def test_options_that_ask_for_more_than_a_page_are_for_officers(sealed) -> None:
    for words in tries()[-9:]:
        done = run(sealed.data, *words, "--publish")
        reason = "Ask an officer" if words[0] == "show" else "is for officers"
        assert_refused(done, reason)


LINKS = [
    {"ward": ["Abbey", "Castle"]},
    {"ward": ["Abbey"], "service": ["Waste"], "channel": ["phone"]},
    {"staff": ["true"]},
    {"requester": ["staff"]},
    {"ward": ["Nowhere"]},
    {"of": ["Ward: Elm"]},
    {"of": ["Ward: Elm"], "quarter": ["2025/26 Q4"]},
    {"quarter": ["2025/26 H1"]},
    {"from": ["2025-05-03"], "to": ["2025-05-17"]},
    {"service": ["Parks"], "view": ["officer"]},
]


@pytest.mark.parametrize("page", SHEETS)
def test_a_link_opens_what_is_published_or_is_refused(sealed, page: str) -> None:
    """Each page by each link: the scope that it means, read of the edition alone."""
    from cxdata.ui.published.choices import of_link  # it brings Streamlit

    edition, council = Edition(sealed.edition), read_council(sealed.data)
    read: dict[Scope, str] = {}
    for link in LINKS:
        scope, _ = of_link(link, edition)
        assert len(scope.choices) <= 1
        assert not scope.include_staff
        assert scope.period in (None, *edition.periods.values())
        scope = Scope(scope.period or period_to_open(edition), choices=scope.choices)
        if scope not in read:
            read[scope] = json.dumps(record_of(Reading(edition, council, scope), SHEETS[page]))
            assert_published(read[scope], sealed.exact)
    assert len(read) >= 3
    edition.close()


@pytest.mark.parametrize("page", ["satisfaction", "ward"])
def test_an_edition_is_asked_each_thing_once_while_it_is_open(sealed, page: str) -> None:
    edition, council = Edition(sealed.edition), read_council(sealed.data)
    told = []
    for _ in range(2):
        with listening() as heard:
            told.append(json.dumps(record_of(Reading(edition, council, Scope(period_to_open(edition))), SHEETS[page])))
        counts = [statement for statement in heard if "from cells" in statement.sql]
        assert bool(counts) == (len(told) == 1), "the first asks, and the second knows"
    assert told[0] == told[1]
    edition.close()


def assert_refused(done: Done, reason: str) -> None:
    """One sentence on standard error, nothing on standard output."""
    assert (done.code, done.out) == (1, ""), done.out[:300]
    assert done.err.startswith("cxdata: ")
    assert done.err.rstrip().endswith((".", "?")), done.err
    assert reason in done.err, done.err


def assert_counts(row: dict, words: tuple[str, ...], *, seconds: bool) -> None:
    """That both counts of a row are multiples of 5; of seconds only the calls are a count."""
    for name in ("denominator",) if seconds else ("numerator", "denominator"):
        count = row[name]
        assert count is None or count % 5 == 0, (words, row)


def assert_published(text: str, exact: frozenset[int]) -> None:
    """That no exact count of the store stands in a text."""
    people = NOT_PEOPLE.sub("", text)
    told = {int(number.replace(",", "")) for number in NUMBER.findall(people) if number.strip(",")}
    assert not told & exact, sorted(told & exact)


def test_the_search_for_exact_counts_finds_one(sealed) -> None:
    """The tests above can fail: in a text with an exact count it is found, in CSV too."""
    one = max(sealed.exact)
    written = io.StringIO()
    csv.writer(written).writerow(["2025-04", one, f"{one:,}"])
    for text in (f"{one:,} contacts", f'"numerator": {one}', written.getvalue(), f"6.3% of {one:,};"):
        with pytest.raises(AssertionError):
            assert_published(text, sealed.exact)


def test_without_an_edition_nothing_is_told(tmp_path) -> None:
    done = run(tmp_path, "show", "contacts", "--publish")
    assert_refused(done, NONE_YET)


def test_an_edition_that_is_none_is_refused(sealed, tmp_path) -> None:
    broken = tmp_path / "edition-0001-2026-04-10.duckdb"
    broken.write_bytes(b"no edition" * 1000)
    with pytest.raises(CxError, match="is no edition, or damaged"):
        Edition(broken)
