"""Savings as everybody may see them: no count that is not a published one, and none that could be worked out."""

import json
from pathlib import Path

import numpy as np
import pytest

from cxdata.analysis.savings.page import Savings, savings
from cxdata.analysis.savings.promises import Promises
from cxdata.analysis.savings.published import NARROWED, with_published
from cxdata.council import Council
from cxdata.export.beside.ways import publish_query
from cxdata.export.publish_results import publish_savings
from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import Store


def published(store: Store, council: Council, scope: Scope, **options: object) -> Savings:
    exact = savings(store, scope, council, promises=Promises(), **options)
    told = publish_savings(exact)
    year = Scope(told.period, choices=scope.choices)
    channels = publish_query(store, "channel_share", ("channel",), year, council=council)
    return with_published(told, channels, publish_query(store, "web_completion", (), year, council=council), council)


def numbers(value: object) -> list[float]:
    if isinstance(value, dict):
        return [number for item in value.values() for number in numbers(item)]
    if isinstance(value, list):
        return [number for item in value for number in numbers(item)]
    return [float(value)] if isinstance(value, int | float) and not isinstance(value, bool) else []


def test_every_count_is_a_published_one(store: Store, council: Council) -> None:
    told = published(store, council, Scope(), promised=30_000.0)
    assert {one.now % 5 for one in told.volumes} == {0}
    assert told.check.volume == 14_140
    assert told.check.share == pytest.approx(11_195 / 14_140)
    assert told.failure.again == 0
    assert np.isnan(told.moved.contacts)
    assert np.isnan(told.hours)
    for word in ("14,139", "16,346"):
        assert word not in json.dumps(told.as_dict(), ensure_ascii=False)


def test_the_share_of_a_promise_made_up_tells_no_more_than_the_rounded_count(store: Store, council: Council) -> None:
    """A reader may ask about any sum: the needed contacts over the share is always the rounded count of calls."""
    for pounds in (13.4, 26_800.0, 37_900.0):
        told = published(store, council, Scope(), promised=pounds).check
        assert told.needed / told.share == pytest.approx(14_140)


def test_what_moved_is_in_two_figures_and_of_the_whole_council_only(store: Store, council: Council) -> None:
    whole = published(store, council, Scope())
    for pounds in (whole.moved.worth.low, whole.moved.worth.central, whole.moved.worth.high):
        assert pounds == float(f"{pounds:.1e}")
    for choice in (("ward", "Withy Marsh"), ("service", "Parking and permits"), ("customer_type", "Visitor")):
        told = published(store, council, Scope().with_choice(*choice))
        assert told.moved.why_not == NARROWED
        assert np.isnan(told.moved.worth.central)


def test_a_small_count_by_a_channel_is_in_no_sum(store: Store, council: Council) -> None:
    """Every ward and kind of customer: a channel with 1 to 4 contacts is told of nowhere, and no total holds it."""
    small, told = 0, publish_savings(savings(store, Scope(), council, promises=Promises()))
    forms = publish_query(store, "web_completion", (), Scope(told.period), council=council)
    for ward in store.present("ward", "contacts"):
        scope = Scope(told.period).with_choice("ward", ward).with_choice("customer_type", "Visitor")
        channels = publish_query(store, "channel_share", ("channel",), scope, council=council)
        seen = with_published(told, channels, forms, council)
        exact = query(store, "channel_share", ("channel",), scope, council=council)
        counts = dict(zip(exact.frame["channel"].astype(str), exact.frame["numerator"], strict=True))
        shown = {one.channel: one.now for one in seen.volumes}
        hidden = [channel for channel, count in counts.items() if 0 < count < 5]
        small += len(hidden)
        assert not set(hidden) & set(shown)
        priced = sum(count for channel, count in shown.items() if channel in ("phone", "face_to_face"))
        assert seen.possible.priced in (0, priced)
    assert small > 20


def test_the_page_and_the_command_say_the_same(sample_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from cxdata.cli.main import main

    assert main(["--data", str(sample_data), "savings", "--promised", "30000", "--publish", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["finding"] == "£30,000 at these costs is 11,195 calls, 79% of all calls; moved so far: £900."
    assert document["published"]
    assert all(value is None for row in document["rows"] if row["key"] == "moved" for value in [row["contacts"]])
    assert not {14_139.0, 16_346.0} & set(numbers(document))


def test_no_word_of_the_officers_list_is_published(sample_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from cxdata.cli.main import main

    assert main(["--data", str(sample_data), "savings", "--publish", "--format", "json"]) == 0
    said = capsys.readouterr().out
    assert "£33,000 at these costs" in said
    assert "renewals and reports" not in said
    assert "MTFS" not in said
