"""Checks of two sources that count one thing: calls in the contacts and in the telephone system, forms, complaints."""

from cxdata.ingest.checks.model import CheckFinding, CheckRule, Loaded
from cxdata.measures import find_measure
from cxdata.measures.coverage.cautions import say_contradiction
from cxdata.measures.coverage.contradictions import FACTOR, LEAST, contradictions, either_way, shares_either_way
from cxdata.measures.coverage.exports import read_exports
from cxdata.measures.coverage.whole_months import judge
from cxdata.measures.registry.pairs import PAIRS

_SHARE = "online_share"


def sources_disagree(loaded: Loaded) -> list[CheckFinding]:
    """Two sources of one thing of which one has far more than the other over the same whole months."""
    exports = read_exports(loaded.constants)
    found = contradictions(loaded.sources, lambda table: judge(exports, table).months)
    shares = shares_either_way(loaded.rows, loaded.sources, found, loaded.council)
    return [
        CheckFinding(
            None,
            one.pair.first.table,
            say_contradiction(one, either, share, loaded.council) + _what_to_do(one.pair.id, bool(one.pair.channel)),
            int(one.first),
        )
        for share in [find_measure(_SHARE)]
        for one in found
        for either in [either_way(shares, share, one)]
    ]


def _what_to_do(pair: str, is_choice: bool) -> str:
    if not is_choice:
        return " Ask which of the two is whole."
    return f" Say in council.toml which of the two counts ([base] {pair})."


_PAIRS = "; ".join(f"{pair.first.words} and {pair.second.words}" for pair in PAIRS)

RULES = (
    CheckRule(
        "sources_disagree",
        f"Two sources of one thing that disagree ({_PAIRS}): over the months whole in both, one has more than "
        f"{FACTOR:g} times as many as the other, and over {LEAST} more.",
        "The sentence stands beside the shares of channels and the complaints too. `[base]` in council.toml says which "
        "of the two counts.",
        sources_disagree,
    ),
)
