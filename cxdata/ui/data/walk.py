"""The rest of the Data page, section by section: what can be done, and what was found."""

from functools import partial

from cxdata.ui.data import comments, editions, keeping, layouts, paper_figures, start
from cxdata.ui.data.held import files, loaded, undo
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.parts.walk import section


def sections(view: View) -> None:
    """The sections that the store on the screen gives cause for; each computes nothing until it is opened."""
    store = view.store
    if store is not None:
        section(cache.of_store(files.say_held), partial(files.show_files, view), key="files")
        section(cache.of_store(loaded.say_checks), partial(loaded.trust, store), key="checks")
        section(cache.of_store(loaded.say_set_aside), partial(loaded.set_aside, store), key="set-aside")
    if view.may_change and start.may_load(view):
        undo.show_last(view)
    if start.may_load(view):
        paper_figures.type_figures()
    comments.look_at_comments(view)
    editions.make_editions(view)
    if view.may_change and store is not None:
        keeping.keep_a_copy()
    section("Layouts: what the columns of each system's export mean", layouts.show_layouts, key="layouts")
