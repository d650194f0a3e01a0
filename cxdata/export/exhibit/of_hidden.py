"""The exhibits of a search for hidden groups: a group among its relatives, or what could have been seen.

They hold exact counts: they are for officers.
"""

from collections.abc import Sequence

import pandas as pd

from cxdata.analysis.hidden.relatives import Relative, relatives_of
from cxdata.analysis.hidden.search import Hidden, Pockets
from cxdata.charts import hidden
from cxdata.charts.drawing.model import Chart
from cxdata.export.download import words_to_save
from cxdata.export.exhibit.model import Exhibit
from cxdata.measures.words import NOTHING, say_count, say_range, say_value

COUNCIL = "Council"


def exhibit_of_group(
    result: Pockets,
    group: Hidden,
    *,
    key: str,
    finding: str = "",
    about: Sequence[str] = (),
    whole: str = COUNCIL,
    narrow: bool = False,
) -> Exhibit:
    """A group among its relatives. `finding` stands over it, without one the group's own sentence.

    `whole` names the line of all who were counted: of a narrowed selection it is not the council's.
    """
    chart = hidden.relatives(result, group, whole=whole, narrow=narrow)
    rows = pd.DataFrame([_row(result, relative) for relative in relatives_of(result, group)], dtype=str)
    return _exhibit(result, key, finding or group.sentence, chart, rows, about)


def exhibit_of_nothing(
    result: Pockets, *, key: str, about: Sequence[str] = (), whole: str = COUNCIL, narrow: bool = False
) -> Exhibit:
    """Where no group was found: from how many on a group of each size would have been."""
    sizes = result.search.smallest_detectable
    heads = "A group of", f"Found from so many who {result.share.bad}"
    rows = pd.DataFrame(
        [
            (say_count(size.responses), NOTHING if size.dissatisfied is None else say_count(size.dissatisfied))
            for size in sizes
        ],
        columns=list(heads),
        dtype=str,
    )
    some = any(size.rate is not None for size in sizes)
    chart = hidden.could_be_seen(result, whole=whole, narrow=narrow) if some else None
    return _exhibit(result, key, result.finding, chart, rows, about)


def _row(result: Pockets, relative: Relative) -> dict[str, str]:
    measure = result.share.of
    return {
        "Group": relative.name,
        f"Of them {result.share.bad}": say_value(measure, relative.rate, relative.responses),
        "95% range": say_range(measure, relative.lower, relative.upper, relative.responses),
        "Counted": say_count(relative.bad),
        f"Of ({result.share.counted})": say_count(relative.responses),
    }


def _exhibit(
    result: Pockets, key: str, finding: str, chart: Chart | None, rows: pd.DataFrame, about: Sequence[str]
) -> Exhibit:
    share = result.share
    return Exhibit(
        key=key,
        finding=finding,
        chart=chart,
        scope=result.scope,
        source="; ".join(result.sources) or "no file",
        rows=rows,
        download=words_to_save(f"hidden-{share.measure}", rows, finding, f"{result.scope}.", warnings=result.warnings),
        base=f"{say_count(result.search.total_responses)} {share.counted}",
        about=about,
        warnings=result.warnings,
        notes=result.notes,
    )
