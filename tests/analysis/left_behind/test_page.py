"""Who comes online least, where, and what stands on the list: by hand, by another route, and where little is known."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from cxdata.analysis.left_behind.groups import groups_of
from cxdata.analysis.left_behind.page import NOTHING, LeftBehind, left_behind
from cxdata.analysis.left_behind.places import PLACES_ARE_NOT_PEOPLE
from cxdata.council import Council
from cxdata.measures.query import query
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.store import Store
from tests.analysis.left_behind.conftest import WARDS, Load, asked, council_of, steady

FACTS = "Ward code,Ward name,Digital exclusion,IMD score\n" + "".join(
    f"{ward},{ward},{score}.5,{10 * score}\n" for score, ward in enumerate(WARDS, 1)
)
YEAR = Period(date(2025, 9, 1), date(2026, 9, 1))


def shut_out(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
    """Tenants ring for everything; in Grange, the most excluded ward, everybody does so half as often again."""
    rings = {"Tenant": 36, "Business": 16}.get(kind, 16) + (12 if ward == "Grange" and kind != "Tenant" else 0)
    return rings if channel == "Phone" else 40 - rings


def test_a_group_far_behind_and_a_ward_at_risk_by_hand(load: Load) -> None:
    """Tenants: 4 of 40 online. Others: 24 of 40 in five wards, 12 of 40 in Grange: (5 × 24 + 12) / 240 = 55 %."""
    result = asked(load(council_of(shut_out), FACTS))
    tenants = next(group for group in result.groups if group.name == "Tenant")
    assert (tenants.share, tenants.rest_share) == (pytest.approx(0.1), pytest.approx(0.55))
    assert tenants.gap == pytest.approx(-0.45)
    assert tenants.behind
    assert tenants.alike == pytest.approx(0.55), "of both services alike the rest come online as often"
    assert not tenants.is_by_services
    assert result.finding == "Tenant customers come online far less: 10% of their contacts, against 55% of the rest’s."
    grange = next(place for place in result.places if place.ward == "Grange")
    assert (grange.exclusion, grange.deprivation, grange.third) == (6.5, 60, 2)
    # 3 kinds at 12 and one at 4 of 160 there; 3 at 24 and one at 4 elsewhere.
    assert (grange.share, grange.rest_share) == (pytest.approx(40 / 160), pytest.approx(76 / 160))
    assert result.places[0] == grange, "the most excluded first"
    assert result.thirds is not None
    assert (result.thirds.most, result.thirds.least) == (pytest.approx((40 + 76) / 320), pytest.approx(76 / 160))
    assert [(row.who, row.kind) for row in result.resources] == [
        ("Tenant", "comes online far less"),
        ("Grange", "place at risk"),
    ]
    assert result.resources[1].many == 24 * 2 * 60
    assert result.sentences[0] == PLACES_ARE_NOT_PEOPLE


def test_who_asks_for_what_few_do_online_is_told_so(load: Load) -> None:
    """Tenants ask for bins only, for which everybody rings nine times in ten; of permits the others ring one in ten."""

    def by_service(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
        if kind == "Tenant" and service == "Permits":
            return 0
        return {"Phone": 36, "Web": 4}[channel] if service == "Bins" else {"Phone": 4, "Web": 36}[channel]

    result = asked(load(council_of(by_service)))
    tenants = next(group for group in result.groups if group.name == "Tenant")
    assert (tenants.share, tenants.rest_share, tenants.alike) == tuple(map(pytest.approx, (0.1, 0.5, 0.1)))
    assert tenants.behind
    assert tenants.is_by_services
    assert result.finding == (
        "Tenant customers ask for services that few use online: 10% of their contacts are, the rest’s 50%."
    )
    assert result.resources[0].step == "Put the services they ask for online, or keep staff for them."


def test_where_everybody_is_served_alike_nobody_is_behind(load: Load) -> None:
    result = asked(load(council_of(steady)))
    assert result.resources == ()
    assert not result.is_left_behind
    assert result.finding == "No group that can be seen comes online far less than the rest, or has gone silent."
    assert "No file loaded tells age band, disability and language" in " ".join(result.unknown)


def test_the_opposite_story_is_not_told_as_a_lack(load: Load) -> None:
    """Tenants come online far more than the rest: nobody is ten points under all the others."""

    def ahead(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
        return {"Phone": 20, "Web": 20}[channel] if kind != "Tenant" else {"Phone": 2, "Web": 38}[channel]

    result = asked(load(council_of(ahead)))
    tenants = next(group for group in result.groups if group.name == "Tenant")
    assert tenants.gap > 0
    assert not tenants.behind


def test_one_contact_says_nothing_of_anybody(load: Load) -> None:
    result = asked(load("Date received,Channel,Service,Customer type,Ward\n2026-03-02,Web,Bins,Resident,Abbey\n"))
    assert result.resources == ()
    assert all(np.isnan(place.share) for place in result.places)
    assert result.finding == "No group that can be seen comes online far less than the rest, or has gone silent."
    assert "Whether anybody has gone silent cannot be said" in " ".join(result.unknown)


def test_nothing_in_the_selection_is_said_in_words(store: Store, council: Council) -> None:
    result = left_behind(store, Scope().with_choice("service", "no such service"), council)
    assert (result.finding, result.resources) == (NOTHING, ())


def test_the_samples_take_up_and_satisfaction_recounted_from_the_rows(store: Store, council: Council) -> None:
    result = left_behind(store, Scope(YEAR), council)
    counted = store.tuples(
        "select customer_type::varchar, sum(count) filter (where channel in ('web', 'app')), sum(count) from contacts "
        "where requester <> 'staff' and channel not in ('partner', 'other') and channel <> 'Not recorded' "
        "and received_at >= $start and received_at < $end group by 1",
        {"start": YEAR.start, "end": YEAR.end},
    )
    kinds = {group.level: group for group in result.groups if group.by == "customer_type"}
    assert {level: (group.online, group.counted) for level, group in kinds.items()} == {
        level: (online or 0, many) for level, online, many in counted if level != "Not recorded"
    }
    heard = store.tuples(
        "select age_band::varchar, count(*) filter (where channel in ('web', 'app')), "
        "count(*) filter (where channel in ('web', 'app') and score >= 4), "
        "count(*) filter (where channel not in ('partner', 'other')) from responses where responded_at >= $start "
        "and responded_at < $end and score is not null and age_band <> 'Not recorded' group by 1",
        {"start": YEAR.start, "end": YEAR.end},
    )
    ages = {group.level: group for group in result.groups if group.by == "age_band"}
    assert set(ages) == {level for level, *_ in heard}
    for level, online, satisfied, answers in heard:
        group = ages[level]
        assert (group.online, group.counted, group.answers_online) == (online, answers, online)
        assert group.satisfied_online == pytest.approx(satisfied / online)


def test_a_group_less_satisfied_online_than_with_staff(store: Store, council: Council) -> None:
    """Of tenants 90 of 100 satisfied with staff and 60 of 100 online; of residents 90 either way."""
    answer = query(store, "satisfied", ("customer_type", "channel_group"), Scope(YEAR), council=council)
    frame = answer.frame.iloc[:4].assign(
        customer_type=["Tenant", "Tenant", "Resident", "Resident"],
        channel_group=["online", "assisted", "online", "assisted"],
        numerator=[60.0, 90.0, 90.0, 90.0],
        denominator=[100.0, 100.0, 100.0, 100.0],
    )
    tenant, resident = groups_of("customer_type", None, replace(answer, frame=frame))
    assert (tenant.satisfied_online, tenant.satisfied_staff, tenant.worse_online) == (0.6, 0.9, True)
    assert not resident.worse_online


def test_the_result_says_itself_in_plain_values(store: Store, council: Council) -> None:
    result = left_behind(store, Scope(YEAR), council)
    plain = result.as_dict()
    assert plain["finding"] == result.finding
    assert len(plain["resources"]) == len(result.resources)
    assert isinstance(result, LeftBehind)
