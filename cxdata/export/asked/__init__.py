"""Exhibits that are asked for, of a measure or a finding: by a page through its caches, by a paper from the store."""

from cxdata.export.asked.course import by_whole_months, exhibit_of_course, exhibit_of_mix
from cxdata.export.asked.evidence import evidence
from cxdata.export.asked.narrowed import say_narrowed, say_narrowed_figure, with_note, with_scope
from cxdata.export.asked.plainly import about_plainly
from cxdata.export.asked.split import (
    FIVE,
    exhibit_of_split,
    lines_of_all,
    most_to_say,
    name_of_selection,
    picked_out,
    split_answer,
    splits_of,
)

__all__ = [
    "FIVE",
    "about_plainly",
    "by_whole_months",
    "evidence",
    "exhibit_of_course",
    "exhibit_of_mix",
    "exhibit_of_split",
    "lines_of_all",
    "most_to_say",
    "name_of_selection",
    "picked_out",
    "say_narrowed",
    "say_narrowed_figure",
    "split_answer",
    "splits_of",
    "with_note",
    "with_scope",
]
