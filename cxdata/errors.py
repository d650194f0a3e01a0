"""The one error a reader may see: what was wrong, where, and what to do about it; and the nearest right name."""

from collections.abc import Iterable
from difflib import get_close_matches


class CxError(Exception):
    """A fault in what was given (a file, a name, a setting), told in a sentence that can be shown as it is.

    Any other exception is a bug in the product and is allowed to fail loudly.
    """


def suggest_nearest(name: str, choices: Iterable[str]) -> str:
    """A sentence with the names most like the one given, or all of them where none is like it and they are few."""
    all_choices = list(choices)
    by_folded = {choice.casefold(): choice for choice in all_choices}
    close = [by_folded[match] for match in get_close_matches(name.casefold(), by_folded, n=3, cutoff=0.5)]
    close += [c for c in all_choices if name.casefold() in c.casefold() and c not in close][: 3 - len(close)]
    if close:
        return f"Did you mean {_or(close)}?"
    if not all_choices:
        return "There is nothing loaded to choose from."
    return (
        f"There is {_or(all_choices)}."
        if len(all_choices) <= 12
        else f"There are {len(all_choices)}, such as {_or(all_choices[:5])}."
    )


def _or(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
