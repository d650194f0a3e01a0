"""What only the browser knows: that its screen is narrow, and the ward its reader chose on an earlier visit.

A component that draws nothing. It sends nothing unless it has something to say, so that a laptop without a ward kept
costs no further run of the page.
"""

import streamlit as st

KEY = "browser"
NARROW = 640  # pixels: the width of the widest phone held upright, with room to spare

# A browser may refuse its store (a private window); then nothing is kept, and nothing fails.
_SCRIPT = """
export default function ({ data, setStateValue }) {
    const width = window.innerWidth <= LIMIT ? "narrow" : "wide";
    if (width !== data.width) setStateValue("width", width);
    const name = "ward of " + data.council;
    try {
        if (data.keep) window.localStorage.setItem(name, data.keep);
        else if (data.keep === "") window.localStorage.removeItem(name);
        else if (data.ask && window.localStorage.getItem(name))
            setStateValue("ward", window.localStorage.getItem(name));
    } catch (refused) {}
}
""".replace("LIMIT", str(NARROW))

_browser = st.components.v2.component("browser", js=_SCRIPT)


def draw(council: str, *, keep: str | None, ask: bool) -> None:
    """Ask the browser, which answers by a further run: `is_narrow` and `kept_ward` know it then.

    `keep` is a ward to be kept for the next visit, "" to forget, None to leave as it is; `ask` asks for the kept one.
    """
    with st.container(key="browser-box"):
        _browser(
            key=KEY,
            data={"council": council, "keep": keep, "ask": ask, "width": _width()},
            on_width_change=_nothing,
            on_ward_change=_nothing,
        )


def is_narrow() -> bool:
    """Whether the screen is a phone's; False until the browser has said so."""
    return _width() == "narrow"


def kept_ward() -> str | None:
    """The ward kept by an earlier visit, as its label in the list; None where none is kept or it was not asked for."""
    return st.session_state.get(KEY, {}).get("ward")


def _width() -> str:
    return st.session_state.get(KEY, {}).get("width") or "wide"


def _nothing() -> None:
    """The page runs again by itself; a component must name a function for each value it may send."""
