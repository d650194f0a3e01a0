"""Keeping a copy on the Data page: of the whole folder, and of the key for customers, in plain words."""

import streamlit as st

from cxdata.ingest.profile.keys import KEY_FILE
from cxdata.ui.frame import cache
from cxdata.ui.frame.text import plain, small
from cxdata.ui.parts.walk import section


def keep_a_copy() -> None:
    """Where everything lies, and the two commands that keep it."""
    section("Keep a copy: the backup and the key", _say, key="keeping")


def _say() -> None:
    folder = cache.folder().absolute()
    st.write(plain(f"Everything lies in one folder: {folder}"))
    st.write(
        "**A backup** is one file with all of it: figures, settings, layouts and the key. Make one after each load, "
        "and keep it where only you can read it, such as your own drive."
    )
    st.code("python -m cxdata backup backup.zip\npython -m cxdata restore backup.zip", language=None)
    st.write(
        f"**The key** ({KEY_FILE}) makes the same customer the same number in every file, and nobody can walk back "
        "from it. Without it no further file can be loaded, so keep a copy, apart from the folder."
    )
    st.code("python -m cxdata key save key.txt\npython -m cxdata key restore key.txt", language=None)
    st.markdown(small("A backup and a copy never write over a file that is there. What a backup replaces is kept."))
