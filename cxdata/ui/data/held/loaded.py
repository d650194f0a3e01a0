"""The parts of the Data page: how far what is loaded can be trusted, and the rows that were set aside."""

import streamlit as st

from cxdata.export.loaded import SHAPES, checks_in_words, set_aside_csv
from cxdata.measures.words import say_count
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import plain, small

_SHOWN = 50


def trust(view: View) -> None:
    """What the checks found, the worst first: each verdict a word and a shape."""
    if view.store is None:
        return
    st.header("How far to trust it", anchor=False)
    for verdict, checks in checks_in_words(view.store):
        st.subheader(f"{SHAPES[verdict]} ({len(checks)})", anchor=False)
        if verdict == "fine":
            st.markdown(plain("Nothing was found wrong: " + ", ".join(sorted({name for name, _ in checks})) + "."))
            continue
        st.markdown("\n".join(f"- **{plain(name)}:** {plain(message)}" for name, message in checks))


def set_aside(view: View) -> None:
    """The rows that were not loaded, each with its reason; all of them can be downloaded."""
    if view.store is None:
        return
    st.header("Rows set aside", anchor=False)
    aside = view.store.set_aside()
    if aside.empty:
        st.write("No row was set aside: every row read is loaded or is a duplicate.")
        return
    st.write(
        "These rows could not be read and are in no figure. Mend the export or its layout and load the file again: "
        "they then come back."
    )
    shown = aside.head(_SHOWN).fillna("").astype(str)
    st.table(shown.map(plain).rename(columns=_heading), hide_index=True)
    if len(aside) > _SHOWN:
        st.markdown(small(f"The first {_SHOWN} of {say_count(len(aside))}; all are in the download."))
    st.download_button(
        "Download the rows set aside (CSV)",
        set_aside_csv(aside),
        "rows-set-aside.csv",
        "text/csv",
        key="csv-set-aside",
        on_click="ignore",
    )


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize()
