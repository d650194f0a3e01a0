"""The residents' panel: members beside residents first; then whom to ask next, each characteristic, the answers."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import isnan

from cxdata.analysis.panel.ask_next import Wanted, say_members
from cxdata.analysis.panel.bands import AGE, WARD
from cxdata.analysis.panel.compare import Compared
from cxdata.analysis.panel.page import Panel, panel, say_ask
from cxdata.analysis.panel.weighted import say_moved
from cxdata.analysis.result import capitalise, in_100, say_list
from cxdata.charts.people.panel import beside_residents
from cxdata.export.asked import with_note
from cxdata.export.exhibit import Exhibit
from cxdata.export.people.panel import answer_rows, band_rows, exhibit_of_panel, wanted_rows
from cxdata.measures.words import say_count
from cxdata.overview import Line, Mood, TileWords
from cxdata.periods import say_date
from cxdata.stats.basics.proportions import TOO_FEW
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.exhibits.take import explain
from cxdata.ui.parts.results import say
from cxdata.ui.parts.walk import section, switch

ASK = "Who will ask them, where, and by when?"
WHOLE = (
    "Of the whole panel: a choice of ward picks it out among the others, other choices narrow the survey answers alone."
)
NOBODY = "No group is far too few on the panel, beyond chance."


def first_screen(view: View) -> None:
    """Members beside residents, by the characteristic in which most are missing."""
    result = result_of(view)
    row = _first_row(result)
    exhibit = None
    if row is not None:
        exhibit = replace(_exhibit(view, result, row), finding=result.finding)
        exhibit = with_note(exhibit, WHOLE) if view.scope.choices else exhibit
    screen.first_screen(result.finding, exhibit, _tiles(result), ask=ASK if result.wanted else "")


def walk(view: View) -> None:
    """The rest, section by section; none is computed before it is opened."""
    if not result_of(view).members:
        return
    section("Whom to ask next?", partial(_wanted, view), key="ask-next")
    section("Members and active members beside residents", partial(_compared, view), key="compared")
    section("How far do their answers move when weighted?", partial(_answers, view), key="weighted")
    section("How sure is that, and what is not known?", partial(_sure, view), key="sure")


def result_of(view: View) -> Panel:
    """The page's figures."""
    return cache.ask(panel, scope=view.scope)


def _first_row(result: Panel) -> Compared | None:
    """The characteristic of the finding: of the group most missing, else age, else the first that can be compared."""
    known = {row.column: row for row in result.can_compare if row.members.base}
    wanted = result.wanted[0].column if result.wanted else AGE.column
    return known.get(wanted) or next(iter(known.values()), None)


def _exhibit(view: View, result: Panel, row: Compared) -> Exhibit:
    chosen = view.scope.chosen("ward") if row.column == WARD.column else ()
    chart = beside_residents(row, highlight=chosen, narrow=view.narrow)
    finding = f"Members of the panel beside residents, by {row.title.lower()}"
    return exhibit_of_panel(result, band_rows(row), chart, finding, key=row.column)


def _tiles(result: Panel) -> list[TileWords]:
    """How many members and active ones, how many more to ask, and what the answers are when weighted."""
    if not result.members:
        return []
    tiles = [TileWords("Members", say_count(result.members), remark=f"on {say_date(result.day)}" if result.day else "")]
    if result.active is None:
        tiles.append(TileWords("Active members", "Not known", remark="no file says when they took part"))
    else:
        few = 0 < result.active < TOO_FEW or result.members < TOO_FEW
        share = "" if few else f"{in_100(result.active / result.members)}, "
        tiles.append(TileWords("Active members", capitalise(say_members(result.active)), remark=f"{share}in 12 months"))
    if result.can_compare:
        tiles.append(_wanted_tile(result.wanted))
    if result.answers.questions:
        one = result.answers.questions[0]
        tiles.append(TileWords(f"{one.title}, as answered", f"{one.share:.0%}", remark=f"of {one.answers:,} answers"))
        weighted = f"{one.weighted:.0%}" if one.by else "Not weighted"
        tiles.append(TileWords(f"{one.title}, weighted", weighted, remark="as residents are made up"))
        if one.by:
            tiles.append(TileWords("They count as", f"{one.effective_base:,.0f}", remark="answers of equal weight"))
    return tiles


def _wanted_tile(wanted: tuple[Wanted, ...]) -> TileWords:
    if not wanted:
        return TileWords("To ask next", "Nobody", Line("no group is far too few", Mood.NEITHER))
    return TileWords("To ask next", wanted[0].say_short, Line(wanted[0].who.lower(), Mood.BAD))


def _wanted(view: View) -> None:
    result = result_of(view)
    if not result.wanted:
        elements.markdown(NOBODY if result.can_compare else result.finding)
        return
    exhibit = exhibit_of_panel(result, wanted_rows(result.wanted), None, say_ask(result.wanted[0]), key="ask-next")
    show(replace(exhibit, read_as_table=not view.narrow))
    _in_sentences(view, [say_ask(one) for one in result.wanted[1:]])
    say("How many more are needed in a panel of the same size. Wards: where most of the group are missing.")


def _compared(view: View) -> None:
    result = result_of(view)
    known = {row.column: row for row in result.can_compare}
    if known:
        row = known[switch("By", {column: row.title for column, row in known.items()}, key="panel-by")]
        show(replace(_exhibit(view, result, row), key=f"panel-all-{row.column}"))
    say(*(row.why_not for row in result.compared if row.why_not))


def _answers(view: View) -> None:
    result = result_of(view)
    if not result.answers.questions:
        elements.markdown(result.answers.how)
        return
    rows = answer_rows(result.answers)
    first, *others = result.answers.questions
    exhibit = exhibit_of_panel(result, rows, None, say_moved(first), key="weighted", of_answers=True)
    show(replace(exhibit, read_as_table=not view.narrow))
    _in_sentences(view, [say_moved(one) for one in others])
    by = f"Weighted by {say_list(list(first.by))}." if first.by else ""
    say(result.answers.how, by, *first.notes)
    if not isnan(first.design_effect) and first.design_effect > 2:
        say("Weights strain these answers: read them with care.")


def _in_sentences(view: View, lines: Sequence[str]) -> None:
    """What a table says, for a phone, where its words would be broken."""
    if view.narrow:
        for line in lines:
            elements.markdown(line)


def _sure(view: View) -> None:
    explain(result_of(view).sentences)
