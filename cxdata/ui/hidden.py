"""The parts of the page on hidden groups: who is worse served than the average shows, and how far to trust the list."""

from functools import partial

import streamlit as st

from cxdata.analysis.bounds import satisfaction_bounds
from cxdata.analysis.counted import counted
from cxdata.analysis.people import people
from cxdata.analysis.plain import in_100
from cxdata.analysis.pocket_changes import drivers
from cxdata.analysis.pockets import DEFAULT, SHUFFLES, STABLE_RUNS, Hidden, Pockets, pockets, shuffled
from cxdata.analysis.shares import SHARES
from cxdata.charts import bars, pocket
from cxdata.errors import CxError
from cxdata.measures import DIMENSIONS
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count, say_value
from cxdata.scope import Scope
from cxdata.stats.pockets.cells import values_of
from cxdata.ui import cache, kept_lists, parts
from cxdata.ui.cards import card, plain
from cxdata.ui.frame import View, href
from cxdata.ui.results import answered, draw, say
from cxdata.ui.sidebar import CHOICES

_ONE_AT_A_TIME = ("channel", "customer_type", "service", "ward")


def chosen(view: View) -> str:
    """What to search: the survey's dissatisfied, or another share of which something is loaded."""
    there = {
        one.of.title: one.measure
        for one in SHARES.values()
        if one.measure == DEFAULT or (one.of.table in view.loaded.spans and not cache.publishing())
    }
    start = SHARES[DEFAULT].of.title
    if len(there) < 2:
        return DEFAULT
    titles = list(there)
    title = st.selectbox(
        "Which share to look behind", titles, index=titles.index(start), key="share", bind="query-params"
    )
    return there[title or start]


def found(view: View, measure: str) -> Pockets | None:
    """The search in the selection; None, with the reason on the page, where there is no survey.

    In the published view the list says who, and nothing else of it is shown: the figures there are Answers.
    """
    try:
        with st.spinner("Looking at every group of customers…"):
            return cache.asked(pockets, scope=view.scope, measure=measure)
    except CxError as reason:
        st.info(plain(str(reason)))
        return None


def headline(view: View, result: Pockets) -> None:
    """The average, and at once what it hides."""
    average = _average(view, result)
    hides = _published_in_short(result) if cache.publishing() else _what_it_hides(result)
    st.header(plain(f"{average} {hides}".strip()), anchor=False)
    if result.search.searched and not result.pockets:
        st.success(plain(f"No hidden group was found in this selection. {_looked_at(result)}".strip()))
    if not cache.publishing():
        say(result.sentence if result.pockets else "", result.detectable_sentence)


def _average(view: View, result: Pockets) -> str:
    """The average as a member quotes it; "" where there is none."""
    measure = "satisfied" if result.measure == DEFAULT else result.measure
    answer = cache.answer(measure, (), view.scope)
    value = float(answer.frame["value"].iloc[0]) if len(answer.frame) else float("nan")
    if value != value:
        return ""
    if result.measure == DEFAULT:
        return f"{in_100(value)} who answered are satisfied."
    return f"{answer.measure.title}: {say_value(answer.measure, value)} of {answer.measure.base}."


def _what_it_hides(result: Pockets) -> str:
    share = result.share
    if not result.pockets:
        none = "No group of customers is clearly worse served." if share.is_survey else "No group is clearly worse."
        return none if result.search.searched else result.sentence
    first = result.pockets[0].pocket
    who = people(first.conditions, share.things)
    more = len(result.pockets) - 1
    like = "if they were served like the rest" if share.is_survey else "at the rate of the rest"
    others = f" {more} more such {'group is' if more == 1 else 'groups are'} below." if more else ""
    return (
        f"But of the {first.responses:,} {who[:1].lower()}{who[1:]}, {in_100(first.rate)} {share.bad}, against "
        f"{in_100(first.rest_rate)} of {share.others}: about {first.excess:,.0f} more {share.unit} than {like}.{others}"
    )


def _looked_at(result: Pockets) -> str:
    """How many groups were looked at; the number rests on exact counts, so it is for officers."""
    return "" if cache.publishing() else result.sentence


def _published_in_short(result: Pockets) -> str:
    """The same without a count: what the search counts is exact, and for officers."""
    if not result.search.searched:
        return "There are too few answers, or too few unhappy ones, to search this selection for groups."
    number = len(result.pockets)
    if not number:
        return "No group of customers is clearly worse served."
    return f"{number} {'group of customers is' if number == 1 else 'groups of customers are'} clearly worse served."


def groups(view: View, result: Pockets) -> None:
    """Every group on the list with its evidence and a question; by one fact at a time where the search is off."""
    if not result.search.searched:
        st.subheader("By one fact about customers at a time", anchor=False)
        with st.grid(2, min_column_width=parts.PAIR):
            for dimension in _ONE_AT_A_TIME if result.share.is_survey else result.share.dimensions[:4]:
                parts.breakdown(view, result.measure, dimension, key=f"one-{dimension}")
        return
    if len(result.pockets) > 1 and not cache.publishing():
        with st.container(border=True, key="card-excess"):
            st.subheader("How many people it is about", anchor=False)
            draw(pocket.excess(result), key="excess")
    again = _found_again(view, result) if result.pockets and not cache.publishing() else {}
    for place, one in enumerate(result.pockets, start=1):
        with st.container(border=True, key=f"card-group-{place}"):
            st.subheader(plain(f"{place}. {one.people}"), anchor=False)
            if cache.publishing():
                _published(one, result)
            else:
                _one(view, result, one, place, again.get(one.people))
    if not cache.publishing():
        say(*result.notes)
        with st.expander("About these groups: what no search can mend, and how bad they may really be"):
            for sentence in (*result.limits, *(f"{one.people}: {one.about}" for one in result.pockets)):
                st.markdown(f"- {plain(sentence)}")


def _one(view: View, result: Pockets, one: Hidden, place: int, again: float | None) -> None:
    left, right = st.columns([3, 2])
    with left:
        st.markdown(plain(one.sentence))
        st.markdown(f"**Ask:** *{plain(one.question)}*")
        if one.dates.flagged:
            st.warning(plain(one.dates.sentence))
        say("" if one.dates.flagged else one.dates.sentence, one.together)
        say(one.worst, *one.rest, one.also, one.estimate_sentence, one.counting)
        if again is not None:
            say(f"Found again in {in_100(again)} re-runs of the search on re-drawn surveys.")
    with right:
        draw(pocket.rates(one, result.share.bad), key=f"rates-{place}")
    _evidence(view, result, one, place)


def _published(one: Hidden, result: Pockets) -> None:
    """The group's own figure as it may be published; the search rests on exact counts, which are for officers."""
    answer = cache.answer(result.measure, (), one.scope)
    row = answer.frame.iloc[0]
    if row["suppressed"] or row["value"] != row["value"]:
        st.markdown("Clearly worse served than everybody else. The figures are too small to publish.")
    else:
        st.markdown(
            plain(
                f"About {in_100(float(row['value']))} are dissatisfied, of about {say_count(row['denominator'])} who "
                "answered: clearly worse served than everybody else."
            )
        )


def _evidence(view: View, result: Pockets, one: Hidden, place: int) -> None:
    """The group beside its neighbours, one fact changed at a time, and the way to its own figures."""
    with st.expander("See the evidence"):
        for dimension, value in one.pocket.conditions.items():
            answer = _beside(result.measure, dimension, one.scope.with_choice(dimension))
            named = values_of(value)[0]
            highlight = named if named in set(answer.frame[dimension]) else None
            others = " and ".join(DIMENSIONS[name].title.lower() for name in one.pocket.conditions if name != dimension)
            title = f"The same customers by {DIMENSIONS[dimension].title.lower()}" + (
                f", with {others} as in the group" if others else ""
            )
            card(answer, title, partial(bars.bars, highlight=highlight), key=f"evidence-{place}-{dimension}")
    if not result.share.is_survey:
        return
    if set(one.pocket.conditions) <= set(CHOICES):
        st.markdown(f"[See everything about this group on the Satisfaction page]({href('satisfaction', one.scope)})")
    else:
        beyond = [DIMENSIONS[name].title.lower() for name in one.pocket.conditions if name not in CHOICES]
        say(f"Other pages cannot be narrowed by {' or '.join(beyond)}: the evidence for this group is above.")


def _beside(measure: str, dimension: str, scope: Scope) -> Answer:
    """The group beside its neighbours: as the search counts for officers, as every published page does otherwise."""
    if cache.publishing():
        return cache.answer(measure, (dimension,), scope)
    return cache.asked(counted, measure, dimension, scope=scope)


def _found_again(view: View, result: Pockets) -> dict[str, float | None]:
    """On demand: how often re-drawn surveys lead to the same group."""
    if not _pressed(view, f"Would it be found again? Re-run the search on {STABLE_RUNS} re-drawn surveys", "again"):
        return {}
    with st.spinner(f"Searching {STABLE_RUNS} re-drawn surveys…"):
        checked = cache.asked(pockets, scope=view.scope, measure=result.measure, stability=STABLE_RUNS)
    return {one.people: one.found_again for one in checked.pockets}


def changed(view: View, result: Pockets) -> None:
    """What drove the change since the period before, by several facts at once; the parts add up to the change."""
    if cache.publishing():
        return
    st.header("What drove the change since the period before", anchor=False)
    told = answered(lambda: cache.asked(drivers, scope=view.scope, measure=result.measure))
    if told is None:
        return
    st.markdown(f"**{plain(told.sentence)}**")
    for part in told.parts:
        st.markdown(f"- {plain(part.sentence)}")
    say(
        f"The groups' parts and that of everybody else ({100 * told.rest:+.2f} percentage points) add up to the change "
        f"of {100 * told.change:+.2f}.",
        *told.notes,
    )


def shuffle(view: View, result: Pockets) -> None:
    """On demand: what the search lists in surveys where there is nothing to find."""
    if not result.search.searched or cache.publishing():
        return
    st.header("Would it find something in any survey?", anchor=False)
    st.markdown(
        "Shuffle who was dissatisfied, so that nobody is worse served than anybody else: whatever is found is chance."
    )
    if _pressed(view, f"Shuffle the survey {SHUFFLES} times", "shuffle"):
        with st.spinner("Shuffling and searching…"):
            test = answered(lambda: cache.asked(shuffled, scope=view.scope, measure=result.measure))
        if test:
            st.success(plain(test.sentence))


def _pressed(view: View, label: str, name: str) -> bool:
    """A button that stays pressed for as long as the selection stays the same."""
    asked = (view.loaded.version, view.scope, st.session_state.get("share"))
    if st.button(label, key=f"press-{name}"):
        st.session_state[f"_pressed-{name}"] = asked
    return bool(st.session_state.get(f"_pressed-{name}") == asked)


def who_answered(view: View) -> None:
    """How many answered, who they are, and what those who did not could change."""
    st.header("Who answered, and who did not", anchor=False)
    if cache.publishing():
        parts.headlines(view, ["satisfied", "response_rate"])
    elif bounds := answered(lambda: cache.asked(satisfaction_bounds, scope=view.scope)):
        for sentence in (bounds.sentence, bounds.bounds_sentence, bounds.tipping_sentence, bounds.heard_sentence):
            if sentence:
                st.markdown(plain(sentence))
        say(bounds.weighted.sentence, *bounds.weighted.problems)
    with st.grid(2, min_column_width=parts.PAIR):
        parts.breakdown(view, "response_rate", "channel", key="asked-channel")
        parts.breakdown(view, "response_rate", "customer_type", key="asked-type")


def kept(view: View, result: Pockets) -> None:
    """For officers: keep the list, and test a kept one on later answers."""
    if not cache.publishing():
        kept_lists.keep(view, result)
        kept_lists.test_again(view)
