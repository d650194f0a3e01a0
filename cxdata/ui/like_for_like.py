"""The parts of the like-for-like page: did the service change, or only who is counted?"""

from functools import partial

import streamlit as st

from cxdata.analysis.like_for_like.split import LikeForLike, is_made_of, split_change
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
    possible = [DIMENSIONS[name] for name in splits(measure)]
    return {one.title: one.id for one in possible if not one.calendar and not is_made_of(measure, one)}


def _opening_split(view: View, measure: Measure, by: list[str]) -> int:
    """The place of the split that the page opens on: by channel, or else the first with more than one group."""
    order = sorted(by, key=lambda name: name != DEFAULT_BY)
    varied = (name for name in order if len(cache.answer(measure.id, (name,), view.scope).frame) > 1)
    return by.index(next(varied, order[0]))


def like_for_like(view: View) -> None:
    """Choose a measure and a split: the sentence, any warning, the waterfall and each group's part."""
    left, right = st.columns(2)
    with left:
        measure = choose_measure(split_by_mix(), DEFAULT, key="split")
    by = ways(measure)
    names = list(by)
    first = _opening_split(view, measure, list(by.values()))
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


def _cards(result: LikeForLike) -> None:
    st.subheader(plain(result.sentence), anchor=False)
    if result.warning:
        st.warning(plain(result.warning))
    warn(result.warnings)
    say(*result.notes)
    rows = like_for_like_rows(result)
    name = f"{result.measure.id}-like-for-like-by-{result.by}".replace("_", "-")
    with st.grid(2, min_column_width=blocks.PAIR):
        with st.container(border=True, height="stretch", key="card-waterfall"):
            st.subheader("From before to after, in two steps", anchor=False)
            st.markdown(
                small(f"{result.measure.title}, {result.before_period} and {result.after_period}. {result.scope}.")
            )
            draw(waterfall(result), key="waterfall")
        with st.container(border=True, height="stretch", key="card-terms"):
            st.subheader(plain(result.parts_sentence), anchor=False)
            st.markdown(small(f"Each {DIMENSIONS[result.by].title.lower()}'s part in the change."))
            draw(terms(result), key="terms")
    with st.expander("The same as a table"):
        saved = words_to_save(name, rows, result.sentence, f"{result.scope}.", warnings=result.warnings)
        table(rows, saved, key=name, alt=result.sentence)
    with st.expander("About these figures"):
        explain(about_result(result.measure, result.sources, result.weights, *_HOW))
