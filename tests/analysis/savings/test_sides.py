"""Both sides of being served by staff, recounted from the contacts by plain SQL."""

import pytest

from cxdata.analysis.savings.sides import EXCLUSION, THIRDS, sides
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.scope import Scope
from cxdata.store import Store

_YEAR = "received_at >= date '2025-09-01' and received_at < date '2026-09-01' and requester <> 'staff'"


def test_residents_by_staff_and_online(store: Store, council: Council) -> None:
    """At 2.83 a call and 8.62 a visit; online 0.15, and for those who come back an average contact with staff."""
    result = sides(store, Scope(), council, by="customer_type")
    resident = next(side for side in result.sides if side.name == "Resident")
    counts = dict(
        store.tuples(
            f"select channel::varchar, sum(count) from contacts where {_YEAR} and customer_type = 'Resident' group by 1"
        )
    )
    everybody = dict(store.tuples(f"select channel::varchar, sum(count) from contacts where {_YEAR} group by 1"))
    each = (everybody["phone"] * 2.83 + everybody["face_to_face"] * 8.62) / (
        everybody["phone"] + everybody["face_to_face"]
    )
    assert result.each == pytest.approx(each)
    assert resident.priced == counts["phone"] + counts["face_to_face"]
    assert resident.staff_pounds == pytest.approx(counts["phone"] * 2.83 + counts["face_to_face"] * 8.62)
    assert resident.online_pounds == pytest.approx(resident.priced * (0.15 + resident.come_back * each))
    assert resident.own
    assert 0.09 < resident.come_back < 0.12
    assert result.sentence == (
        "A contact with staff costs £3.61, online £0.50; Resident: 93% satisfied with staff, 86% online."
    )


def test_thirds_of_the_wards_by_digital_exclusion(store: Store, council: Council) -> None:
    result = sides(store, Scope(), council, by=EXCLUSION)
    wards = [
        ward for (ward,) in store.tuples("select ward::varchar from area_facts order by digital_exclusion desc, ward")
    ]
    most = next(side for side in result.sides if side.name == THIRDS[2])
    names = ", ".join("'" + ward.replace("'", "''") + "'" for ward in wards[:8])
    [(whole,)] = store.tuples(f"select sum(count) from contacts where {_YEAR} and ward::varchar in ({names})")
    assert len(wards) == 24
    assert most.contacts == whole
    assert {side.name for side in result.sides} == {*THIRDS, "Ward not known"}


def test_a_group_too_small_to_be_followed_is_given_what_everybody_does(store: Store, council: Council) -> None:
    result = sides(store, Scope(), council, by="customer_type")
    unknown = next(side for side in result.sides if side.name == "Not recorded")
    assert not unknown.own
    [share] = {round(side.come_back, 6) for side in result.sides if not side.own}
    assert unknown.come_back == pytest.approx(share, abs=1e-6)


def test_without_a_cost_on_either_side_nothing_is_said(store: Store) -> None:
    with pytest.raises(CxError, match="need the cost of a contact with staff and of one online"):
        sides(store, Scope(), Council(), by="customer_type")
