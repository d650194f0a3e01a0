"""The menu on top: a row of sections and, where a section has several pages, a row of its pages.

Links and no pop-up: plain to the keyboard, and without fault to axe at every width (docs/decisions/frame.md).
"""

from collections.abc import Collection

import streamlit as st

from cxdata.ui.frame import elements
from cxdata.ui.frame.pages import Page, sections

NO_DATA = "(no data)"

# What st.page_link leaves out: the landmark, marks of the current section and page to be heard, and bringing them into
# sight where a row is longer than the screen. The links may be drawn after this has run, hence `watch`. And what
# st.table leaves out: where it is wider than a phone it moves sideways, and must do so by keyboard too.
_SCRIPT = """<script>
(() => {
    const menu = document.querySelector(".st-key-menu"), current = CURRENT, rows = ROWS;
    const mark = () => rows.forEach(([row, address, word]) => {
        const box = menu.querySelector(".st-key-" + row);
        box?.querySelectorAll("a").forEach(link => {
            const here = link.getAttribute("href").split("?")[0].split("/").pop() === address;
            here ? link.setAttribute("aria-current", word) : link.removeAttribute("aria-current");
            if (here && box.dataset.shows !== address) {
                box.dataset.shows = address;
                box.scrollLeft += link.getBoundingClientRect().left - box.getBoundingClientRect().left - 16;
            }
        });
    });
    const page = document.querySelector("[data-testid=stMain]");
    const reach = () => page.querySelectorAll("[data-testid=stTable], [data-testid=stTable] > div").forEach(box => {
        if (box.scrollWidth > box.clientWidth) {
            box.tabIndex = 0;
            box.setAttribute("role", "group");
            box.setAttribute("aria-label", "A table that moves sideways");
        }
    });
    menu.tables?.disconnect();
    menu.tables = new MutationObserver(() => requestAnimationFrame(reach));
    menu.tables.observe(page, {childList: true, subtree: true});
    reach();
    menu.setAttribute("role", "navigation");
    menu.setAttribute("aria-label", "Pages");
    menu.watch?.disconnect();
    menu.watch = new MutationObserver(mark);
    menu.watch.observe(menu, {childList: true, subtree: true});
    mark();
    const before = menu.dataset.current;
    menu.dataset.current = current;
    if (before !== undefined && before !== current)
        document.querySelector(".st-key-more details[open] > summary")?.click();
})();
</script>"""


def draw(current: Page, loaded: Collection[str] | None) -> None:
    """The sections, the open one marked, and its pages. The link of a section opens its first page.

    `loaded` are the tables that hold something, by which empty pages are known; None where that cannot be said.
    """
    here = next((pages for _, pages in sections() if current in pages), [current])
    rows = [("menu-sections", here[0].address, "true" if len(here) > 1 else "page")]
    with st.container(key="menu", gap=None):
        with st.container(key="menu-sections", horizontal=True, wrap=False, gap=None):
            for section, pages in sections():
                empty = all(_is_empty(page, loaded) for page in pages)
                elements.page_link(pages[0].file, label=f"{section} {NO_DATA}" if empty else section)
        if len(here) > 1:
            rows.append(("menu-pages", current.address, "page"))
            with st.container(key="menu-pages", horizontal=True, wrap=False, gap=None):
                for page in here:
                    label = f"{page.title} {NO_DATA}" if _is_empty(page, loaded) else page.title
                    elements.page_link(page.file, label=label)
        words = [[row, address.removeprefix("/"), word] for row, address, word in rows]
        elements.script(_SCRIPT, CURRENT=current.stem, ROWS=words)


def _is_empty(page: Page, loaded: Collection[str] | None) -> bool:
    return loaded is not None and page.is_empty(loaded)
