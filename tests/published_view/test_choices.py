"""What a link means in the published view, and in which words what is not published is refused."""

import pytest

from cxdata.published.reading import period_to_open
from cxdata.ui.published.choices import of_link, values_of
from tests.published_view.conftest import Q1, Q1_BEFORE, counts, edition_of

NOT_FREE = "Figures for days of one's own choosing would give single people away."


@pytest.fixture
def edition(tmp_path):
    wards = {(): (100,), (("ward", "Abbey"),): (60,), (("ward", "Castle"),): (40,), (("channel", "phone"),): (70,)}
    return edition_of(tmp_path, counts("contacts", wards), counts("contacts", wards, Q1_BEFORE))


def test_what_can_be_chosen_is_one_value_by_its_name(edition):
    assert list(values_of(edition)) == ["Ward: Abbey", "Ward: Castle", "Channel: Phone"]


def test_a_link_of_this_view_is_read(edition):
    scope, refused = of_link({"quarter": ["2025/26 Q1"], "of": ["Ward: Abbey"]}, edition)
    assert (scope.period, scope.choices, refused) == (Q1_BEFORE, (("ward", ("Abbey",)),), [])


def test_a_link_of_the_officers_view_is_read_too(edition):
    scope, refused = of_link({"period": ["2026/27 Q1"], "channel": ["Phone"]}, edition)
    assert (scope.period, scope.choices, refused) == (Q1, (("channel", ("phone",)),), [])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"ward": ["Abbey", "Castle"]}, "The published view shows one ward at a time: sums of wards of one's own"),
        ({"staff": ["true"]}, "The published view leaves out contacts that staff raised"),
        ({"period": ["1 May 2026 to 9 May 2026"]}, NOT_FREE),
        ({"period": ["All dates"]}, "“All dates” is none of them"),
        ({"ward": ["Nowhere"]}, "Nothing is published of ward “Nowhere”."),
        ({"ward": ["Abbey"], "channel": ["Phone"]}, "One thing is chosen here at a time"),
        ({"ward": ["Abbey"], "channel": ["Phone"], "service": ["Waste"]}, "at most two things at once"),
        ({"weeks_open": ["0 to 1"]}, "tells nothing by age: it is another with every load"),
    ],
)
def test_what_is_not_published_is_refused_in_words(edition, query, said):
    scope, refused = of_link(query, edition)
    assert len(refused) == 1
    assert said in refused[0]
    assert len(scope.choices) <= 1
    assert all(len(values) == 1 for _, values in scope.choices)


def test_of_two_things_the_first_is_shown_and_it_is_said_which(edition):
    scope, (sentence,) = of_link({"ward": ["Abbey"], "channel": ["Phone"]}, edition)
    assert scope.choices in ((("channel", ("phone",)),), (("ward", ("Abbey",)),))
    shown = {"channel": "Channel: Phone", "ward": "Ward: Abbey"}[scope.choices[0][0]]
    assert sentence.endswith(f"Shown instead: {shown}.")


@pytest.mark.parametrize("quarter", ["2025/26 Q1", "2026/27 Q1"])
def test_no_period_of_its_own_list_is_disbelieved(edition, quarter):
    """The word of the period in a link is also the name of a way to split figures."""
    scope, refused = of_link({"quarter": [quarter]}, edition)
    assert (str(scope.period), refused) == (quarter, [])


def test_an_unknown_view_is_the_published_one_and_said_to_be(edition):
    assert of_link({"mode": ["Officers"]}, edition)[1] == ["There is no view “Officers”: the published view is shown."]


def test_it_opens_at_the_newest_period(edition):
    assert period_to_open(edition) == Q1
