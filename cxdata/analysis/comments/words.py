"""What people say in sentences: the finding, how many wrote, and what a theme is."""

from cxdata.analysis.comments.page import ASKED, DISSATISFIED, ELSEWHERE, SATISFIED, Comments, Who
from cxdata.analysis.comments.themes import LEAST_A_SIDE, LEAST_WRITING, Theme
from cxdata.analysis.result import capitalise
from cxdata.measures.words import say_count
from cxdata.stats.keyness import FEWEST

HOW = (
    f"A theme is a phrase that at least {FEWEST} customers wrote: at least twice as large a share of the one side as "
    "of the other, and more than chance gives among so many phrases (log-likelihood, with an allowance for having "
    "looked at them all). A customer counts once, however often a word is repeated.",
    "Phrases that the same people write are one theme; its count is of those who write the phrase itself, so others "
    "who mean the same in other words are not in it.",
    "What this cannot tell you: what those think who wrote nothing. Comments in other languages are counted, not read.",
)
NONE_LOADED = "No survey answer has a comment: load an export with a column of what people wrote"
NOBODY_PASSED = "Nobody has passed these comments yet, so none is quoted (Data page)."
SEARCHED = {
    DISSATISFIED: "sets the dissatisfied apart",
    SATISFIED: "sets the satisfied apart",
    ELSEWHERE: "is said here and not elsewhere",
}


def quoted(phrase: str) -> str:
    """A phrase in quotation marks."""
    return f"“{phrase}”"


def share_of(count: float, people: float) -> float:
    """A share of people, nan of none."""
    return count / people if people else float("nan")


def say_share(count: float, who: Who) -> str:
    """'16%', 'none', 'under 1%'."""
    share = share_of(count, who.read)
    if count == 0:
        return "none"
    return "under 1%" if share < 0.005 else f"{share:.0%}"


def say_found(result: Comments) -> str:
    """The finding in at most 20 words."""
    ours, theirs = ASKED[result.asked]
    if not result.loaded:
        return NONE_LOADED
    if not result.enough:
        return f"Too few people wrote to say what {SEARCHED[result.asked]}"
    if not result.themes:
        return f"No phrase {SEARCHED[result.asked]} by more than chance"
    first = result.themes[0]
    here, there = say_share(first.here, result.here), say_share(first.there, result.there)
    return f"{capitalise(ours)} who wrote say {quoted(first.phrase)}: {here}, against {there} of {theirs}"


def say_beside(result: Comments) -> tuple[str, ...]:
    """What a reader must know beside the themes, the most important first."""
    ours, theirs = ASKED[result.asked]
    said = []
    if result.enough and not result.themes:
        said.append(f"A phrase of fewer than {FEWEST} customers is never shown.")
    elif not result.enough and result.loaded:
        said.append(
            f"Themes need {LEAST_WRITING} people who wrote, {LEAST_A_SIDE} of each side: here "
            f"{say_count(result.here.read)} of {ours} and {say_count(result.there.read)} of {theirs}."
        )
    if drawn := [who for who in (result.here, result.there) if who.read < who.people]:
        read = " and ".join(f"{say_count(who.read)} of {say_count(who.people)}" for who in drawn)
        said.append(f"Read were those of {read} people, drawn by chance.")
    if other := result.here.other_language + result.there.other_language:
        said.append(f"{say_count(other)} seem to be in another language: counted, not read.")
    if blank := result.here.without_words + result.there.without_words:
        said.append(f"{say_count(blank)} have no word in them.")
    if result.loaded and not result.passed:
        said.append(NOBODY_PASSED)
    elif result.passed < result.loaded:
        said.append(f"Quoted are only the {say_count(result.passed)} comments that a person has passed.")
    return tuple(said)


def say_theme(theme: Theme, result: Comments) -> str:
    """'86 of 524 of the dissatisfied who wrote (16%), against none of the satisfied.'"""
    ours, theirs = ASKED[result.asked]
    here, there = say_share(theme.here, result.here), say_share(theme.there, result.there)
    many = f"{say_count(theme.here)} of {say_count(result.here.read)} of {ours} who wrote ({here})"
    also = f" They also write: {', '.join(map(quoted, theme.also))}." if theme.also else ""
    return f"{many}, against {there} of {theirs}.{also}"
