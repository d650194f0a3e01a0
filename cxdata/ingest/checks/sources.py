"""Checks of two sources that count one thing: calls in the contacts and in the telephone system, forms, complaints; and
of two registers that may hold the same complaints.
"""

from cxdata.ingest.checks.model import CheckFinding, CheckRule, Loaded
from cxdata.ingest.checks.words import say_many
from cxdata.measures import find_measure
from cxdata.measures.coverage.cautions import say_contradiction
from cxdata.measures.coverage.contradictions import FACTOR, LEAST, contradictions, either_way, shares_either_way
from cxdata.measures.coverage.exports import read_exports
from cxdata.measures.coverage.whole_months import judge
from cxdata.measures.registry.pairs import PAIRS

_SHARE = "online_share"
_ALIKE = 3
_DAILY = "grain in ('moment', 'day')"
_REGISTERS = (
    f"select file_id, count(*) as rows from complaints where {_DAILY} group by 1 having count(complaint_id) = 0"
)


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


def complaints_without_reference(loaded: Loaded) -> list[CheckFinding]:
    """Registers of single complaints in which no row has a reference."""
    return [
        CheckFinding(
            file_id,
            "complaints",
            f"None of its {say_many(rows, 'complaint', 'complaints')} has a reference, so nobody can tell "
            "them from those of other registers: a case in both is counted twice. Is there a column of "
            "references, under another name?",
            rows,
        )
        for file_id, rows in loaded.rows(f"{_REGISTERS} order by 1")
    ]


def complaints_alike(loaded: Loaded) -> list[CheckFinding]:
    """Two registers, one of them without references, with complaints of one day, service and stage in both."""
    return [
        CheckFinding(
            file_id,
            "complaints",
            f"{first} and {second} have {rows:,} complaints of the same day, service and stage, and one of the two has "
            "no references. Are they the same cases? Then they are counted twice: remove one of the two files.",
            rows,
        )
        for file_id, first, second, rows in loaded.rows(
            f"""
            with registers as ({_REGISTERS}),
            alike as (
                select file_id, received_at::date as day, service, coalesce(stage_number, 1) as stage, count(*) as rows
                from complaints where {_DAILY} and received_at is not null group by all)
            select b.file_id, f.name, g.name, sum(least(a.rows, b.rows))::bigint as rows
            from alike a join alike b on a.file_id < b.file_id and a.day = b.day and a.service = b.service
                and a.stage = b.stage
            join files f on f.file_id = a.file_id join files g on g.file_id = b.file_id
            where a.file_id in (select file_id from registers) or b.file_id in (select file_id from registers)
            group by a.file_id, b.file_id, f.name, g.name having sum(least(a.rows, b.rows)) >= {_ALIKE} order by 1, 2, 3
            """
        )
    ]


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
    CheckRule(
        "complaints_without_reference",
        "Registers of complaints in which no row has a reference.",
        "Its cases cannot be told from those of other registers. Load the column of references, if there is one.",
        complaints_without_reference,
        by_file=True,
    ),
    CheckRule(
        "complaints_alike",
        f"Two registers, one without references, with {_ALIKE} complaints or more of one day, service and stage in "
        "both.",
        "They may be the same cases, counted twice: then remove one of the two files.",
        complaints_alike,
        of=("complaints",),
    ),
)
