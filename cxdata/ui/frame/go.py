"""Links inside the app that carry a choice: to another page, or to the same page with another choice."""

from urllib.parse import urlencode

from cxdata.contract import tables_by_choice
from cxdata.measures.coverage.periods import default_period
from cxdata.scope import Scope
from cxdata.ui.frame import cache, elements, sample
from cxdata.ui.frame.choice.link import to_query
from cxdata.ui.frame.pages import PAGES, find_page
from cxdata.ui.frame.text import link

# Markdown's links open a new tab. A press on one that leads to a page of the app is put into the history of this tab
# instead, and Streamlit is told as if the reader had come back to it: every widget then takes its value from the
# address, nothing is loaded anew, and one press of Back returns. With a key held down the browser does as it always
# does.
_SCRIPT = """<script>
(() => {
    if (window.followsLinks) return;
    window.followsLinks = true;
    document.addEventListener("click", event => {
        const link = event.target.closest?.("a[href]");
        if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        const there = new URL(link.href);
        if (there.origin !== location.origin || !PAGES.includes(there.pathname)) return;
        event.preventDefault();
        history.pushState({}, "", there.pathname + there.search);
        window.dispatchEvent(new PopStateEvent("popstate"));
        window.scrollTo(0, 0);
    });
})();
</script>"""


def go_to(page: str, scope: Scope, label: str, **more: str) -> None:
    """A link to a page with a scope in it, in the same tab; `label` is plain text.

    `more` are the page's own choices. Raises KeyError for a page that is none, ValueError for a choice that the row of
    choices does not offer.
    """
    elements.markdown(link(label, href(page, scope, **more)))


def href(page: str, scope: Scope, **more: str) -> str:
    """The address of such a link, for a cell of a table or a part of a sentence. Raises as `go_to` does."""
    store = cache.store()
    default = default_period(store) if store else None
    query = to_query(scope, list(tables_by_choice()), default) | sample.query()
    return f"{find_page(page).address}?{urlencode({**query, **more}, doseq=True)}"


def follow_links() -> None:
    """Let every link to a page of the app open in the tab it stands in."""
    elements.script(_SCRIPT, PAGES=[page.address for page in PAGES])
