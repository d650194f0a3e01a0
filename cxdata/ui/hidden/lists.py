"""A list of hidden groups is kept, and each group is tested again on the answers of a later period."""

from cxdata.analysis.hidden.kept_lists import FOLDER, find_list, keep_list, retest
from cxdata.analysis.hidden.kept_lists import kept_lists as all_lists
from cxdata.analysis.hidden.search import Pockets
from cxdata.errors import CxError
from cxdata.periods import say_days
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import mark
from cxdata.ui.parts.results import answer_or_say_why, say


def any_kept() -> bool:
    """Whether a list was kept in the data folder on the screen."""
    try:
        return bool(all_lists(cache.opened()))
    except CxError:
        return True  # The section says what is wrong with the folder.


def keep(view: View, result: Pockets) -> None:
    """A button that writes the list down: groups and counts, no person."""
    if not result.pockets:
        return
    say(
        "A group found today can be luck, even after all this care. Keep the list now and test each group alone on the "
        f"answers of the next quarter. It is written to the folder {FOLDER} in your data folder: groups and counts, no "
        "person."
    )
    if elements.button("Keep this list", key="keep-list"):
        written = answer_or_say_why(lambda: keep_list(cache.opened(), result, view.loaded, view.scope))
        if written:
            elements.success(f"Kept as “{written.name}”: {len(written.conditions)} on the list.")


def test_again(view: View) -> None:
    """Choose a kept list and see, group by group, whether it is still worse served in the period chosen."""
    lists = answer_or_say_why(lambda: all_lists(cache.opened()))
    if not lists:
        return
    elements.subheader("Test a kept list on later answers", anchor=False)
    named = {
        f"{say_days(kept_list.first, kept_list.last)} ({len(kept_list.conditions)})": kept_list.name
        for kept_list in lists
    }
    chosen = elements.selectbox("Kept list (how many groups)", list(named), key="kept-list")
    if not elements.button("Test it on the period chosen above", key="test-list"):
        return
    name = named[chosen or next(iter(named))]
    chosen_list = answer_or_say_why(lambda: find_list(cache.opened(), name))
    tested = answer_or_say_why(lambda: cache.ask(retest, chosen_list, scope=view.scope)) if chosen_list else None
    if tested:
        elements.markdown(mark("**{}**", tested.sentence))
        for sentence in tested.sentences:
            elements.markdown(mark("- {}", sentence))
