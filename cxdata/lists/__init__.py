"""Lists that an officer keeps: CSV files in the data folder, opened in Excel or changed in the app, entry by entry.

`model` (what a list and an entry are), `reading` (a file, however a person saved it), `changing` (entries added,
changed and withdrawn, so that two who do it at once and a stop at any moment lose nothing), `history` (who changed
what, when and why), `tracker` (recommendations, actions and promises).
"""

from cxdata.lists.changing import add_entries, add_entry, change_entry, withdraw_entry
from cxdata.lists.history import CUT_OFF, Version, every_version, history, withdrawn
from cxdata.lists.model import Column, Entry, Kept, ListFile
from cxdata.lists.reading import entries_of, read_list

__all__ = [
    "CUT_OFF",
    "Column",
    "Entry",
    "Kept",
    "ListFile",
    "Version",
    "add_entries",
    "add_entry",
    "change_entry",
    "entries_of",
    "every_version",
    "history",
    "read_list",
    "withdraw_entry",
    "withdrawn",
]
