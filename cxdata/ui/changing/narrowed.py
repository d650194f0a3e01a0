"""What the pages that narrow to a choice say of it: their comparison is with the past, not with the others."""

from collections.abc import Sequence

from cxdata.analysis.result import say_list
from cxdata.measures import DIMENSIONS
from cxdata.measures.words import say_level
from cxdata.scope import Scope


def say_narrowed(scope: Scope, *, unknown: Sequence[str] = ()) -> str:
    """'This page is of ward Abbey only.'; "" where nothing is chosen. `unknown` are the measures left out for it."""
    if not scope.choices:
        return ""
    chosen = [
        f"{DIMENSIONS[name].title.lower()} {say_list([say_level(name, value) for value in values])}"
        for name, values in scope.choices
    ]
    left_out = f" Left out, as not known by it: {say_list(list(unknown))}." if unknown else ""
    return f"This page is of {say_list(chosen)} only.{left_out}"
