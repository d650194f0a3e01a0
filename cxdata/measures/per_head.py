"""Any count per 1,000 residents."""

from dataclasses import replace

from cxdata.errors import CxError
from cxdata.measures import MEASURES
from cxdata.measures.model import Measure
from cxdata.measures.rows import can_be_a_rate


def per_1000(measure: Measure) -> Measure:
    """The count as a rate per 1,000 residents, divided by the same residents as contacts are.

    Raises CxError for a measure that is no count of something other than residents.
    """
    pattern = MEASURES["contacts_per_1000"]
    if not can_be_a_rate(measure):
        raise CxError(f"'{measure.title}' is no count, so it cannot be shown per 1,000 residents.")
    if measure.id == "contacts":
        return pattern
    return replace(
        measure,
        id=f"{measure.id}_per_1000",
        title=f"{measure.title} per 1,000 residents",
        denominator=pattern.denominator,
        denominator_table=pattern.denominator_table,
        broadcast=True,
        condition=f"{measure.condition} and {pattern.condition}",
        unit=pattern.unit,
        scale=pattern.scale,
        counted=f"{measure.counted} in wards whose residents are known",
        base=pattern.base,
        formula=f"1,000 × {measure.formula.removeprefix('the number of ')} ÷ residents, over the period chosen",
        interval=pattern.interval,
        decimals=pattern.decimals,
        caveats=(*measure.caveats, *pattern.caveats),
    )
