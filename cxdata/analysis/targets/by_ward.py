"""The council's targets held against the figures of each ward: every target is asked once for all wards."""

from dataclasses import dataclass, replace

from cxdata.analysis.asking import Asking
from cxdata.analysis.targets.dated import dated_targets
from cxdata.analysis.targets.figures import figures_by_ward
from cxdata.analysis.targets.order import in_order
from cxdata.analysis.targets.rows import Row, plan_of
from cxdata.measures.registry.dimensions import splits


@dataclass(frozen=True)
class OfWards:
    """The targets of each ward that has a figure for them, missed ones first, and how many know no wards."""

    rows: dict[str, tuple[Row, ...]]
    without_wards: int

    def of(self, ward: str) -> tuple[Row, ...]:
        """The targets of one ward."""
        return self.rows.get(ward, ())


def targets_by_ward(asking: Asking) -> OfWards:
    """Every target of what was chosen against the period, ward by ward; `asking` is of no one ward."""
    rows: dict[str, list[Row]] = {}
    without = 0
    for dated in dated_targets(asking.council):
        plan = plan_of(asking, dated)
        if plan is None or plan.period is None:
            continue
        if "ward" not in splits(plan.row.measure):
            without += 1
            continue
        for ward, figure in figures_by_ward(asking, plan.period, plan.row.goals).items():
            rows.setdefault(ward, []).append(replace(plan.row, period=figure))
    return OfWards({ward: in_order(of_ward) for ward, of_ward in rows.items()}, without)
