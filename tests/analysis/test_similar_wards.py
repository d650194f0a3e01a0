"""The wards most like one are found by every fact that is loaded of a ward, not by its size alone."""

import numpy as np

from cxdata.analysis.ward.similar import alike_wards
from cxdata.store import Store

BANDS, SIZE, INDEXES = 8, 1, 2


def test_wards_are_compared_by_age_deprivation_digital_exclusion_and_size(store: Store) -> None:
    """Recounted row by row in Python, out of the rows as they were loaded."""
    facts: dict[str, dict[str, float]] = {}
    for ward, characteristic, band, residents in store.tuples(
        "select ward::varchar, characteristic::varchar, band::varchar, residents from population "
        "where characteristic in ('age', 'all')"
    ):
        facts.setdefault(ward, {})[f"{characteristic} {band}"] = float(residents)
    for ward, excluded, deprivation in store.tuples(
        "select ward::varchar, digital_exclusion, deprivation from area_facts"
    ):
        facts[ward] |= {"excluded": excluded, "deprivation": deprivation}
    for told in facts.values():
        ages = [name for name in told if name.startswith("age ")]
        total = sum(told[name] for name in ages)
        told |= {name: told[name] / total for name in ages}
    names = sorted({name for told in facts.values() for name in told})
    assert len(names) == BANDS + SIZE + INDEXES
    table = np.array([[told[name] for name in names] for told in facts.values()])
    scores = (table - table.mean(axis=0)) / table.std(axis=0)
    wards, alike = list(facts), alike_wards(store)
    for ward in ("Beacon Fold", "Quarn Edge"):
        distances = np.sqrt(((scores - scores[wards.index(ward)]) ** 2).mean(axis=1))
        nearest = [wards[index] for index in np.argsort(distances)[1:5]]
        assert list(alike[ward]) == nearest
