"""A link gives back the very choice it was made of, and names what the data does not have."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdata.contract import NOT_RECORDED
from cxdata.periods import Period, period_choices
from cxdata.scope import Comparison, Scope
from cxdata.ui.frame import cache
from cxdata.ui.frame.choice.link import (
    Known,
    about_link,
    from_query,
    holds_a_choice,
    means_published,
    say_choice,
    to_query,
)

PERIODS = {str(period): period for period in period_choices(date(2024, 4, 1), date(2026, 9, 30), None)}
NAMES = ("ward", "service", "channel", "customer_type", "provider")
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
choosable = st.sampled_from(["webchat", "face_to_face", "phone", NOT_RECORDED]) | words


def known_with(values: Mapping[str, list[str]], default: Period | None) -> Known:
    """Data in which these values occur."""
    labels = {name: {say_choice(name, value): value for value in values.get(name, [])} for name in NAMES}
    return Known(PERIODS, default, labels)


@st.composite
def choices_and_data(draw: st.DrawFn) -> tuple[Scope, Known]:
    """Data, and any choice that can be made of it."""
    values = {
        name: draw(st.lists(choosable, max_size=5, unique_by=lambda value: say_choice("channel", value)))
        for name in NAMES
    }
    known = known_with(values, draw(st.sampled_from([None, *PERIODS.values()])))
    most = dict.fromkeys(NAMES, 3) | {"ward": 1}
    chosen = {
        name: tuple(draw(st.lists(st.sampled_from(values[name]), max_size=most[name], unique=True)))
        if values[name]
        else ()
        for name in NAMES
    }
    scope = Scope(
        draw(st.none() | st.sampled_from(list(PERIODS.values()))),
        draw(st.sampled_from(Comparison)),
        tuple((name, named) for name, named in chosen.items() if named),
        draw(st.booleans()),
    )
    return scope, known


@given(choices_and_data())
def test_a_link_gives_back_the_same_choice(both: tuple[Scope, Known]) -> None:
    scope, known = both
    address = urlencode(to_query(scope, NAMES, known.default), doseq=True)
    assert from_query(parse_qs(address), known) == (scope, ())


@given(choices_and_data())
def test_the_default_choice_has_an_empty_link(both: tuple[Scope, Known]) -> None:
    _, known = both
    assert to_query(Scope(known.default), NAMES, known.default) == {}
    assert from_query({}, known) == (Scope(known.default), ())


@given(choices_and_data(), st.sampled_from(["period", "compare", "staff", *NAMES]), words)
def test_a_dead_value_is_named_and_nothing_else_is_lost(both: tuple[Scope, Known], name: str, word: str) -> None:
    scope, known = both
    alive = {"true", "false", "All dates", *PERIODS, *(one.value for one in Comparison)}
    word = f"no {word}"
    if word in alive | {label for labels in known.values.values() for label in labels}:
        return
    query = to_query(scope, NAMES, known.default)
    query[name] = [*query.get(name, []), word]
    again, dead = from_query(query, known)
    assert (again, [asked for asked, _ in dead]) == (scope, [f"{name.replace('_', ' ')} '{word}'"])
    assert all(shown and word not in shown for _, shown in dead), "and what is shown instead is said"


def test_a_link_says_what_a_reader_sees_in_the_order_of_the_row() -> None:
    year = PERIODS["2025/26"]
    scope = Scope(year, Comparison.YEAR_BEFORE, (("channel", ("webchat",)), ("ward", ("Mill & Quay",))), True)
    assert urlencode(to_query(scope, NAMES, None), doseq=True) == (
        "period=2025%2F26&compare=the+same+period+a+year+before&ward=Mill+%26+Quay&channel=Web+chat&staff=true"
    )
    assert to_query(Scope(None), NAMES, year) == {"period": ["All dates"]}


def test_a_choice_that_no_page_would_read_back_is_no_link() -> None:
    with pytest.raises(ValueError, match="a link cannot hold a choice of age_band"):
        to_query(Scope().with_choice("age_band", "75 and over"), NAMES, None)


def test_a_link_holds_one_ward_and_of_several_the_last_is_shown_and_said() -> None:
    known = known_with({"ward": ["Abbey", "Castle"]}, None)
    with pytest.raises(ValueError, match="a link holds one ward, not Abbey and Castle"):
        to_query(Scope().with_choice("ward", "Abbey", "Castle"), NAMES, None)
    query = {"ward": ["Castle", "Abbey"]}
    assert from_query(query, known) == (Scope().with_choice("ward", "Abbey"), ())
    assert about_link(query, known) == ["The link names 2 wards: Castle, Abbey. One is shown at a time: Abbey."]
    assert about_link({"ward": ["Abbey"]}, known) == []


def test_a_code_is_called_one_in_a_list_and_in_a_link() -> None:
    known = known_with({"ward": ["Abbey", "E05998010"]}, None)
    (label,) = [label for label, value in known.values["ward"].items() if value == "E05998010"]
    assert label == "E05998010 (a code without a name)"
    scope = Scope().with_choice("ward", "E05998010")
    assert to_query(scope, NAMES, None) == {"ward": [label]}
    assert from_query({"ward": [label]}, known) == (scope, ())


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ([], False),
        (["Officer view"], False),
        (["Published view"], True),
        (["Officer: everything"], False),
        (["Publish: small numbers hidden"], True),
        (["Officer vew"], True),
        (["Officer view", "Published view"], True),
    ],
)
def test_a_link_keeps_its_view_and_a_slip_in_it_means_the_published_one(words: list[str], published: bool) -> None:
    """The fourth and fifth are of earlier versions."""
    assert means_published({cache.MODE: words}) is published


def test_an_address_without_a_choice_is_nobodys_link() -> None:
    known = known_with({}, None)
    assert not holds_a_choice({"mode": [cache.PUBLISH], "follow": ["Contacts"]}, known)
    assert all(holds_a_choice({name: ["any"]}, known) for name in ("ward", "period", "staff", "service"))


def test_a_pages_own_choices_are_left_to_it() -> None:
    known = known_with({}, None)
    assert from_query({"see": ["Abbey"], "follow": ["Contacts"]}, known) == (Scope(), ())
