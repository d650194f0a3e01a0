"""Targets of online that are met: never without who is left behind."""

from collections.abc import Sequence
from dataclasses import replace

from cxdata.analysis.asking import Asking
from cxdata.analysis.both_sides import names_online
from cxdata.analysis.left_behind.left_out import say_left_out
from cxdata.analysis.targets.rows import Row
from cxdata.analysis.targets.verdict import Verdict


def is_met_online(row: Row) -> bool:
    """Whether a target of online is met in the period chosen."""
    return row.verdict is Verdict.MET and names_online(row.measure.title)


def with_left_out(asking: Asking, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, those of online that are met with a sentence on who is left behind; nothing is asked without one."""
    if not any(map(is_met_online, rows)):
        return tuple(rows)
    said = say_left_out(asking)
    return tuple(replace(row, notes=(*row.notes, said)) if is_met_online(row) else row for row in rows)
