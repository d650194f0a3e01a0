"""What was promised and what became of it: complaints, councillors' cases, other councils, recommendations."""

from dataclasses import replace

from cxdata.analysis.casework.cases import cases, files_of
from cxdata.analysis.complaints.open_now import open_now
from cxdata.analysis.complaints.waiting import last_day
from cxdata.analysis.councils.compare import compare, opening_span, spans_of
from cxdata.analysis.councils.opening import compared_measures, opening_measure
from cxdata.analysis.councils.printed import read_printed
from cxdata.analysis.councils.words import how_ranked, say_question
from cxdata.analysis.recommendations.standing import read_tracker
from cxdata.documents import Block
from cxdata.export.asked import about_plainly, exhibit_of_course
from cxdata.export.asked.waiting import exhibit_of_waiting
from cxdata.export.exhibit.of_councils import exhibit_of_councils
from cxdata.export.exhibit.of_tracker import MOST, exhibit_of_tracker
from cxdata.measures.coverage.whole_months import whole_in_all
from cxdata.papers.meeting.blocks import listed, say, shown
from cxdata.papers.meeting.source import Source
from cxdata.periods import say_date
from cxdata.scope import Scope

OPEN_NOW = "Open on the last day loaded, whenever received."
_COUNCILS = ("Place", "How it stands")
CLOCKS = ("stage_1_in_time", "stage_2_in_time", "complaints_upheld")


def complaints(source: Source) -> list[Block]:
    """The open complaints by age against their clocks, and how the clocks were kept."""
    asking = source.asking
    if not asking.store.row_counts["complaints"]:
        return []
    now = open_now(asking.answer, asking.scope, last_day(asking.store))
    courses = [exhibit_of_course(asking, measure) for measure in CLOCKS]
    said = [exhibit.finding for exhibit in courses if exhibit.chart is not None]
    exhibit = exhibit_of_waiting(now.by_age, now.sentence, key="open-complaints", note=OPEN_NOW)
    return [*say(now.sentence), *listed(said), *([shown(exhibit)] if exhibit.chart is not None else [])]


def casework(source: Source) -> list[Block]:
    """Councillors' cases: open, late, old."""
    asking = source.asking
    files = files_of(asking.store)
    if files.day is None:
        return []
    found = cases(asking.answer, asking.scope, files)
    exhibit = exhibit_of_waiting(found.by_age, found.sentence, key="open-cases", note=OPEN_NOW)
    waited = found.say_old()
    old = f"{waited} of those open {'has' if waited == '1' else 'have'} waited eight weeks and more"
    old = "" if not found.is_known or waited == "0" else old
    return [*say(found.sentence, old), *([shown(exhibit)] if exhibit.chart is not None else [])]


def councils(source: Source) -> list[Block]:
    """Our own figure among those that other councils publish."""
    asking = source.asking
    printed = read_printed(asking.store)
    measures = tuple(compared_measures(printed, asking.council).values())
    if not measures:
        return []
    measure = opening_measure(printed, measures, asking.council)
    covered = whole_in_all(asking.store, measure.tables).months
    span = opening_span(spans_of(printed, measure, asking.council), covered)
    own = asking.answer(measure.id, (), Scope(period=span, include_staff=asking.scope.include_staff))
    result = compare(printed, own.measure, span, asking.council, own, covered=covered)
    about = [*about_plainly(own), how_ranked(own.measure)]
    exhibit = exhibit_of_councils(result, own, key="councils", about=about)
    return [
        *say(exhibit.finding),
        shown(replace(exhibit, ask=say_question(result)), columns=("Council", measure.title, "95% range", *_COUNCILS)),
    ]


def recommendations(source: Source) -> list[Block]:
    """The recommendations as they stand on the day of the meeting; those that are due, one by one."""
    tracking = source.asking.council.tracking
    tracker = read_tracker(source.folder, source.day, tracking)
    if not tracker.rows:
        return say("None that is recorded can be read", *tracker.faults) if tracker.faults else []
    due = [
        f"{row.item.name}. {row.item.text.rstrip('.')}: {' '.join(flag.sentence for flag in row.flags)}"
        for row in tracker.rows
        if row.is_overdue
    ]
    coming = [
        f"{row.item.name}. {row.item.text.rstrip('.')}: due on {say_date(row.item.due)}"
        for row in tracker.rows
        if row.item.is_open and row.item.due and row.item.due >= source.day
    ]
    exhibit = exhibit_of_tracker(tracker, tracker.rows[:MOST], tracking, {})
    shown_with = shown(replace(exhibit, ask=tracker.question))
    then = f"As they will stand on {say_date(source.day)}, if nothing is recorded before"
    return [*say(tracker.sentence, then), *listed([*due, *coming]), shown_with, *say(*tracker.faults)]
