"""The parts of the page on hidden groups: who is worse served than the average shows, and how far to trust the list."""

from functools import partial

import streamlit as st

from cxdata.analysis.hidden.people import people
from cxdata.analysis.hidden.search import SHUFFLES, STABLE_RUNS, Hidden, Pockets, pockets, shuffled
from cxdata.analysis.result import in_100
from cxdata.analysis.satisfaction.bounds import satisfaction_bounds
from cxdata.charts import bars, hidden
from cxdata.contract import tables_by_choice
from cxdata.measures import DIMENSIONS
from cxdata.ui import hidden_lists, hidden_published
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View, href
from cxdata.ui.frame.text import plain
from cxdata.ui.parts.cards import card, draw
from cxdata.ui.parts.results import answered, say, show, warn

_ONE_AT_A_TIME = ("channel", "customer_type", "service", "ward")


def worse_served(view: View) -> None:
    """The page below its opening: for officers the search with its evidence, published who is on the list."""
    search = cache.ask(pockets, scope=view.scope)
    published = partial(hidden_published.worse_served, view, search)
    show(search, partial(_everything, view), published=published, waiting=hidden_published.WAITING)


def _everything(view: View, result: Pockets) -> None:
    headline(view, result)
    groups(view, result)
    shuffle(view, result)
    who_answered(view)
    hidden_lists.keep(view, result)
    hidden_lists.test_again(view)


def headline(view: View, result: Pockets) -> None:
    """The average, and at once what it hides."""
    hidden_published.average_and_what_it_hides(view, _what_it_hides(result))
    if result.search.searched and not result.pockets:
        st.success(plain(f"No hidden group was found in this selection. {result.sentence}"))
    say(result.sentence if result.pockets else "", result.detectable_sentence)
    warn(result.warnings)


def _what_it_hides(result: Pockets) -> str:
    if not result.pockets:
        return "No group of customers is clearly worse served." if result.search.searched else result.sentence
    first = result.pockets[0].pocket
    who = people(first.conditions)
    more = len(result.pockets) - 1
    others = f" {more} more such {'group is' if more == 1 else 'groups are'} below." if more else ""
    return (
        f"But of the {first.responses:,} {who[:1].lower()}{who[1:]}, {in_100(first.rate)} are dissatisfied, against "
        f"{in_100(first.rest_rate)} of everybody else: about {first.excess:,.0f} more people than if they were served "
        f"like the rest.{others}"
    )


def groups(view: View, result: Pockets) -> None:
    """Every group on the list with its evidence and a question; by one fact at a time where the search is off."""
    if not result.search.searched:
        hidden_published.one_fact_at_a_time(view)
        return
    if len(result.pockets) > 1:
        with st.container(border=True, key="card-excess"):
            st.subheader("How many people it is about", anchor=False)
            draw(hidden.excess(result), key="excess")
    again = _found_again(view, result) if result.pockets else {}
    for place, one in enumerate(result.pockets, start=1):
        with st.container(border=True, key=f"card-group-{place}"):
            st.subheader(plain(f"{place}. {one.people}"), anchor=False)
            _one(view, one, place, again.get(one.people))
    say(*result.notes)


def _one(view: View, one: Hidden, place: int, again: float | None) -> None:
    left, right = st.columns([3, 2])
    with left:
        st.markdown(plain(one.sentence))
        st.markdown(f"**Ask:** *{plain(one.question)}*")
        say(one.worst, *one.rest, one.also, one.estimate_sentence, one.counting)
        if again is not None:
            say(f"Found again in {in_100(again)} re-runs of the search on re-drawn surveys.")
    with right:
        draw(hidden.rates(one), key=f"rates-{place}")
    _evidence(view, one, place)


def _evidence(view: View, one: Hidden, place: int) -> None:
    """The group beside its neighbours, one fact changed at a time, and the way to its own figures."""
    with st.expander("See the evidence"):
        for dimension, value in one.pocket.conditions.items():
            answer = cache.answer("dissatisfied", (dimension,), one.scope.with_choice(dimension))
            chosen = value if value in set(answer.frame[dimension]) else None
            others = " and ".join(DIMENSIONS[name].title.lower() for name in one.pocket.conditions if name != dimension)
            title = f"The same customers by {DIMENSIONS[dimension].title.lower()}" + (
                f", with {others} as in the group" if others else ""
            )
            card(answer, title, partial(bars.bars, highlight=chosen), key=f"evidence-{place}-{dimension}")
    if set(one.pocket.conditions) <= set(tables_by_choice()):
        st.markdown(f"[See everything about this group on the Satisfaction page]({href('satisfaction', one.scope)})")
    else:
        beyond = [DIMENSIONS[name].title.lower() for name in one.pocket.conditions if name not in tables_by_choice()]
        say(f"Other pages cannot be narrowed by {' or '.join(beyond)}: the evidence for this group is above.")


def _found_again(view: View, result: Pockets) -> dict[str, float | None]:
    """On demand: how often re-drawn surveys lead to the same group."""
    if not _pressed(view, f"Would it be found again? Re-run the search on {STABLE_RUNS} re-drawn surveys", "again"):
        return {}
    with st.spinner(f"Searching {STABLE_RUNS} re-drawn surveys…"):
        checked = cache.ask(pockets, scope=view.scope, stability=STABLE_RUNS).for_officers()
    return {one.people: one.found_again for one in checked.pockets}


def shuffle(view: View, result: Pockets) -> None:
    """On demand: what the search lists in surveys where there is nothing to find."""
    if not result.search.searched:
        return
    st.header("Would it find something in any survey?", anchor=False)
    st.markdown(
        "Shuffle who was dissatisfied, so that nobody is worse served than anybody else: whatever is found is chance."
    )
    if _pressed(view, f"Shuffle the survey {SHUFFLES} times", "shuffle"):
        with st.spinner("Shuffling and searching…"):
            test = answered(cache.ask(shuffled, scope=view.scope).for_officers)
        if test:
            st.success(plain(test.sentence))


def _pressed(view: View, label: str, name: str) -> bool:
    """A button that stays pressed for as long as the selection stays the same."""
    asked = (view.loaded.version, view.scope)
    if st.button(label, key=f"press-{name}"):
        st.session_state[f"_pressed-{name}"] = asked
    return bool(st.session_state.get(f"_pressed-{name}") == asked)


def who_answered(view: View) -> None:
    """How many answered, who they are, and what those who did not could change."""
    st.header("Who answered, and who did not", anchor=False)
    if bounds := answered(cache.ask(satisfaction_bounds, scope=view.scope).for_officers):
        for sentence in (bounds.sentence, bounds.bounds_sentence, bounds.tipping_sentence, bounds.heard_sentence):
            if sentence:
                st.markdown(plain(sentence))
        say(bounds.weighted.sentence, *bounds.weighted.problems)
    hidden_published.by_who_was_asked(view)
