"""The sections on hidden groups after the first screen: further groups, and how far to trust the list."""

from functools import partial

import streamlit as st

from cxdata.analysis.hidden.changes import drivers
from cxdata.analysis.hidden.search import (
    DEFAULT,
    SHUFFLES,
    STABLE_RUNS,
    Hidden,
    Pockets,
    pockets,
    search_shuffled,
)
from cxdata.analysis.hidden.shares import SHARES
from cxdata.analysis.result import in_100, say_many
from cxdata.analysis.satisfaction.bounds import satisfaction_bounds
from cxdata.contract import tables_by_choice
from cxdata.export.asked import name_of_selection
from cxdata.export.exhibit import exhibit_of_group
from cxdata.measures import DIMENSIONS
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.go import go_to
from cxdata.ui.frame.text import mark
from cxdata.ui.hidden import lists
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.results import answer_or_say_why, say
from cxdata.ui.parts.splits import choose_split, splits_of
from cxdata.ui.parts.walk import section


def chosen_share(key: str) -> str:
    """The id of the share that the first screen looks behind, by the title in its box."""
    title = st.session_state.get(key)
    return next((share.measure for share in SHARES.values() if share.of.title == title), DEFAULT)


def walk(view: View, result: Pockets) -> None:
    """The sections that the result gives cause for; each computes nothing until it is opened."""
    more = len(result.pockets) - 1
    if more > 0:
        section(f"{say_many(more, 'further group')} like it", partial(further, view, result), key="further")
    if result.pockets:
        section("Where it is worst, and whether the rest is fine", partial(inside, view, result), key="inside")
    if result.search.searched:
        what = "survey" if result.share.is_survey else "set of figures"
        title = f"Would it be found again, and would a shuffled {what} show as much?"
        if not result.pockets:
            title = f"What could not be seen, and what a shuffled {what} shows"
        section(title, partial(trust, view, result), key="trust")
    elif splits := splits_of(result.measure, result.share.dimensions):
        section("By one fact at a time", partial(one_fact, view, result, splits), key="one-fact")
    if result.share.is_survey:
        section("Who answered, and who did not", partial(who_answered, view), key="silent")
    section("What drove the change since the period before", partial(drivers_of_change, view, result), key="drivers")
    if result.pockets or lists.any_kept():
        section("Keep this list, and test it again later", partial(keep, view, result), key="keep")


def further(view: View, result: Pockets) -> None:
    """The other groups on the list, one at a time, each among its relatives."""
    names = {group.people: number for number, group in enumerate(result.pockets) if number}
    chosen = elements.selectbox("Which group", list(names), key="further-group")
    number = names[chosen or next(iter(names))]
    group = result.pockets[number]
    whole, narrow = name_of_selection(view.scope.choices), view.narrow
    show(exhibit_of_group(result, group, key=f"group-{number}", whole=whole, narrow=narrow))
    tell(group)


def inside(view: View, result: Pockets) -> None:
    """All that is known of the first group: its worst part, the rest of its relatives, its days, and the question."""
    group = result.pockets[0]
    elements.markdown(group.sentence)
    tell(group)
    say(*result.notes)
    if not result.share.is_survey:
        return
    if set(group.pocket.conditions) <= set(tables_by_choice()):
        go_to("satisfaction", group.scope, "See everything about this group on the Satisfaction page")
        go_to("comments", group.scope, "Read what the people of this group say")
    else:
        beyond = [DIMENSIONS[name].title.lower() for name in group.pocket.conditions if name not in tables_by_choice()]
        say(f"Other pages cannot be narrowed by {' or '.join(beyond)}: the evidence for this group is above.")


def tell(group: Hidden) -> None:
    """A group in sentences: the question to ask, and what its figures rest on."""
    elements.markdown(mark("**Ask:** *{}*", group.question))
    if group.dates.flagged:
        elements.warning(group.dates.sentence)
    for sentence in (group.worst, *group.rest):
        if sentence:
            elements.markdown(sentence)
    say("" if group.dates.flagged else group.dates.sentence, group.together)
    say(group.also, group.estimate_sentence, group.counting, group.about)


def trust(view: View, result: Pockets) -> None:
    """What could not have been seen; on demand how often re-drawn surveys lead to the same groups, and what the search
    lists where there is nothing to find.
    """
    share = result.share
    elements.markdown(result.detectable_sentence)
    drawn = "survey" if share.is_survey else share.things
    redrawn = f"{STABLE_RUNS} re-drawn {'surveys' if share.is_survey else 'sets of ' + share.things}"
    if result.pockets and _stays_pressed(view, f"Re-run the search on {redrawn}", "again"):
        with elements.spinner(f"Searching {redrawn}…"):
            checked = cache.ask(pockets, scope=view.scope, measure=result.measure, stability=STABLE_RUNS)
        for group in checked.pockets:
            if group.found_again is not None:
                again = f"Found again in {in_100(group.found_again)} re-runs of the search on re-drawn data."
                elements.markdown(f"{group.people}: {again}")
    nobody = "nobody is worse served than anybody else" if share.is_survey else "no group is worse than any other"
    elements.markdown(f"Shuffle which {share.things} {share.bad}, so that {nobody}: whatever is found is chance.")
    if _stays_pressed(view, f"Shuffle the {drawn} {SHUFFLES} times", "shuffle"):
        with elements.spinner("Shuffling and searching…"):
            test = answer_or_say_why(lambda: cache.ask(search_shuffled, scope=view.scope, measure=result.measure))
        if test:
            elements.success(test.sentence)


def one_fact(view: View, result: Pockets, splits: dict[str, str]) -> None:
    """Where there are too few to search: each fact by itself."""
    say(result.sentence)
    show(choose_split(view, result.measure, splits, key="fact"))


def who_answered(view: View) -> None:
    """How many answered, who they are, and what those who did not could change."""
    if bounds := answer_or_say_why(lambda: cache.ask(satisfaction_bounds, scope=view.scope)):
        for sentence in (bounds.sentence, bounds.bounds_sentence, bounds.tipping_sentence, bounds.heard_sentence):
            if sentence:
                elements.markdown(sentence)
        say(bounds.weighted.sentence, *bounds.weighted.problems)
    if splits := splits_of("response_rate", ("channel", "customer_type", "service", "ward")):
        show(choose_split(view, "response_rate", splits, key="asked"))


def drivers_of_change(view: View, result: Pockets) -> None:
    """What drove the change since the period before, by several facts at once; the parts add up to the change."""
    change = answer_or_say_why(lambda: cache.ask(drivers, scope=view.scope, measure=result.measure))
    if change is None:
        return
    elements.markdown(mark("**{}**", change.sentence))
    for part in change.parts:
        elements.markdown(mark("- {}", part.sentence))
    say(
        f"The groups' parts and that of everybody else ({100 * change.rest:+.2f} percentage points) add up to the "
        f"change of {100 * change.change:+.2f}.",
        *change.notes,
    )


def keep(view: View, result: Pockets) -> None:
    """The list written down, and a kept one tested again."""
    lists.keep(view, result)
    lists.test_again(view)


def _stays_pressed(view: View, label: str, name: str) -> bool:
    """A button that stays pressed for as long as the selection stays the same."""
    question = (view.loaded.version, view.scope, st.session_state.get("share"))
    if elements.button(label, key=f"press-{name}"):
        st.session_state[f"_pressed-{name}"] = question
    return bool(st.session_state.get(f"_pressed-{name}") == question)
