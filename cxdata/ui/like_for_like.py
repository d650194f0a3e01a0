"""The parts of the like-for-like page: did the service change, or only who is counted?"""

from functools import partial

import streamlit as st

from cxdata.analysis.like_for_like.split import LikeForLike, split_change
from cxdata.charts.like_for_like import terms, waterfall
from cxdata.export.download import words_to_save
from cxdata.export.results import like_for_like_rows
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.measures.model import Measure, Unit
from cxdata.measures.registry.dimensions import splits
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import plain, small
from cxdata.ui.parts import blocks
from cxdata.ui.parts.cards import about_result, draw, explain, table
from cxdata.ui.parts.choose import choose_measure
from cxdata.ui.parts.results import say, show, warn

DEFAULT, DEFAULT_BY = "satisfied", "channel"
_HOW = (
    "How the change is split: a group that grew or shrank moves the overall figure even if nothing changed within it; "
    "that is the mix. What is left is change within the groups, like for like. The two add up to the whole change "
    "(Kitagawa 1955).",
    "What this cannot tell you: why a group changed, or whether another split would tell another story.",
)


def split_by_mix() -> dict[str, Measure]:
    """The averages and shares whose change can be split: the measure by its title."""
    return {
        m.title: m
        for m in MEASURES.values()
        if m.denominator and not m.value and not m.share_of and m.unit is not Unit.PER_1000 and ways(m)
    }


def ways(measure: Measure) -> dict[str, str]:
    """The dimensions that a measure's change can be split by: id by title."""
    return {DIMENSIONS[name].title: name for name in splits(measure) if not DIMENSIONS[name].calendar}


def like_for_like(view: View) -> None:
    """Choose a measure and a split: the sentence, any warning, the waterfall and each group's part."""
    left, right = st.columns(2)
    with left:
        measure = choose_measure(split_by_mix(), DEFAULT, key="split")
    by = ways(measure)
    names = list(by)
    first = names.index(DIMENSIONS[DEFAULT_BY].title) if DEFAULT_BY in by.values() else 0
    with right:
        name = st.selectbox("Split by", names, index=first, key=f"split-by-{measure.id}")
    chosen = by[name or names[first]]
    show(
        cache.ask(split_change, measure.id, chosen, scope=view.scope),
        _cards,
        published=partial(_by_group, view, measure, chosen),
    )


def _by_group(view: View, measure: Measure, by: str) -> None:
    say("The split rests on exact counts and is for officers. The figures by group, fit to publish:")
    blocks.breakdown(view, measure.id, by, key="published-mix")


def _cards(found: LikeForLike) -> None:
    st.subheader(plain(found.sentence), anchor=False)
    if found.warning:
        st.warning(plain(found.warning))
    warn(found.warnings)
    say(*found.notes)
    rows = like_for_like_rows(found)
    name = f"{found.measure.id}-like-for-like-by-{found.by}".replace("_", "-")
    with st.grid(2, min_column_width=blocks.PAIR):
        with st.container(border=True, height="stretch", key="card-waterfall"):
            st.subheader("From before to after, in two steps", anchor=False)
            st.markdown(small(f"{found.measure.title}, {found.before_period} and {found.after_period}. {found.scope}."))
            draw(waterfall(found), key="waterfall")
        with st.container(border=True, height="stretch", key="card-terms"):
            st.subheader(plain(found.parts_sentence), anchor=False)
            st.markdown(small(f"Each {DIMENSIONS[found.by].title.lower()}'s part in the change."))
            draw(terms(found), key="terms")
    with st.expander("The same as a table"):
        saved = words_to_save(name, rows, found.sentence, f"{found.scope}.", warnings=found.warnings)
        table(rows, saved, key=name, alt=found.sentence)
    with st.expander("About these figures"):
        explain(about_result(found.measure, found.sources, found.weights, *_HOW))
