"""Keeping a copy on the Data page: of the whole folder, and of the key for customers, in plain words."""

from cxdata.ingest.profile.keys import CUSTOMER_KEY
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.text import mark, small
from cxdata.ui.parts.walk import section


def keep_a_copy() -> None:
    """Where everything lies, and the two commands that keep it."""
    section("Keep a copy: the backup and the key", _say, key="keeping")


def _say() -> None:
    elements.markdown(f"Everything lies in one folder: {cache.folder().absolute()}")
    elements.markdown(
        mark(
            "**A backup** is one file with all of it: figures, settings, layouts, editions and both keys. Make one "
            "after each load, and keep it where only you can read it, such as your own drive.\n\n"
            "`python -m cxdata backup backup.zip` writes it; `python -m cxdata restore backup.zip` brings it back."
        )
    )
    elements.markdown(
        mark(
            "**The key** ({}) makes the same customer the same number in every file, and nobody can walk back from it. "
            "Without it no further file can be loaded, so keep a copy, apart from the folder.\n\n"
            "`python -m cxdata key save key.txt` writes it; `python -m cxdata key restore key.txt` brings it back.",
            CUSTOMER_KEY.file,
        )
    )
    elements.markdown(small("Neither is written over a file that is there. What a backup takes the place of is kept."))
