"""Providers taken together: by what kind of body they are, and by who commissions them.

Each provider has one kind and one commissioner, so a share of several is their counts added up and divided once.
"""

from collections.abc import Sequence
from dataclasses import replace

from cxdata.analysis.providers.scores import BY
from cxdata.analysis.providers.silence import Source
from cxdata.contract import NOT_RECORDED
from cxdata.errors import CxError
from cxdata.measures.intervals import figures_with_ranges
from cxdata.measures.model import Dimension, Interval
from cxdata.measures.query import Answer

KIND = Dimension(
    "provider_kind",
    "Kind of provider",
    "provider",
    ("provider",),
    meaning="In-house, a company of the council's, a contractor or a partner, as council.toml says",
)
COMMISSIONER = Dimension(
    "commissioner",
    "Commissioner",
    "provider",
    ("provider",),
    meaning="Who commissions the provider, as council.toml says",
)
KINDS = {"in_house": "In-house", "company": "Company of the council", "contractor": "Contractor", "partner": "Partner"}
NOT_NAMED = "Not named in council.toml"


def add_up(answer: Answer, dimension: Dimension, sources: Sequence[Source]) -> Answer:
    """An answer by provider as one by kind or by commissioner.

    Raises CxError for a measure whose figures cannot be added up: a middle value is no sum.
    """
    if answer.measure.interval is not Interval.WILSON:
        raise CxError(f"'{answer.measure.title}' cannot be added up over providers.")
    groups = {source.name.casefold(): _group(dimension, source) for source in sources}
    frame = answer.frame[answer.frame["numerator"].notna()]
    named = frame[BY].astype(str).map(lambda name: _of(groups, name))
    summed = frame.groupby(named)[["numerator", "denominator"]].sum()
    levels = sorted(summed.index, key=lambda level: (level in (NOT_RECORDED, NOT_NAMED), level))
    columns = {
        dimension.id: levels,
        "numerator": [float(summed.loc[level, "numerator"]) for level in levels],
        "denominator": [float(summed.loc[level, "denominator"]) for level in levels],
    }
    return replace(answer, by=(dimension,), frame=figures_with_ranges(answer.measure, [dimension.id], columns))


def groups_of(dimension: Dimension, sources: Sequence[Source]) -> tuple[str, ...]:
    """The kinds or commissioners that the settings name, in order."""
    return tuple(
        dict.fromkeys(sorted(group for source in sources if (group := _group(dimension, source)) != NOT_NAMED))
    )


def _group(dimension: Dimension, source: Source) -> str:
    if dimension is KIND:
        return KINDS.get(source.kind, NOT_NAMED)
    return source.commissioner or NOT_NAMED


def _of(groups: dict[str, str], name: str) -> str:
    return NOT_RECORDED if name == NOT_RECORDED else groups.get(name.casefold(), NOT_NAMED)
