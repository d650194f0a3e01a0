"""The complaints page: what waits and how late; then who, since when, why, the Code's report, and what was learnt."""

from dataclasses import replace
from functools import partial

from cxdata import findings
from cxdata.analysis.complaints.doubts import doubts
from cxdata.analysis.complaints.open_now import OpenNow, open_now, said
from cxdata.analysis.complaints.waiting import last_day
from cxdata.charts.counts import counts
from cxdata.export.asked.waiting import exhibit_of_waiting
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.findings import nothing_to_show
from cxdata.overview import TileWords
from cxdata.ui.complaints import series
from cxdata.ui.complaints.cases import in_words, one_by_one
from cxdata.ui.complaints.report import annual_report
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.splits import choose_split, splits_of
from cxdata.ui.parts.tiles import tiles_of
from cxdata.ui.parts.walk import section, switch

ASK = "Who is waiting longest, and what will be done about it by when?"
TILES = ("complaints", "complaints_acknowledged", "stage_1_in_time", "stage_2_in_time", "complaints_upheld")
BY = ("service", "ward", "provider", "stage")
COMPARED = {
    "stage_1_in_time": "Stage 1 in time",
    "stage_2_in_time": "Stage 2 in time",
    "complaints_upheld": "Upheld",
    "complaints_per_1000_contacts": "Per 1,000 contacts",
    "complaints_overdue": "Overdue now",
}
WHY = {"cause": "What went wrong", "remedy": "What was put right", "learning": "What was changed"}
NOW = "Open now, whenever received: the period chosen narrows the tiles."
STALE = (
    "These complaints were loaded by an earlier version of the program, or for another nation's bank holidays: load "
    "any file, and their clocks are worked out anew."
)


def first_screen(view: View) -> None:
    """The open complaints by age against their clocks, and how the clocks were kept."""
    now = open_now(cache.answer, view.scope, cache.of_store(last_day))
    exhibit = _open_exhibit(view, now)
    screen.first_screen(now.sentence, exhibit, [*tiles_of(view, TILES), _overdue(now)], ask=ASK)
    if not series.is_up_to_date(view):
        elements.warning(STALE)
    if sentences := cache.of_store(doubts):
        elements.warning(" ".join(sentences))


def walk(view: View) -> None:
    """The rest of the page, section by section: none computes anything before it is opened."""
    section("By service, ward and provider", partial(_compare, view), key="compare")
    section("Month by month, and what another procedure changed", partial(series.over_time, view), key="course")
    section("What went wrong, and what was changed?", partial(_why, view), key="why")
    section("The annual report, by the headings of the Code", partial(annual_report, view), key="report")
    section("Cases in words: what went wrong, what we did, did it stop", partial(in_words, view), key="words")
    section("Open complaints one by one", partial(one_by_one, view), key="open")


def _open_exhibit(view: View, now: OpenNow) -> Exhibit:
    answer = now.by_age
    finding = nothing_to_show(answer) if answer.empty else now.sentence
    note = NOW if view.scope.period else ""
    return exhibit_of_waiting(answer, finding, key="open-by-age", note=note, narrow=view.narrow, about=about_answer)


def _overdue(now: OpenNow) -> TileWords:
    """Overdue now, as words: those of an earlier day are not known, so it has no course."""
    if now.day is None or now.overdue.empty:
        return TileWords("Overdue now", "no data")
    return TileWords("Overdue now", said(now.overdue), remark=f"of {said(now.open)} open")


def _compare(view: View) -> None:
    measure = switch("What to compare", COMPARED, key="compared")
    council = replace(view, scope=replace(view.scope, period=None)) if measure == "complaints_overdue" else view
    splits = splits_of(measure, BY)
    if not splits:
        elements.markdown(nothing_to_show(cache.answer(measure, (), council.scope)))
        return
    exhibit = choose_split(council, measure, splits, key=f"by-{measure}")
    _show(exhibit)


def _why(view: View) -> None:
    by = switch("Look at", WHY, key="why-by")
    answer = cache.answer("complaints_found_upheld", (by,), view.scope)
    key = f"upheld-by-{by}"
    if answer.empty or answer.frame["value"].isna().all():
        _show(exhibit_of(answer, None, nothing_to_show(answer), key=key, about=about_answer(answer)))
        return
    finding = findings.of_groups(answer)
    _show(exhibit_of(answer, counts(answer), finding, key=key, about=about_answer(answer)))


def _show(exhibit: Exhibit) -> None:
    """An exhibit, or one line where there is nothing to draw."""
    if exhibit.chart is None:
        elements.markdown(exhibit.finding)
    else:
        show(exhibit)
