"""The menu at the side: links to the pages under the headings of their sections, with the current page marked.

Not the menu of st.navigation: with sections its lists break two rules of accessibility (docs/decisions/frame.md).
"""

import json

import streamlit as st

from cxdata.ui.frame.pages import Page, sections

# What st.page_link leaves out: the landmark, a mark of the current page to be heard, and closing the sidebar where
# it covers the page (on a phone) once a page has been chosen. The links may be drawn after this has run, hence `watch`.
_SCRIPT = """<script>
(() => {
    const menu = document.querySelector(".st-key-menu"), current = CURRENT;
    const mark = () => menu.querySelectorAll("a").forEach(link => {
        const here = link.getAttribute("href").split("?")[0].split("/").pop() === current;
        here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    });
    menu.setAttribute("role", "navigation");
    menu.setAttribute("aria-label", "Pages");
    menu.watch?.disconnect();
    menu.watch = new MutationObserver(mark);
    menu.watch.observe(menu, {childList: true, subtree: true});
    mark();
    const before = menu.dataset.current;
    menu.dataset.current = current;
    if (before !== undefined && before !== current && window.innerWidth < 768)
        document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
})();
</script>"""


def draw(current: Page) -> None:
    """Every page under the heading of its section; a section that is one page of the same name has no heading."""
    with st.sidebar.container(key="menu", gap="xxsmall"):
        for section, pages in sections():
            if [page.title for page in pages] != [section]:
                st.markdown(f":small[**{section}**]")
            for page in pages:
                st.page_link(page.file, label=page.title)
        st.html(_SCRIPT.replace("CURRENT", json.dumps(current.address.removeprefix("/"))), unsafe_allow_javascript=True)
