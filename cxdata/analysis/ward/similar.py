"""The wards most like one: by age, deprivation, digital exclusion and size, from the files loaded."""

from cxdata.errors import CxError
from cxdata.stats.areas.similar import most_like
from cxdata.store import Store

_FACTS = """
with age as (
    select ward, band, sum(residents) / sum(sum(residents)) over (partition by ward) as share
    from population where characteristic = 'age' group by ward, band
),
total as (
    select ward, sum(residents)::double as residents from population where characteristic = 'all' group by ward
)
select ward::varchar as ward, 'residents' as fact, residents as value from total
union all
select ward::varchar as ward, 'age ' || band::varchar as fact, share as value from age
union all
select ward::varchar as ward, 'deprivation' as fact, deprivation as value from area_facts
union all
select ward::varchar as ward, 'digital exclusion' as fact, digital_exclusion as value from area_facts
"""


def similar_wards(store: Store, ward: str, *, count: int = 4) -> tuple[tuple[str, float], ...]:
    """The wards most like `ward` with their distance from 0 to 1; () when nothing is known to compare them by.

    Raises CxError when the ward is not known.
    """
    facts = store.rows(_FACTS).pivot_table(index="ward", columns="fact", values="value")
    if ward not in facts.index:
        if ward in store.levels("ward"):
            return ()
        raise CxError(f"There is no ward '{ward}'.")
    return most_like(list(facts.index), facts.to_numpy(dtype=float), ward, count=count)
