"""The planted cluster and no other; single wards; what has no ward; and funnels for groups."""

import numpy as np
import pytest

from cxdata.analysis.hotspots.funnel import funnel
from cxdata.analysis.hotspots.wards import hotspots
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures.query import query, values_present
from cxdata.scope import Scope
from cxdata.store import Store

ALL = Scope()


def test_the_planted_cluster(store: Store, council: Council, planted: dict) -> None:
    scope = ALL.with_choice("service", planted["cluster"]["service"])
    found = hotspots(store, "contacts", scope, council)
    wards = set(planted["cluster"]["wards"])
    (cluster,) = found.clusters
    assert cluster.high
    assert set(cluster.names) <= wards
    assert len(cluster.names) >= 3
    assert found.sentence == (
        "Larkrise Hill, Quarn Edge and Quarn Heath lie side by side: Contacts per 1,000 residents higher there than "
        "elsewhere (clear). Touching them, with a figure as high: Beacon Fold and Kilnfield."
    )
    assert all(name in found.sentence for name in wards)


def test_no_other_service_has_one(store: Store, council: Council, planted: dict) -> None:
    for service in values_present(store, "service", "contacts", council):
        if service != planted["cluster"]["service"]:
            found = hotspots(store, "contacts", ALL.with_choice("service", service), council)
            assert found.clusters == (), service
            assert found.sentence.startswith("No strong cluster found. That is not the same as no problem")


@pytest.mark.parametrize("measure", ["satisfied", "dissatisfied", "on_time", "complaints"])
def test_no_cluster_where_none_is_planted(measure: str, store: Store, council: Council) -> None:
    assert hotspots(store, measure, ALL, council).clusters == ()


def test_the_figures_are_the_engines(store: Store, council: Council) -> None:
    found = hotspots(store, "satisfied", ALL, council)
    rows = query(store, "satisfied", ("ward",), ALL, council=council).frame
    told = {row["ward"]: row["value"] for row in rows.to_dict("records") if row["ward"] != "Not recorded"}
    assert {ward.name: ward.value for ward in found.wards} == told
    assert len(found.wards) == 24


def test_smoothing_pulls_towards_the_whole(store: Store, council: Council) -> None:
    found = hotspots(store, "complaints", ALL, council)
    overall = 1000 * sum(ward.numerator for ward in found.wards) / sum(ward.denominator for ward in found.wards)
    for ward in found.wards:
        low, high = sorted((ward.value, overall))
        assert low - 1e-9 <= ward.smoothed <= high + 1e-9, ward.name


def test_a_satisfied_share_is_smoothed_on_its_rarer_side(store: Store, council: Council) -> None:
    found = hotspots(store, "satisfied", ALL, council)
    smoothed = [ward.smoothed for ward in found.wards]
    assert max(smoothed) - min(smoothed) < 0.01
    assert all(0.9 < value < 0.92 for value in smoothed)


def test_what_has_no_ward_is_said(store: Store, council: Council) -> None:
    rows = query(store, "contacts", ("ward",), ALL, council=council).frame.set_index("ward")["numerator"]
    found = hotspots(store, "contacts", ALL, council)
    assert found.unplaced == pytest.approx(rows["Not recorded"] / rows.sum())
    assert f"{found.unplaced:.1%} of the contacts counted have no ward recorded and are on no map." in found.notes
    assert hotspots(store, "contacts_per_1000", ALL, council).unplaced == found.unplaced


def test_an_old_code_is_not_on_the_newest_map(store: Store, council: Council, planted: dict) -> None:
    found = hotspots(store, "on_time", ALL, council)
    assert found.not_on_map == (planted["old_code"]["code"],)
    old = next(ward for ward in found.wards if not ward.code)
    assert old.cluster == "not tested"


def test_a_middle_value_is_tested_for_clusters_alone(store: Store, council: Council) -> None:
    found = hotspots(store, "days_to_close", ALL, council)
    assert found.single == ""
    assert {ward.verdict for ward in found.wards} == {"not judged alone"}
    assert all(np.isnan(ward.smoothed) for ward in found.wards)


def test_without_boundaries_no_cluster_is_looked_for(opg: Store) -> None:
    found = hotspots(opg, "satisfied", ALL, Council())
    assert found.sentence.startswith("No boundaries are loaded")
    assert found.clusters == ()


def test_what_is_not_known_by_ward_is_refused(store: Store, council: Council) -> None:
    with pytest.raises(CxError, match="there is no ward in the calls data"):
        hotspots(store, "average_wait", ALL, council)
    with pytest.raises(CxError, match="choose one of them"):
        hotspots(store, "channel_share", ALL, council)


def test_a_funnel_of_shares(store: Store, council: Council) -> None:
    found = funnel(store, "satisfied", "service", ALL, council)
    assert found.sentence == (
        "Satisfied: 91.0% overall. Clearly higher: Benefits (94.0%). Clearly lower: Council tax and business rates "
        "(88.9%)."
    )
    tax = next(point for point in found.points if point.name == "Council tax and business rates")
    centre = 13650 / 15000
    half = 3.090232 * (centre * (1 - centre) / tax.denominator) ** 0.5
    assert (tax.lower_998, tax.upper_998) == pytest.approx((centre - half, centre + half))
    assert (tax.verdict, tax.strength) == ("lower than expected", "clear")
    assert not found.widened


def test_a_funnel_of_rates(store: Store, council: Council) -> None:
    found = funnel(store, "complaints", "ward", ALL, council)
    assert "Possibly higher: Castle Mead (9.3), Sheepwash (8.7) and Windmill Rise (8.0)." in found.sentence
    assert found.centre == pytest.approx(
        1000 * sum(point.numerator for point in found.points) / sum(point.denominator for point in found.points)
    )
    assert found.expected_sentence.startswith("By chance alone about 1 of these 24")


def test_groups_that_all_differ_have_wider_lines(store: Store, council: Council) -> None:
    found = funnel(store, "satisfied", "channel", ALL, council)
    assert found.widened
    assert found.sentence == "Satisfied: 91.0% overall. The 6 groups by channel differ by more than chance; " + (
        "none stands out from that."
    )


def test_what_has_no_funnel_is_refused(store: Store, council: Council) -> None:
    with pytest.raises(CxError, match="counts are compared by ward"):
        funnel(store, "contacts", "channel", ALL, council)
    with pytest.raises(CxError, match="use spc instead"):
        funnel(store, "satisfied", "month", ALL, council)
    with pytest.raises(CxError, match="neither a share nor a rate"):
        funnel(store, "days_to_close", "service", ALL, council)


def test_one_group_has_nothing_to_be_compared_with(opg: Store) -> None:
    found = funnel(opg, "satisfied", "channel", ALL, Council())
    assert found.sentence == "Satisfied: only Web has a figure by channel, so there is nothing to compare."
    assert (found.expected_sentence, found.note) == ("", "")


def test_without_residents_no_rate_is_given(opg: Store) -> None:
    found = funnel(opg, "complaints", "ward", ALL, Council())
    assert found.sentence == "'Complaints per 1,000 residents' has no data yet: load an export of complaints."
