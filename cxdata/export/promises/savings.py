"""Savings as exhibits and tables: the scale of pounds, what moved, what was promised, what failed, and both sides."""

from collections.abc import Sequence
from math import isnan

import pandas as pd

from cxdata.analysis.savings.moved import Moved
from cxdata.analysis.savings.page import Savings, say_costs, say_lacking
from cxdata.analysis.savings.promises import Promises
from cxdata.analysis.savings.rows import Row
from cxdata.analysis.savings.sides import Sides, say_satisfied
from cxdata.analysis.savings.words import say_about, say_between, say_pounds
from cxdata.charts.drawing.model import Chart
from cxdata.council import UnitCost
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.measures.words import NOTHING, say_count, say_level

HOW = (
    "Moved so far: contacts that came by another channel because the same services were asked for otherwise (Kitagawa "
    "1955), and not because other services were asked for. Nobody knows who went from where to where: what one channel "
    "lost is shared among those that gained, in proportion.",
    "Worth: contacts × (cost of the channel left − cost of the channel joined), less the cost of those who came back "
    "to staff from online. The range holds 8 in 10 of 10,000 draws of the costs (between low and high) and of the "
    "shift (chance in the counts).",
    "What this cannot tell you: a contact costs what it does with its share of the building and of those who wait for "
    "it. Moving one saves that much only where a post, a shift or a contract goes.",
)


def exhibit_of_savings(
    result: Savings, rows: Sequence[Row], chart: Chart | None, finding: str, *, key: str, rules: str = ""
) -> Exhibit:
    """Rows of pounds with their drawing; `rules` are those of publishing that were applied."""
    table = pound_rows(rows)
    about = (say_costs(result), say_lacking(result), *HOW)
    return Exhibit(
        key=key,
        finding=finding,
        chart=chart,
        scope=result.scope,
        source=_source(result.sources),
        rows=table,
        download=words_to_save(f"savings-{key}", table, finding, result.scope, warnings=result.warnings, rules=rules),
        about=[line for line in about if line],
        warnings=result.warnings,
    )


def exhibit_of_moved(change: Moved, chart: Chart | None, finding: str) -> Exhibit:
    """What each channel gained and lost like for like."""
    table = moved_channels(change)
    return Exhibit(
        key="moved",
        finding=finding,
        chart=chart,
        scope=change.scope,
        source=_source(change.sources),
        rows=table,
        download=words_to_save("contacts-moved", table, finding, change.scope, warnings=change.warnings),
        about=HOW,
        warnings=change.warnings,
        notes=change.notes,
    )


def exhibit_of_sides(result: Sides, chart: Chart) -> Exhibit:
    """Who is still served by staff, what it costs, and what online would take."""
    table = side_rows(result)
    return Exhibit(
        key="sides",
        finding=result.sentence,
        chart=chart,
        scope=result.scope,
        source=_source(result.sources),
        rows=table,
        download=words_to_save("served-by-staff", table, result.sentence, result.scope),
        about=(
            "Only contacts by a channel with a cost are in the pounds. Online costs what the web costs, and for those "
            "who come back to staff the cost of such a contact besides.",
            "What this cannot tell you: who of these people could use a form at all. Those who cannot would need help, "
            "which costs what a contact with staff costs, or would go without.",
        ),
        notes=result.notes,
    )


def pound_rows(rows: Sequence[Row]) -> pd.DataFrame:
    """One row a sum: pounds, their range, the contacts they are of or would take, and what to know."""
    return pd.DataFrame(
        [
            {
                "What": row.name,
                "Pounds": say_pounds(row.pounds) if isnan(row.low) else say_about(row.pounds),
                "Range": say_between(row.low, row.high) or NOTHING,
                "Contacts": NOTHING if isnan(row.contacts) else f"{say_count(row.contacts)} {row.noun}",
                "Note": row.note,
            }
            for row in rows
        ],
        dtype=str,
    )


def moved_channels(change: Moved) -> pd.DataFrame:
    """One row a channel: contacts then and now, and what it gained by people who moved and by other services."""
    return pd.DataFrame(
        [
            {
                "Channel": one.name,
                f"Contacts, {change.then or 'before'}": say_count(one.then),
                f"Contacts, {change.now}": say_count(one.now),
                "Moved": _signed(one.moved),
                "8 in 10 lie between": NOTHING if isnan(one.lower) else f"{_signed(one.lower)} to {_signed(one.upper)}",
                "By other services asked for": _signed(one.mix),
                "Cost a contact": say_pounds(one.cost.pounds) if one.cost else "not set",
            }
            for one in change.channels
        ],
        dtype=str,
    )


def promise_rows(promises: Promises) -> pd.DataFrame:
    """One row a promise of pounds: what it is, which kind of saving, promised and achieved."""
    return pd.DataFrame(
        [
            {
                "Reference": row.reference,
                "What was promised": row.text,
                "Kind of saving": row.kind,
                "Promised": NOTHING if row.promised is None else say_pounds(row.promised),
                "Recorded as achieved": "nothing" if row.achieved is None else say_pounds(row.achieved),
                "Due": row.due or NOTHING,
                "Status": row.status or NOTHING,
            }
            for row in promises.rows
        ],
        dtype=str,
    )


def cost_rows(costs: Sequence[UnitCost]) -> pd.DataFrame:
    """One row a cost: pounds, the range that others found, the year, and whose figure it is."""
    return pd.DataFrame(
        [
            {
                "Channel": say_level("channel", cost.channel),
                "Pounds a contact": say_pounds(cost.pounds),
                "Low": NOTHING if cost.low is None else say_pounds(cost.low),
                "High": NOTHING if cost.high is None else say_pounds(cost.high),
                "Year": str(cost.year),
                "Source": cost.source or "not said",
                "Kept in": "unit_costs.csv" if cost.reference else "council.toml",
            }
            for cost in costs
        ],
        dtype=str,
    )


def side_rows(result: Sides) -> pd.DataFrame:
    """One row a group: its contacts with staff, what they cost, what online would, who comes back, who is satisfied."""
    return pd.DataFrame(
        [
            {
                "Who": side.name,
                "Contacts with staff": say_count(side.staff),
                "Share of their contacts": f"{side.staff / side.contacts:.0%}",
                "Cost a year": say_about(side.staff_pounds),
                "Cost each": say_pounds(round(side.staff_pounds / side.priced, 2)),
                "Online it would cost": say_about(side.online_pounds),
                "Come back from online": f"{side.come_back:.0%}{'' if side.own else ' (of everybody)'}",
                "Satisfied with staff": say_satisfied(side.satisfied_staff),
                "Satisfied online": say_satisfied(side.satisfied_online),
            }
            for side in result.sides
        ],
        dtype=str,
    )


def _signed(count: float) -> str:
    if isnan(count):
        return NOTHING
    return f"{'+' if count >= 0.5 else '−' if count <= -0.5 else ''}{say_count(abs(count))}"


def _source(sources: Sequence[str]) -> str:
    return "; ".join(sources) or "no file"
