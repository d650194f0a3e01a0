"""The first screen: what was agreed without an action, what is overdue, what worked; a row a recommendation."""

from functools import partial

from cxdata.analysis.recommendations.item import State
from cxdata.analysis.recommendations.standing import Tracker
from cxdata.analysis.recommendations.worked import Verdict, begins_on, did_it_work
from cxdata.errors import CxError
from cxdata.export.exhibit.of_tracker import MOST, MOST_NARROW, exhibit_of_tracker
from cxdata.overview import Line, Mood, TileWords
from cxdata.scope import Scope
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts import screen
from cxdata.ui.recommendations import shown


def first_screen(view: View) -> None:
    """The finding, the rows that most need a question, and how many are agreed, done, overdue and without a word."""
    screen.first_screen_of(partial(_first, view), below=True)


def _first(view: View) -> screen.First:
    try:
        whole = shown.ask(view)
    except CxError as refusal:
        return screen.First(str(refusal), None)
    if not whole.rows:
        return screen.First(whole.sentence, None, ask="What has this committee recommended, and what was answered?")
    shown.draw_choices(whole)
    tracker = shown.chosen_rows(whole, view)
    verdicts = verdicts_of(tracker, view)
    drawn = tracker.rows[: MOST_NARROW if view.narrow else MOST]
    words = {name: verdict.value for name, verdict in verdicts.items()}
    exhibit = exhibit_of_tracker(tracker, drawn, view.council.tracking, words, narrow=view.narrow)
    return screen.First(tracker.sentence, exhibit, _tiles(tracker, verdicts), tracker.question)


def verdicts_of(tracker: Tracker, view: View) -> dict[str, Verdict]:
    """What became of the measures of rows that are done, by id; {} while nothing is loaded."""
    verdicts: dict[str, Verdict] = {}
    if view.store is None:
        return verdicts
    for item in (row.item for row in tracker.rows):
        on = begins_on(item)
        if item.state is State.DONE and item.measure and on:
            try:
                verdicts[item.id] = cache.ask(did_it_work, item.measure, on, scope=Scope()).verdict
            except CxError:
                verdicts[item.id] = Verdict.UNKNOWN  # its section says why
    return verdicts


def _tiles(tracker: Tracker, verdicts: dict[str, Verdict]) -> list[TileWords]:
    """How many are agreed, done, overdue and without a word; and of those that could show in a measure, how many do."""
    many = f"of {len(tracker.rows)}"
    lacking = tracker.flagged["no_action"]
    tiles = [
        TileWords(
            "Agreed, or promised",
            str(tracker.agreed),
            _bad(f"{lacking} without an action", lacking) if lacking else Line(many),
        ),
        TileWords("Done", str(tracker.done), Line(many)),
        TileWords("Overdue", str(tracker.overdue), _bad("an answer or an action", tracker.overdue)),
        TileWords("No word since", str(tracker.silent), _bad("open, and silent for long", tracker.silent)),
    ]
    judged = [verdict for verdict in verdicts.values() if verdict not in (Verdict.EARLY, Verdict.UNKNOWN)]
    if verdicts:
        better = judged.count(Verdict.BETTER)
        words = f"of {len(judged)} done that can be judged" if judged else "none can be judged yet"
        tiles.append(TileWords("Better since", str(better), Line(words, Mood.GOOD if better else Mood.NEITHER)))
    return tiles


def _bad(words: str, number: int) -> Line:
    return Line(words, Mood.BAD if number else Mood.NEITHER)
