"""Checks of telephone figures."""

from cxdata.ingest.checks.model import CheckFinding, CheckRule, Loaded
from cxdata.ingest.checks.words import say_many, share
from cxdata.measures.registry.waits import add_up

_GRAINS = {
    "moment": ("interval", "intervals"),
    "day": ("day", "days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "quarter": ("quarter", "quarters"),
    "year": ("year", "years"),
}


def answered_abandoned_offered(loaded: Loaded) -> list[CheckFinding]:
    """Calls answered and abandoned that do not come to the calls offered."""
    findings = []
    for file_id, grain, of, differs, exceeds, offered, missing in loaded.rows(
        """
        select file_id, any_value(grain)::varchar, count(*), count(*) filter (gap <> 0), count(*) filter (gap < 0),
            sum(offered)::bigint, sum(gap)::bigint
        from (select *, offered - answered - abandoned as gap from calls
            where offered is not null and answered is not null and abandoned is not null)
        group by file_id having count(*) filter (gap <> 0) > 0
        """
    ):
        one, many = _GRAINS[grain]
        more = f"; they exceed it on {say_many(exceeds, one, many)}" if exceeds else ""
        way = "fewer" if missing >= 0 else "more"
        findings.append(
            CheckFinding(
                file_id,
                "calls",
                f"Answered and abandoned calls differ from calls offered on {differs:,} of {say_many(of, one, many)}"
                f"{more}. In all they are {abs(missing):,} {way} than the {offered:,} offered "
                f"({share(abs(missing), offered) if offered else 'none'}): calls still waiting, passed on or counted "
                "elsewhere. The share given up is taken of those offered.",
                differs,
            )
        )
    return findings


def part_above_whole(loaded: Loaded) -> list[CheckFinding]:
    """More calls answered in time than answered, or given up early than given up."""
    pairs = (
        ("answered_in_target", "answered", "answered within the target than answered at all"),
        ("abandoned_short", "abandoned", "given up within seconds than given up at all"),
        ("answered", "offered", "answered than offered"),
    )
    return [
        CheckFinding(
            file_id,
            "calls",
            f"On {say_many(rows, 'interval', 'intervals')} of {of:,} more calls were {words}. A share taken there "
            "would be over 100%.",
            rows,
        )
        for part, whole, words in pairs
        # A hundredth of a call is left for counts that come from a share times a number.
        for file_id, rows, of in loaded.rows(
            f"select file_id, count(*) filter ({part} > {whole} + 0.01), count(*) from calls "
            f"where {part} is not null and {whole} is not null group by file_id "
            f"having count(*) filter ({part} > {whole} + 0.01) > 0"
        )
    ]


def bands_add_up(loaded: Loaded) -> list[CheckFinding]:
    """Counts by wait that cannot be: a shorter wait counts more than a longer one, or more than there were at all."""
    return [
        CheckFinding(
            file_id,
            "calls",
            f"On {say_many(rows, 'interval', 'intervals')} of {of:,} the counts of calls {called} by how long they "
            "waited do not add up: a shorter wait counts more calls than a longer one, or than all of them. These "
            "counts are left out of middle waits.",
            rows,
        )
        for what, called in (("answered", "answered"), ("abandoned", "given up"))
        for file_id, rows, of in loaded.rows(
            f"select file_id, count(*) filter (not ({add_up(what)})), count(*) from calls group by file_id "
            f"having count(*) filter (not ({add_up(what)})) > 0"
        )
    ]


RULES = (
    CheckRule(
        "answered_abandoned_offered",
        "Calls answered and abandoned do not come to the calls offered.",
        "Common, because calls are passed on or still waiting. Shares are of calls offered. Never a reason to refuse.",
        answered_abandoned_offered,
        by_file=True,
    ),
    CheckRule(
        "part_above_whole",
        "More calls answered in time than answered, given up early than given up, or answered than offered.",
        "A share taken there would be over 100%.",
        part_above_whole,
        by_file=True,
    ),
    CheckRule(
        "bands_add_up",
        "Counts of calls by how long they waited that fall where they must rise, or exceed all calls.",
        "Middle waits are read without them, and how many calls that leaves out is said.",
        bands_add_up,
        by_file=True,
    ),
)
