"""What is loaded: how far it can be trusted, each file's days at a glance, and the rows that were set aside."""

from dataclasses import replace

from cxdata.charts.files import days_held
from cxdata.charts.parts.alt import say_more
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.export.loaded import (
    SHAPES,
    checks_in_words,
    files_held,
    files_in_words,
    say_trust,
    set_aside_csv,
    verdicts_in_words,
)
from cxdata.measures.words import say_count
from cxdata.store import Store
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import listed, mark, small
from cxdata.ui.parts.screen import first_screen as on_first_screen

MOST, MOST_NARROW = 9, 5
"""Files drawn on the first screen (on a phone), those that cannot be trusted first; all are in the table."""
_SHOWN = 50


def first_screen(view: View) -> None:
    """What cannot be trusted, or that all is well, with the days that each file holds."""
    if view.store is None:
        on_first_screen("Nothing is loaded yet: choose the files that your systems export", None)
        return
    days = _days(view)
    on_first_screen(days.finding, days)


@cache.part
def _days(view: View) -> Exhibit:
    store, narrow = view.loaded, view.narrow
    files, most = files_held(store), MOST_NARROW if narrow else MOST
    notes = filter(None, [say_more(len(files) - most, "file")])
    rows, says = files_in_words(store), say_trust(store)
    return Exhibit(
        key="files",
        finding=says,
        chart=replace(days_held(files[:most], narrow=narrow), notes=tuple(notes)),
        scope="Everything loaded",
        source=f"the checks of store {store.version}",
        rows=rows,
        download=words_to_save("files-loaded", rows, says),
    )


def say_checks(store: Store) -> str:
    """The title of the section with what the checks found: 'How far to trust it: 1 do not use, 18 use with care'."""
    said = verdicts_in_words(store)
    return f"How far to trust it: {said}" if said else "How far to trust it"


def trust(store: Store) -> None:
    """What the checks found, the worst first: each verdict a word and a shape."""
    for verdict, checks in checks_in_words(store):
        elements.subheader(f"{SHAPES[verdict]} ({len(checks)})", anchor=False)
        if verdict == "fine":
            elements.markdown("Nothing was found wrong: " + ", ".join(sorted({name for name, _ in checks})) + ".")
            continue
        elements.markdown(listed(mark("**{}:** {}", name, message) for name, message in checks))


def say_set_aside(store: Store) -> str:
    """The title of the section with the rows set aside: 'Rows set aside: 14'."""
    return f"Rows set aside: {say_count(len(store.set_aside()))}"


def set_aside(store: Store) -> None:
    """The rows that were not loaded, each with its reason; all of them can be downloaded."""
    aside = store.set_aside()
    if aside.empty:
        elements.markdown("No row was set aside: every row read is loaded or is a duplicate.")
        return
    elements.markdown(
        "These rows could not be read and are in no figure. Mend the export or its layout and load the file again: "
        "they then come back."
    )
    shown = aside.head(_SHOWN).fillna("").astype(str)
    elements.table(shown.rename(columns=_heading))
    if len(aside) > _SHOWN:
        elements.markdown(small(f"The first {_SHOWN} of {say_count(len(aside))}; all are in the download."))
    elements.download_button(
        "Download the rows set aside (CSV)",
        set_aside_csv(aside),
        "rows-set-aside.csv",
        "text/csv",
        key="csv-set-aside",
        on_click="ignore",
    )


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize()
