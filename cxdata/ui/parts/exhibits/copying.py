"""A button that copies a sentence, by mouse and by keyboard.

Streamlit's own (on `st.code`) is shown to a mouse alone: by keyboard it cannot be reached.
"""

import streamlit as st

_HTML = """
<button type="button"></button> <span role="status"></span>
"""
_CSS = """
button {
    font: inherit; font-size: 0.875rem; min-height: 2.5rem; padding: 0.25rem 0.75rem; cursor: pointer;
    color: var(--st-text-color); background: var(--st-background-color);
    border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius);
}
span { font-size: 0.875rem; }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""
# Where the browser will not copy, the sentence is shown in its place, to be marked and copied by hand.
_SCRIPT = """
export default function ({ data, parentElement }) {
    const button = parentElement.querySelector("button");
    const said = parentElement.querySelector("span");
    button.textContent = data.label;
    button.onclick = async () => {
        try {
            await navigator.clipboard.writeText(data.words);
            said.textContent = "Copied.";
        } catch (refused) {
            said.textContent = data.words;
        }
    };
}
"""
_copy = st.components.v2.component("copy", html=_HTML, css=_CSS, js=_SCRIPT)


def copy_button(label: str, words: str, *, key: str) -> None:
    """A button that puts these words on the clipboard and says so beside it."""
    _copy(key=key, data={"label": label, "words": words}, width="content", height="content")
