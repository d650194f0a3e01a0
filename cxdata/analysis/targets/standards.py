"""Service standards: what is promised by service and channel, with the share of people for whom it was met."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cxdata.analysis.asking import Asking
from cxdata.analysis.result import say_many
from cxdata.analysis.targets.aims import Goal
from cxdata.analysis.targets.figures import Figure, Span, held_against, period_of
from cxdata.analysis.targets.verdict import Verdict
from cxdata.contract import CHANNELS, TABLES
from cxdata.errors import CxError, suggest_nearest
from cxdata.lists import Entry
from cxdata.lists.model import day_of
from cxdata.lists.targets import number_of, services_of
from cxdata.measures import DIMENSIONS, MEASURES, find_measure
from cxdata.measures.model import Measure, Unit
from cxdata.measures.query import known_values
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.registry.within import name_within
from cxdata.measures.together import Question, ask_together
from cxdata.measures.words import say_level, say_unloaded, say_value
from cxdata.periods import Period, say_date
from cxdata.scope import Scope

_DAYS = {"hours": 1 / 24, "days": 1.0}
_KNOWN_BESIDE = {"answer": "average_wait", "see": "visitor_wait"}
"""What an export says of a wait where it does not say who waited how long."""


@dataclass(frozen=True)
class StandardRow:
    """One promise: `measure` counts those for whom it was met and `figure` is their share; None where no export tells.

    `promised` is the share that was promised, None where only the time was. `lacks` says which export lacks, `notes`
    what must be known.
    """

    entry: Entry
    promised: float | None
    measure: Measure | None
    figure: Figure | None
    lacks: str = ""
    notes: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Whether the promised share was reached."""
        return self.figure.verdict if self.figure else Verdict.NOT_JUDGED

    @property
    def time(self) -> str:
        """'20 seconds', '5 working days'; "" where no time is promised."""
        within, unit = self.entry["within"], self.entry["unit"]
        return f"{within} {unit.removesuffix('s') if within == '1' else unit}".strip()


def standard_rows(asking: Asking, entries: Sequence[Entry]) -> tuple[StandardRow, ...]:
    """Every promise of the list over the period and the choices made, in the list's order."""
    rows = [_plan(asking, entry) for entry in entries]
    scopes = {row.entry.id: _scope(asking, row) for row in rows}
    questions: list[Question] = [(row.measure.id, (), scopes[row.entry.id]) for row in rows if row.measure]
    ask_together(asking.store, questions, council=asking.council)
    return tuple(_filled(asking, row, scopes[row.entry.id]) for row in rows)


def _plan(asking: Asking, entry: Entry) -> StandardRow:
    """A promise with the measure that tells whether it is kept, or what lacks."""
    row = StandardRow(entry, number_of(entry["share"]), None, None)
    if fault := _unknown(asking, entry):
        return replace(row, lacks=fault)
    try:
        name = entry["measure"] or _measure_for(entry)
        measure = find_measure(name) if name else None
    except CxError as reason:
        return replace(row, lacks=str(reason))
    if measure is None:
        return replace(row, lacks=_say_lacking(asking, row))
    if measure.unit is not Unit.SHARE or measure.share_of:
        return replace(row, lacks=f"“{measure.title}” is no share of people, so it cannot say how many were served so.")
    if measure.table not in asking.store.spans:
        return replace(row, lacks=say_unloaded(measure))
    since = day_of(entry["since"])
    if since is not None and since >= period_of(asking, measure).end:
        return replace(row, lacks=f"It was made on {say_date(since)}, after the period chosen.")
    return replace(row, measure=measure, notes=_notes(row, measure))


def _measure_for(entry: Entry) -> str:
    """The measure that counts a promise by itself: replies within hours or days, of which each case has its own."""
    if entry["kind"] in ("reply", "other") and entry["unit"] in _DAYS:
        return name_within(float(entry["within"]) * _DAYS[entry["unit"]])
    return ""


def _unknown(asking: Asking, entry: Entry) -> str:
    """A service or channel that there is not, with the nearest name."""
    services = known_values(asking.store, DIMENSIONS["service"])
    for name in services_of(entry["service"]):
        if name not in services:
            return f"There is no service “{name}” in the data. {suggest_nearest(name, services)}"
    if entry["channel"] and entry["channel"] not in CHANNELS:
        return f"There is no channel “{entry['channel']}”. {suggest_nearest(entry['channel'], CHANNELS)}"
    return ""


def _say_lacking(asking: Asking, row: StandardRow) -> str:
    """Which export lacks, for a promise that none of those loaded can tell; and what is known beside it."""
    kind, time = row.entry["kind"], row.time
    known = _known_beside(asking, kind)
    if kind == "answer":
        return (
            f"No export says how many calls were answered within {time}{known}. Ask for the waits call by call, or in "
            f"bands. Where {time} is the phone system's own target wait, choose "
            f"“{MEASURES['answered_in_target'].title}” as its measure."
        )
    if kind == "see":
        return f"No export says how many visitors were seen within {time}{known}. Ask for the wait of each visitor."
    if row.entry["unit"] == "working days":
        return (
            f"Days are counted as calendar days here. Where the due date in the export is {time} on, choose "
            f"“{MEASURES['on_time'].title}” as its measure."
        )
    return "Choose the measure that counts it, or give a time in days for replies."


def _known_beside(asking: Asking, kind: str) -> str:
    """': only their average, 2 min 5 s'; "" where not even that is known."""
    answer = asking.answer(_KNOWN_BESIDE[kind], (), asking.scope) if kind in _KNOWN_BESIDE else None
    if answer is None or answer.frame.empty or answer.frame["value"].isna().iloc[0]:
        return ""
    return f": only their average is known, {say_value(answer.measure, float(answer.frame['value'].iloc[0]))}"


def _notes(row: StandardRow, measure: Measure) -> tuple[str, ...]:
    notes = []
    if row.entry["kind"] == "reply":
        notes.append("Told by the day on which the contact was closed.")
    if row.entry["channel"] and "channel" not in _narrowed_by(measure) and measure.table != "calls":
        notes.append(f"“{measure.title}” is not narrowed to {say_level('channel', row.entry['channel'])}.")
    return tuple(notes)


def _scope(asking: Asking, row: StandardRow) -> Scope:
    """The scope of a promise: the reader's, narrowed to its service and channel where its measure knows them."""
    if row.measure is None:
        return asking.scope
    known, scope = _narrowed_by(row.measure), replace(asking.scope, period=_period(asking, row, row.measure))
    if row.entry["service"] and "service" in known:
        scope = scope.with_choice("service", *services_of(row.entry["service"]))
    if row.entry["channel"] and "channel" in known:
        scope = scope.with_choice("channel", row.entry["channel"])
    return scope


def _narrowed_by(measure: Measure) -> tuple[str, ...]:
    """What narrows a measure: of calls not the channel, as each of their measures is of the phone or of a desk."""
    return TABLES[measure.table].choices or splits(measure)


def _period(asking: Asking, row: StandardRow, measure: Measure) -> Period:
    """The period chosen, from the day on which the promise was made."""
    period, since = period_of(asking, measure), day_of(row.entry["since"])
    return period if since is None or not period.start < since < period.end else Period(since, period.end)


def _filled(asking: Asking, row: StandardRow, scope: Scope) -> StandardRow:
    if row.measure is None or scope.period is None:
        return row
    answer = asking.answer(row.measure.id, (), scope)
    goals = (Goal(row.promised, True, "the share promised"),) if row.promised is not None else ()
    span = Span(answer.measure, scope.chosen("service"), scope.period)
    return replace(row, figure=held_against(answer, span, goals))


def say_standards(rows: Sequence[StandardRow]) -> str:
    """'Of 5 promises 2 are kept, 1 is broken; 2 cannot be told from what is loaded.'"""
    if not rows:
        return "No service standard is listed yet: add one below, or load a table of them."
    told = [row for row in rows if row.figure is not None]
    kept, broken = (sum(row.verdict is verdict for row in told) for verdict in (Verdict.MET, Verdict.MISSED))
    counts = f"{kept or 'none'} {'are' if kept > 1 else 'is'} kept and {broken or 'none'} broken"
    said = f"Of {say_many(len(rows), 'promise')} {counts}"
    dark = len(rows) - len(told)
    return f"{said}; {dark} cannot be told from what is loaded." if dark else f"{said}."
