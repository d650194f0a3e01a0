"""Single cases on the complaints page: learning in words once an officer has passed it, and the open ones by name."""

from cxdata.analysis.complaints.learning import learning_cases
from cxdata.analysis.complaints.waiting import WaitingList, waiting_list
from cxdata.export.comments import passed_comments
from cxdata.export.download import words_to_save
from cxdata.export.promises.complaints import waiting_rows
from cxdata.periods import say_date
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import listed
from cxdata.ui.parts.exhibits.take import table
from cxdata.ui.parts.results import answer_or_say_why, say

MOST = 12
NONE = "The register tells no case in words. It may, in three columns: what went wrong, what we did, did it stop."


def in_words(view: View) -> None:
    """Cases that may be shown, the newest first; why none is shown where nobody has passed them."""
    comments = passed_comments(view.loaded, cache.opened())
    cases = learning_cases(comments.shown)
    if not cases:
        waiting = [sentence for sentence in comments.hidden if _has_cases(view, sentence)]
        elements.markdown(waiting[0] if waiting else NONE)
        return
    for case in cases[:MOST]:
        elements.markdown(listed([f"What went wrong: {case.wrong or 'not told'}"]))
        say(f"What we did: {case.done or 'not told'}", f"Did it stop? {case.stopped or 'not told'}")
    if len(cases) > MOST:
        say(f"{len(cases) - MOST} more cases are not shown here.")


def _has_cases(view: View, sentence: str) -> bool:
    """Whether the file of a sentence about hidden comments is one with complaints."""
    names = view.loaded.tuples(
        "select distinct f.name from files f join complaints c using (file_id) where c.what_went_wrong is not null "
        "or c.what_we_did is not null or c.did_it_stop is not null"
    )
    return any(f" of {name} " in sentence for (name,) in names)


def one_by_one(view: View) -> None:
    """The open complaints with their reference and the last day for their answer."""
    waiting = answer_or_say_why(lambda: cache.ask(waiting_list, scope=view.scope))
    if waiting is not None:
        _listed(waiting)


def _listed(waiting: WaitingList) -> None:
    if not waiting.cases or waiting.day is None:
        elements.markdown("No complaint is open.")
        return
    rows, name = waiting_rows(waiting), "open-complaints"
    title = f"Open complaints on {say_date(waiting.day)}, those most past their day first."
    if waiting.all > len(waiting.cases):
        title += f" {len(waiting.cases)} of {waiting.all}."
    table(rows, words_to_save(name, rows, title), key=name, alt=title)
