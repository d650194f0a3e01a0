"""Providers as tables in words: their figures side by side, and who sends data until when."""

from collections.abc import Sequence

import pandas as pd

from cxdata.analysis.groups import Verdict
from cxdata.analysis.providers.scores import UNNAMED, Score, Scored
from cxdata.analysis.providers.silence import Source, Supply
from cxdata.analysis.providers.together import KINDS, NOT_NAMED
from cxdata.contract import TABLES
from cxdata.measures.words import NOTHING, say_count, say_value
from cxdata.periods import say_date, say_month

_SIDES = {Verdict.WORSE: "worse", Verdict.BETTER: "better", Verdict.DIFFERENT: "differs"}


def score_rows(scored: Sequence[Scored]) -> pd.DataFrame:
    """A row a provider: what kind of body it is, and its figure of each measure with how it stands against the rest."""
    return pd.DataFrame(
        [
            {"Provider": one.source.name, "Kind": say_kind(one.source)}
            | {score.measure.title: say_score(score) for score in one.scores}
            for one in scored
        ],
        dtype=str,
    )


def source_rows(sources: Sequence[Source]) -> pd.DataFrame:
    """A row a provider: who it is, by whom it is commissioned, and the newest month of each kind of data."""
    return pd.DataFrame(
        [
            {
                "Provider": source.name,
                "Kind": say_kind(source),
                "Services": ", ".join(source.services) or NOTHING,
                "Commissioner": source.commissioner or NOTHING,
                "Until": say_date(source.until) if source.until else NOTHING,
            }
            | {TABLES[supply.table].title: _say_supply(supply) for supply in source.supplies}
            | {"What it says": source.said or "sends data"}
            for source in sources
        ],
        dtype=str,
    )


def say_kind(source: Source) -> str:
    """'Contractor'; that the settings do not say, where they do not."""
    return NOTHING if source is UNNAMED else KINDS.get(source.kind, NOT_NAMED)


def say_alike(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """A sentence for each pair of names that may be one provider's: what to do where they are."""
    return [
        f"“{first}” and “{second}” may be one provider: where they are, give both one name in the layout that reads "
        "them (values), or in council.toml."
        for first, second in pairs
    ]


def say_score(score: Score) -> str:
    """'83.1% of 7,782, worse'; why there is no figure where there is none."""
    if score.why_not:
        return score.why_not
    side = f", {_SIDES[score.verdict]}" if score.verdict in _SIDES else ""
    return f"{say_value(score.measure, score.value, score.denominator)} of {say_count(score.denominator)}{side}"


def _say_supply(supply: Supply) -> str:
    return f"to {say_month(supply.last)}" if supply.last else supply.sentence
