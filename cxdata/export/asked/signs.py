"""Which measures really changed: the table of their signs as an exhibit."""

from collections.abc import Sequence
from dataclasses import replace

from cxdata.analysis.change.charts import Control, KeyMeasures
from cxdata.analysis.change.summary import in_order, say_found
from cxdata.analysis.result import say_list
from cxdata.charts.changing.sign_table import sign_table
from cxdata.export.asked.narrowed import say_narrowed
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.results import sign_rows
from cxdata.scope import Scope

ALL_MONTHS = "Judged over all the months loaded, not only those of the period chosen."
HOW_JUDGED = (
    "How it is judged: first the time of year is taken out where a test sees it, and a steady rise or fall where a "
    "line tells the figures better than any step. What is left may usually reach 2.66 times the average step from one "
    "month to the next, and further where the figure moves slowly up and down by itself. A month stands out when it "
    "lies outside that range, when seven in a row (more, where it wanders) lie on one side of what is usual or seven "
    "in a row rise or fall, or when two of three lie near the same edge. This is an XmR chart with the rules of NHS "
    "England's Making Data Count; unlike there, a month without a figure ends a run. Its process limits are called "
    "the usual range here, and a signal a real change.",
    "How sure it is: where nothing changed, about one chart in sixty shows a sign at its latest month. Of lasting "
    "changes twice as large as a usual month's ups and downs, about two in three are found within half a year.",
    "A new average is set by a person, with a reason, in council.toml; the program never does so by itself.",
    "What this cannot tell you: why something changed.",
)
_FEW = "Too few to say: too few months, or too few in each, to tell a change from ups and downs."


def exhibit_of_signs(
    signs: KeyMeasures,
    drawn: Sequence[Control],
    scope: Scope,
    *,
    key: str,
    unknown: Sequence[str] = (),
    narrow: bool = False,
) -> Exhibit:
    """The table of signs with these rows drawn, and all of them to be had.

    `scope` is what was chosen, and `unknown` the titles of the measures that do not know it.
    """
    controls, finding = in_order(signs), say_found(signs)
    rows, drawing = sign_rows(controls), sign_table(drawn, narrow=narrow)
    silent = signs.missing
    missing = f"Without a figure to follow: {say_list(silent)}." if silent else ""
    months = ALL_MONTHS if scope.period is not None else ""
    said = [line for line in (say_narrowed(scope, unknown=unknown), months, missing) if line]
    followed = controls[0].scope
    warnings = tuple(dict.fromkeys(line for one in controls for line in one.warnings))
    return Exhibit(
        key=key,
        finding=finding,
        chart=replace(drawing, notes=(*drawing.notes, *said)),
        scope=followed,
        source="; ".join(dict.fromkeys(name for one in controls for name in one.sources)) or "no file",
        rows=rows,
        download=words_to_save("real-change", rows, finding, f"{followed}.", warnings=warnings),
        about=(signs.false_alarms, *HOW_JUDGED, _FEW),
    )
