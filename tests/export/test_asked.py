"""Exhibits that are asked for by a page and a paper alike."""

from dataclasses import replace
from datetime import date

from cxdata.analysis.asking import FromStore
from cxdata.council import Council
from cxdata.export.asked import lines_of_all
from cxdata.export.asked.year import exhibit_of_a_year
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store

FIRST_YEAR = Scope(period=Period(date(2024, 4, 1), date(2025, 4, 1)))


def test_without_a_year_before_the_parts_rest_on_the_whole_counted_once(store: Store, council: Council) -> None:
    exhibit = exhibit_of_a_year(FromStore(store, council, FIRST_YEAR), "channel_group")
    [(known,)] = store.tuples(
        "select count(*) from contacts where received_at >= '2024-04-01' and received_at < '2025-04-01' "
        "and coalesce(requester, '') <> 'staff' and channel in "
        "('web', 'app', 'automated_phone', 'phone', 'face_to_face', 'post', 'email', 'webchat', 'social')"
    )
    assert exhibit.finding.endswith("no comparison with last year")
    assert exhibit.base == f"{known:,} contacts whose channel is known"


def test_no_group_of_a_count_is_held_against_the_sum_of_all(store: Store, council: Council) -> None:
    asking = FromStore(store, council, FIRST_YEAR)
    assert lines_of_all(asking, asking.answer("contacts", ("channel",), FIRST_YEAR)) == []
    share = asking.answer("online_share", ("service",), replace(FIRST_YEAR, choices=()))
    assert [line.name for line in lines_of_all(asking, share)] == ["Council"]
