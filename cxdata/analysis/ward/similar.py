"""The wards most like one: by age, deprivation, digital exclusion and size, from the files loaded."""

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


def alike_wards(store: Store, *, count: int = 4) -> dict[str, tuple[str, ...]]:
    """Each ward with the `count` wards most like it, the nearest first; without those that nothing is known of."""
    facts = store.rows(_FACTS).pivot_table(index="ward", columns="fact", values="value")
    names, values = [str(name) for name in facts.index], facts.to_numpy(dtype=float)
    return {ward: tuple(name for name, _ in most_like(names, values, ward, count=count)) for ward in names}
