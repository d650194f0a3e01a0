"""A measure split by one dimension on a page: which splits there are, the switch between them, and one exhibit."""

from collections.abc import Mapping, Sequence

import streamlit as st

from cxdata.charts.dots import MOST
from cxdata.export import asked
from cxdata.export.asked import FIVE
from cxdata.export.exhibit import Exhibit
from cxdata.measures.query import Answer
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts.about import about_answer
from cxdata.ui.parts.asking import asking_of
from cxdata.ui.parts.walk import switch


def splits_of(measure: str, dimensions: Sequence[str] = FIVE) -> dict[str, str]:
    """Those of the dimensions that the measure can be split by and has a value of, with their titles."""
    return asked.splits_of(measure, lambda name, table: cache.present(name, (table,)), dimensions)


def opens_at(view: View, measure: str, choices: Mapping[str, str]) -> str:
    """The split that a page opens at: of what the reader has chosen, else the one with the most to say."""
    chosen = [name for name in choices if view.scope.chosen(name)]
    return chosen[0] if chosen else _most_to_say(view, measure, tuple(choices))


@cache.part
def _most_to_say(view: View, measure: str, choices: tuple[str, ...]) -> str:
    return asked.most_to_say(asking_of(view), measure, choices)


def choose_split(view: View, measure: str, choices: Mapping[str, str], *, key: str) -> Exhibit:
    """Draw the switch between the splits, and give the exhibit of the one chosen; all its groups where asked for."""
    with st.container(horizontal=not view.narrow, vertical_alignment="center"):
        by = switch("Split by", choices, key=key, start=_start(view, measure, choices, key=key))
        groups = int(_split(view, measure, by).frame["value"].notna().sum())
        everyone = groups > MOST and elements.toggle(f"All {groups}", key=f"all-{key}")
    return split_of(view, measure, by, key=f"{measure}-{by}", limit=groups if everyone else MOST)


def _start(view: View, measure: str, choices: Mapping[str, str], *, key: str) -> str:
    """The split at which the switch opens, found once a visit of the page: another filter leaves the split as it is."""
    kept = f"{key}_opens_at"
    if key not in st.session_state or st.session_state.get(kept) not in choices:
        st.session_state[kept] = opens_at(view, measure, choices)
    return str(st.session_state[kept])


@cache.part
def split_of(view: View, measure: str, by: str, *, key: str = "", limit: int = MOST) -> Exhibit:
    """The measure for each group of `by`, as `exhibit_of_split` says."""
    answer = _split(view, measure, by)
    return asked.exhibit_of_split(
        asking_of(view), measure, by, answer=answer, key=key, limit=limit, narrow=view.narrow, about=about_answer
    )


@cache.part
def _split(view: View, measure: str, by: str) -> Answer:
    return asked.split_answer(asking_of(view), measure, by)
