"""A hidden group among its relatives: recounted by SQL, everybody in exactly one row, and named in short."""

import pytest

from cxdata.analysis.hidden.people import facts_in_short
from cxdata.analysis.hidden.relatives import Relative, relatives_of
from cxdata.analysis.hidden.search import pockets
from cxdata.council import Council
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store
from tests.period_names import period_from_name

TAX = "Council tax and business rates"

# One answer a customer, the latest, and every answer without a reference; that and nothing else is written here anew.
ONCE = """
    with rated as (select * from responses where score is not null and responded_at >= $start and responded_at < $end),
    latest as (
        select * exclude (place) from (
            select *, row_number() over (partition by customer_key order by responded_at desc, file_id desc,
                                         row_number desc) as place
            from rated where customer_key is not null
        ) where place = 1
        union all by name
        select * from rated where customer_key is null
    ),
    facts as (
        select count, score, channel = 'phone' as phone, service = $tax as tax, customer_type = 'Business' as business
        from latest
    )
    select case
        when business and phone and tax then 'Business, phone, council tax and business rates'
        when phone and tax then 'Others, phone, council tax and business rates'
        when business and phone then 'Business, phone, other services'
        when business and tax then 'Business, council tax and business rates, not phone'
        when business then 'Business, all else'
        else 'Everybody else' end as name,
        sum(count)::bigint, coalesce(sum(count) filter (score <= 2), 0)::bigint
    from facts group by 1
"""


@pytest.mark.parametrize("period", ["2024/25", "2025/26"])
def test_the_planted_groups_relatives_recounted_by_sql(period: str, store: Store, council: Council) -> None:
    span: Period = period_from_name(period)
    result = pockets(store, Scope(span), council)
    relatives = relatives_of(result, result.pockets[0])
    recount = store.tuples(ONCE, {"start": span.start, "end": span.end, "tax": TAX})
    assert {one.name: (one.responses, one.bad) for one in relatives} == {name: (n, bad) for name, n, bad in recount}


def test_everybody_is_in_exactly_one_row_and_the_worst_of_the_others_come_first(store: Store, council: Council) -> None:
    for measure in ("dissatisfied", "on_time", "web_completion"):
        result = pockets(store, Scope(), council, measure=measure)
        for group in result.pockets:
            first, *others = relatives_of(result, group)
            assert (first.responses, first.bad) == (group.pocket.responses, group.pocket.dissatisfied)
            assert first.is_group
            assert not any(one.is_group for one in others)
            assert sum(one.responses for one in (first, *others)) == result.search.total_responses
            assert sum(one.bad for one in (first, *others)) == result.search.total_dissatisfied
            rates = [one.rate for one in others if one.rate == one.rate]
            assert rates == sorted(rates, reverse=True)


def test_a_group_of_one_fact_stands_beside_the_other_levels_of_that_fact(store: Store, council: Council) -> None:
    result = pockets(store, Scope(), council, measure="on_time")
    relatives: tuple[Relative, ...] = relatives_of(result, result.pockets[0])
    rows = store.tuples("select distinct provider from contacts where provider is not null and requester <> 'staff'")
    assert {one.name for one in relatives} == {name for (name,) in rows}
    assert relatives[0].name == "Pellmark Street Services"


def test_few_answers_are_said_and_give_no_false_certainty(store: Store, council: Council) -> None:
    scope = Scope(period_from_name("2025/26"), choices=(("ward", ("St Wendra's",)),))
    result = pockets(store, scope, council)
    for group in result.pockets:
        for one in relatives_of(result, group):
            assert one.few == (one.responses < 100)
            assert (one.rate == one.rate) == (one.responses >= 10)


def test_facts_are_named_in_short_and_only_names_keep_their_capital() -> None:
    assert facts_in_short({"service": TAX, "channel": "phone", "customer_type": "Business"}) == (
        "Business, phone, council tax and business rates"
    )
    assert facts_in_short({"channel": "phone", "ward": "Harepath"}) == "Harepath, phone"
    assert facts_in_short({"disability": "No", "provider": "Pellmark Street Services"}) == (
        "Disability “No”, Pellmark Street Services"
    )


def test_the_finding_of_a_first_screen_is_read_in_one_breath(store: Store, council: Council) -> None:
    result = pockets(store, Scope(), council)
    assert result.finding == (
        "Business customers by phone about Council tax and business rates: "
        "26 in 100 dissatisfied, against 5 in 100 of others"
    )
    late = pockets(store, Scope(), council, measure="on_time")
    assert late.finding == (
        "Contacts served by Pellmark Street Services: 17 in 100 were late, against 10 in 100 of all others"
    )
    none = pockets(store, Scope(choices=(("channel", ("web",)),)), council)
    assert none.finding == (
        "No group is clearly worse served than the average shows: 135 groups of customers were looked at"
    )
    for finding in (result.finding, late.finding, none.finding):
        assert len(finding.split()) <= 20
