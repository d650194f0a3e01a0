"""The Ward page: what is different in my ward, what people there ask about, and what a member could ask."""

from dataclasses import dataclass, replace

from cxdata import findings
from cxdata.analysis.groups import judge_groups
from cxdata.analysis.ward import Beside as WardBeside
from cxdata.analysis.ward import Everywhere, ask_everywhere, questions_of, say_ward
from cxdata.charts.counts import counts
from cxdata.charts.dots import Beside, dots
from cxdata.contract import NOT_RECORDED
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.export.exhibit.of_ward import exhibit_of_ward
from cxdata.measures import MEASURES
from cxdata.measures.comparison import compare
from cxdata.measures.query import Answer
from cxdata.measures.rows import is_none_counted, rank_groups
from cxdata.measures.words import say_value
from cxdata.overview import Tile, TileWords
from cxdata.scope import Scope
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import mark
from cxdata.ui.parts import screen
from cxdata.ui.parts.asking import asking_of
from cxdata.ui.parts.course import course as course_of
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.results import say
from cxdata.ui.parts.tiles import tiles_of
from cxdata.ui.parts.walk import section, switch
from cxdata.ui.targets.table import exhibit_of_judged
from cxdata.ui.ward_sheet import take_sheet

TILES = ("contacts_per_1000", "satisfied", "on_time")
BEFORE = {"contacts_per_1000": "Contacts per 1,000", "satisfied": "Satisfied"}
OTHERWISE = {"on_time": "Dealt with on time", "contacts": "Contacts"}
"""What is shown of all wards, and where there is neither (no file of residents, no survey), what contacts alone say."""
SPLITS = {"reason": "Reason", "service": "Service", "channel": "Channel"}
CHOOSE = "Choose your ward at the top of the page to see what is different there"
NONE_HERE = "Contacts: none in this selection"
NO_WARDS = "No data by ward is loaded: neither contacts nor survey answers name a ward, and there is no map"


@dataclass(frozen=True)
class Shown:
    """The ward and its figures beside the council's."""

    ward: str
    measures: tuple[WardBeside, ...]


def first_screen(view: View) -> Shown | None:
    """What is different in the ward chosen; without one all wards, and the request to choose. None without a ward."""
    if view.ward is not None:
        shown = Shown(view.ward, _everywhere(view).beside(view.ward))
        finding = say_ward(shown.ward, shown.measures)
        screen.first_screen(finding, _exhibit(view, view.ward), _tiles(view))
        return shown
    options = _of_all_wards(view, BEFORE) or _of_all_wards(view, OTHERWISE)
    if not options:
        contacts = cache.answer("contacts", ("ward",), view.scope)
        empty = len(contacts.frame) and is_none_counted(contacts)
        screen.first_screen(NONE_HERE if empty else NO_WARDS, None)
        return None
    measure = switch("Figure", options, key="figure")
    exhibit = _all_wards(view, measure)
    # A slide or a picture has no page to choose on: there the exhibit's own finding stands.
    screen.first_screen(CHOOSE, exhibit)
    return None


@cache.part
def _all_wards(view: View, measure: str) -> Exhibit:
    answer = cache.answer(measure, ("ward",), view.scope)
    whole = cache.answer(measure, (), view.scope)
    beside = [Beside(float(value), "Council") for value in whole.frame["value"].dropna() if not whole.measure.is_count]
    chart = dots(answer, judged=judge_groups(answer), beside=beside, narrow=view.narrow)
    return exhibit_of(rank_groups(answer), chart, findings.of_groups(answer), key=f"all-{measure}")


def _of_all_wards(view: View, measures: dict[str, str]) -> dict[str, str]:
    return {measure: words for measure, words in measures.items() if _has_wards(view, measure)}


def _has_wards(view: View, measure: str) -> bool:
    answer = cache.answer(measure, ("ward",), view.scope)
    return bool(answer.frame["value"].notna().any()) and not is_none_counted(answer)


@cache.part
def _everywhere(view: View) -> Everywhere:
    return ask_everywhere(asking_of(view))


@cache.part
def _exhibit(view: View, ward: str) -> Exhibit | None:
    known = _everywhere(view)
    return exhibit_of_ward(ward, known.beside(ward), known.answers, narrow=view.narrow, about=HOW)


HOW = (
    mark("**Wards like it** are those nearest by age, deprivation, digital exclusion and size, not by score."),
    mark(
        "**More than chance:** a share is held against that of all others together, allowing for how many wards "
        "there are; contacts per 1,000 residents against the outer lines of a funnel, which 998 in 1,000 would keep "
        "by chance."
    ),
)


def _tiles(view: View) -> list[Tile | TileWords]:
    tiles: list[Tile | TileWords] = [*tiles_of(view, TILES), *_complaints(view)]
    if "councillor" not in cache.present("requester", ("contacts",)):
        return tiles
    asked = replace(view, scope=view.scope.with_choice("requester", "councillor"))
    [tile] = tiles_of(asked, ("contacts",))
    measure = replace(tile.now.measure, id="councillor-enquiries", title="Councillors' enquiries")
    return [*tiles, replace(tile, now=replace(tile.now, measure=measure))]


def _complaints(view: View) -> list[TileWords]:
    """How many complaints came from the ward; none of it where the register names no ward."""
    answer = cache.answer("complaints", ("ward",), view.scope.with_choice("ward"))
    known = answer.frame[answer.frame["ward"] != NOT_RECORDED] if not answer.empty else answer.frame
    if known.empty:
        return []
    mine = known[known["ward"] == view.ward]
    said = say_value(answer.measure, float(mine["value"].iloc[0])) if len(mine) else "0"
    return [TileWords("Complaints", said, remark="received in the time chosen")]


def walk(view: View, shown: Shown | None) -> None:
    """The rest of the page, section by section."""
    if shown is None or not any(one.has_value for one in shown.measures):
        return
    section("What do people here get in touch about, and what changed?", lambda: subjects(view), key="subjects")
    section("How has it gone?", lambda: course(view), key="course")
    if view.council.targets:
        section("Are the council’s targets met here?", lambda: targets_here(view), key="targets")
    section("Three questions to ask", lambda: say(*questions_of(shown.ward, shown.measures)), key="questions")
    section("Take this ward to a meeting", lambda: take_sheet(view, shown.ward), key="sheet")


def targets_here(view: View) -> None:
    """The council's targets held against the ward's own figures; those whose data knows no wards are left out."""
    exhibit = exhibit_of_judged(view)
    if exhibit is None:
        say("No target can be held against the figures of a ward: their data knows no wards.")
    else:
        show(exhibit)


def subjects(view: View) -> None:
    """Contacts of the ward by reason, service or channel, beside the span they are compared with."""
    options = {name: words for name, words in SPLITS.items() if cache.present(name, ("contacts",))}
    by = switch("By", options, key="subject")
    now, then, words = _now_and_then(view, by)
    title = f"Contacts by {SPLITS[by].lower()}" + (f", against {words}" if words else "")
    show(exhibit_of(now, counts(now, then), title, key=f"subjects-{by}"))


def _now_and_then(view: View, by: str) -> tuple[Answer, Answer | None, str]:
    compared = compare(view.loaded, MEASURES["contacts"], view.scope, council=view.council)
    scopes: tuple[Scope, Scope] | None = compared.scopes(view.scope) if compared else None
    if compared is None or scopes is None:
        return cache.answer("contacts", (by,), view.scope), None, ""
    now, then = (cache.answer("contacts", (by,), scope) for scope in scopes)
    return now, then, compared.words


def course(view: View) -> None:
    """Contacts or satisfaction of the ward, month by month."""
    measure = switch("Figure over time", {"contacts": "Contacts", "satisfied": "Satisfied"}, key="course")
    show(course_of(view, measure))
