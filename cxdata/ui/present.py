"""The officer's list for a meeting: kept from any page, put in order here, and presented one exhibit a screen.

An exhibit of the list is worked out anew each time, by running its page behind the one that is seen: the list holds
where to find it and no figure, so that nothing in it grows old or passes disclosure control by.
"""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from cxdata.errors import CxError
from cxdata.export.exhibit import Exhibit
from cxdata.export.exhibit.meeting import Item, move, read_items, write_items
from cxdata.ui.frame import cache, elements, presenting
from cxdata.ui.frame.app import VIEW, View
from cxdata.ui.frame.choice.choices import known_values, with_strategy
from cxdata.ui.frame.choice.link import from_query
from cxdata.ui.frame.pages import LIST, PAGES, find_page
from cxdata.ui.frame.presenting import state
from cxdata.ui.frame.presenting.style import BEHIND
from cxdata.ui.parts.exhibits.show import draw
from cxdata.ui.present_links import draw_links

EMPTY = "The list is empty. Open a page, and press “Keep for the meeting” under an exhibit."
GONE = "This exhibit is not to be had from the data that is loaded now"
_OWN = "_own_choices_behind"


def meeting(view: View) -> None:
    """The list, or the exhibit of it that the address asks to present."""
    items = items_to_show()
    if presenting.is_on():
        _present(view, items)
        return
    if not view.may_change:
        elements.markdown("The list is kept with a council of your own. “Present this” works here too, from any page.")
    if not items:
        elements.markdown(EMPTY)
        draw_links(view)
        return
    elements.button("Present the list", type="primary", on_click=state.start, key="present-list")
    for number, item in enumerate(items):
        _row(view, number, item, last=number == len(items) - 1)
    draw_links(view)
    _preview(view, items)


def items_to_show() -> list[Item]:
    """The list, without what is of a page that there is no more."""
    known = {page.stem for page in PAGES}
    return [item for item in read_items(cache.opened()) if item.page in known]


def _row(view: View, number: int, item: Item, *, last: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"item-{number}"):
        elements.markdown(f"{number + 1}. {words_of(item)}", width="stretch")
        if not view.may_change:
            return
        for key, label, by, disabled in (("up", "Earlier", -1, number == 0), ("down", "Later", 1, last)):
            elements.button(label, key=f"{key}-{number}", on_click=_move, args=(item, by), disabled=disabled)
        elements.button("Remove", key=f"out-{number}", on_click=_remove, args=(item,))


def words_of(item: Item) -> str:
    """'Satisfaction: Dots: dissatisfied, by channel (ward: Harepath)', without a figure."""
    chosen = "; ".join(f"{name.replace('_', ' ')}: {' or '.join(words)}" for name, words in item.query.items())
    subject = f": {item.subject}" if item.subject else ""
    return f"{find_page(item.page).title}{subject}" + (f" ({chosen})" if chosen else "")


def _preview(view: View, items: Sequence[Item]) -> None:
    names = [f"{number + 1}. {words_of(item)}" for number, item in enumerate(items)]
    seen = elements.selectbox("Look at", names, key="look-at")
    exhibit, why = exhibit_of_item(items[names.index(seen or names[0])], view)
    if exhibit is None:
        elements.markdown(why)
        return
    draw(exhibit)


def _present(view: View, items: Sequence[Item]) -> None:
    if not items:
        presenting.draw([], nothing=EMPTY)
        return
    exhibit, why = exhibit_of_item(items[state.number(len(items))], view)
    presenting.draw([exhibit] if exhibit else [], count=len(items), nothing=why)


def exhibit_of_item(item: Item, view: View) -> tuple[Exhibit | None, str]:
    """The exhibit of an item from the data as it is now; None, with a sentence that says why, where there is none."""
    elements.style(BEHIND)
    why = f"{GONE}: {words_of(item)}."
    try:
        _run_behind(item, view)
    except CxError as error:
        why = f"{words_of(item)}. {error}"
    shown = {exhibit.key: exhibit for exhibit in presenting.shown()}
    presenting.begin(LIST)
    return shown.get(item.exhibit), why


def _run_behind(item: Item, view: View) -> None:
    """Run the item's page where nobody sees it, with what the item has chosen; its exhibits are noted, not drawn."""
    meant = from_query(item.query, with_strategy(known_values(view.loaded), view.loaded, view.council))[0]
    ward = view.scope.chosen("ward")
    st.session_state[VIEW] = replace(view, scope=meant if meant.chosen("ward") else meant.with_choice("ward", *ward))
    for name in {*st.session_state.get(_OWN, ()), *item.own}:
        st.session_state.pop(name, None)
        st.query_params.pop(name, None)
    st.session_state.update(item.own)
    st.session_state[_OWN] = tuple(item.own)
    file = find_page(item.page).file
    state.behind(True)
    presenting.begin(item.page, section=item.section)
    try:
        with st.container(key="behind"):
            exec(compile(file.read_text("utf-8"), str(file), "exec"), {"__name__": f"behind_{item.page}"})
    finally:
        state.behind(False)
        st.session_state[VIEW] = view


def _move(item: Item, by: int) -> None:
    items = read_items(cache.folder())
    write_items(cache.folder(), move(items, items.index(item), by))


def _remove(item: Item) -> None:
    write_items(cache.folder(), [other for other in read_items(cache.folder()) if other != item])
