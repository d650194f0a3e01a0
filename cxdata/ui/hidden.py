"""The parts of the page on hidden groups: who is worse served than the average shows, and how far to trust the list."""

from functools import partial

import streamlit as st

from cxdata.analysis.hidden.as_counted import split_as_counted
from cxdata.analysis.hidden.changes import drivers
from cxdata.analysis.hidden.people import people
from cxdata.analysis.hidden.search import DEFAULT, SHUFFLES, STABLE_RUNS, Hidden, Pockets, pockets, search_shuffled
from cxdata.analysis.hidden.shares import SHARES, Share
from cxdata.analysis.result import in_100
from cxdata.analysis.satisfaction.bounds import satisfaction_bounds
from cxdata.charts import bars, hidden
from cxdata.contract import tables_by_choice
from cxdata.measures import DIMENSIONS
from cxdata.measures.words import say_value
from cxdata.stats.pockets.cells import values_of
from cxdata.ui import hidden_lists, hidden_published
from cxdata.ui.frame import cache
from cxdata.ui.frame.app import View
from cxdata.ui.frame.go import go_to
from cxdata.ui.frame.text import plain
from cxdata.ui.parts.cards import card, draw
from cxdata.ui.parts.choose import choose_measure
from cxdata.ui.parts.results import answer_or_say_why, say, show, warn

_ONE_AT_A_TIME = ("channel", "customer_type", "service", "ward")


def worse_served(view: View) -> None:
    """The page below its opening: for officers the search with its evidence, published who is on the list.

    Officers choose the share to look behind; what is published is of the survey's dissatisfied.
    """
    measure = DEFAULT if cache.publishing() else _share_to_search(view)
    search = cache.ask(pockets, scope=view.scope, measure=measure)
    published = partial(hidden_published.worse_served, view, search)
    show(search, partial(_everything, view), published=published, waiting=hidden_published.WAITING)


def _share_to_search(view: View) -> str:
    """The id of the share to look behind: the survey's dissatisfied, or another of which something is loaded."""
    loaded = {
        share.of.title: share.of
        for share in SHARES.values()
        if share.measure == DEFAULT or share.of.table in view.loaded.spans
    }
    if len(loaded) < 2:
        return DEFAULT
    return choose_measure(loaded, DEFAULT, key="share", label="Which share to look behind").id


def _everything(view: View, result: Pockets) -> None:
    headline(view, result)
    groups(view, result)
    drivers_of_change(view, result)
    shuffle(view, result)
    if result.share.is_survey:
        who_answered(view)
    hidden_lists.keep(view, result)
    hidden_lists.test_again(view)


def headline(view: View, result: Pockets) -> None:
    """The average, and at once what it hides."""
    hides = _what_it_hides(result)
    if result.share.is_survey:
        hidden_published.average_and_what_it_hides(view, hides)
    else:
        st.header(plain(f"{_average(view, result)} {hides}".strip()), anchor=False)
    if result.search.searched and not result.pockets:
        st.success(plain(f"No hidden group was found in this selection. {result.sentence}"))
    say(result.sentence if result.pockets else "", result.detectable_sentence)
    warn(result.warnings)


def _average(view: View, result: Pockets) -> str:
    """The average of a share that is not of a survey, as a member quotes it; "" where there is none."""
    answer = cache.answer(result.measure, (), view.scope)
    value = float(answer.frame["value"].iloc[0]) if len(answer.frame) else float("nan")
    return (
        f"{answer.measure.title}: {say_value(answer.measure, value)} of {answer.measure.base}."
        if value == value
        else ""
    )


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


def groups(view: View, result: Pockets) -> None:
    """Every group on the list with its evidence and a question; by one fact at a time where the search is off."""
    if not result.search.searched:
        dimensions = () if result.share.is_survey else result.share.dimensions[:4]
        hidden_published.one_fact_at_a_time(view, result.measure, dimensions)
        return
    if len(result.pockets) > 1:
        with st.container(border=True, key="card-excess"):
            st.subheader("How many people it is about", anchor=False)
            draw(hidden.excess(result), key="excess")
    again = _found_again(view, result) if result.pockets else {}
    for number, group in enumerate(result.pockets, start=1):
        with st.container(border=True, key=f"card-group-{number}"):
            st.subheader(plain(f"{number}. {group.people}"), anchor=False)
            _group(view, result, group, number, again.get(group.people))
    say(*result.notes)
    with st.expander("About these groups: what no search can mend, and how bad they may really be"):
        for sentence in (*result.limits, *(f"{group.people}: {group.about}" for group in result.pockets)):
            st.markdown(f"- {plain(sentence)}")


def _group(view: View, result: Pockets, group: Hidden, number: int, again: float | None) -> None:
    left, right = st.columns([3, 2])
    with left:
        st.markdown(plain(group.sentence))
        st.markdown(f"**Ask:** *{plain(group.question)}*")
        if group.dates.flagged:
            st.warning(plain(group.dates.sentence))
        say("" if group.dates.flagged else group.dates.sentence, group.together)
        say(group.worst, *group.rest, group.also, group.estimate_sentence, group.counting)
        if again is not None:
            say(f"Found again in {in_100(again)} re-runs of the search on re-drawn data.")
    with right:
        draw(hidden.rates(group, result.share.bad), key=f"rates-{number}")
    _evidence(view, result, group, number)


def _evidence(view: View, result: Pockets, group: Hidden, number: int) -> None:
    """The group beside its neighbours, one fact changed at a time, and the way to its own figures."""
    with st.expander("See the evidence"):
        for dimension, value in group.pocket.conditions.items():
            beside = group.scope.with_choice(dimension)
            answer = cache.ask(split_as_counted, result.measure, dimension, scope=beside).for_officers()
            named = values_of(value)[0]
            highlight = named if named in set(answer.frame[dimension]) else None
            others = " and ".join(
                DIMENSIONS[name].title.lower() for name in group.pocket.conditions if name != dimension
            )
            title = f"The same {result.share.things} by {DIMENSIONS[dimension].title.lower()}" + (
                f", with {others} as in the group" if others else ""
            )
            card(answer, title, partial(bars.bars, highlight=highlight), key=f"evidence-{number}-{dimension}")
    if not result.share.is_survey:
        return
    if set(group.pocket.conditions) <= set(tables_by_choice()):
        go_to("satisfaction", group.scope, "See everything about this group on the Satisfaction page")
    else:
        beyond = [DIMENSIONS[name].title.lower() for name in group.pocket.conditions if name not in tables_by_choice()]
        say(f"Other pages cannot be narrowed by {' or '.join(beyond)}: the evidence for this group is above.")


def _found_again(view: View, result: Pockets) -> dict[str, float | None]:
    """On demand: how often re-drawn surveys lead to the same group."""
    redrawn = f"{STABLE_RUNS} re-drawn {'surveys' if result.share.is_survey else 'sets of ' + result.share.things}"
    if not _stays_pressed(view, f"Would it be found again? Re-run the search on {redrawn}", "again"):
        return {}
    with st.spinner(f"Searching {redrawn}…"):
        checked = cache.ask(pockets, scope=view.scope, measure=result.measure, stability=STABLE_RUNS).for_officers()
    return {group.people: group.found_again for group in checked.pockets}


def drivers_of_change(view: View, result: Pockets) -> None:
    """What drove the change since the period before, by several facts at once; the parts add up to the change."""
    st.header("What drove the change since the period before", anchor=False)
    change = answer_or_say_why(cache.ask(drivers, scope=view.scope, measure=result.measure).for_officers)
    if change is None:
        return
    st.markdown(f"**{plain(change.sentence)}**")
    for part in change.parts:
        st.markdown(f"- {plain(part.sentence)}")
    say(
        f"The groups' parts and that of everybody else ({100 * change.rest:+.2f} percentage points) add up to the "
        f"change of {100 * change.change:+.2f}.",
        *change.notes,
    )


def shuffle(view: View, result: Pockets) -> None:
    """On demand: what the search lists in surveys where there is nothing to find."""
    if not result.search.searched:
        return
    share = result.share
    st.header(f"Would it find something in any {'survey' if share.is_survey else 'data'}?", anchor=False)
    nobody = "nobody is worse served than anybody else" if share.is_survey else "no group is worse than any other"
    st.markdown(f"Shuffle which {share.things} {share.bad}, so that {nobody}: whatever is found is chance.")
    if _stays_pressed(view, f"Shuffle the {_drawn(share)} {SHUFFLES} times", "shuffle"):
        with st.spinner("Shuffling and searching…"):
            test = answer_or_say_why(cache.ask(search_shuffled, scope=view.scope, measure=result.measure).for_officers)
        if test:
            st.success(plain(test.sentence))


def _drawn(share: Share) -> str:
    """What is shuffled and drawn anew: the survey, or the calls themselves."""
    return "survey" if share.is_survey else share.things


def _stays_pressed(view: View, label: str, name: str) -> bool:
    """A button that stays pressed for as long as the selection stays the same."""
    question = (view.loaded.version, view.scope, st.session_state.get("share"))
    if st.button(label, key=f"press-{name}"):
        st.session_state[f"_pressed-{name}"] = question
    return bool(st.session_state.get(f"_pressed-{name}") == question)


def who_answered(view: View) -> None:
    """How many answered, who they are, and what those who did not could change."""
    st.header("Who answered, and who did not", anchor=False)
    if bounds := answer_or_say_why(cache.ask(satisfaction_bounds, scope=view.scope).for_officers):
        for sentence in (bounds.sentence, bounds.bounds_sentence, bounds.tipping_sentence, bounds.heard_sentence):
            if sentence:
                st.markdown(plain(sentence))
        say(bounds.weighted.sentence, *bounds.weighted.problems)
    hidden_published.by_who_was_asked(view)
