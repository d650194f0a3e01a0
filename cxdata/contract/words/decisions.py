"""How a complaint was decided, in whatever words a register has it: 'Upheld in part', 'Not justified', 'Yes'."""

import re

UPHELD, PARTLY, NOT_UPHELD = "upheld", "partly upheld", "not upheld"
_FOUND = "(upheld|justified|founded|substantiated)"
_LEFT, _RIGHT = "(^|[^a-z])", "([^a-z]|$)"
# "Unjustified" is one word, "not partly justified" three.
_NOT = f"{_LEFT}(not |non[ -]|un)(fully |partly |partially )?{_FOUND}{_RIGHT}|^(no|n)$|^no (fault|maladministration)"
_PART = f"{_LEFT}(part|partly|partial|partially){_RIGHT}"
_WHOLE = f"{_LEFT}{_FOUND}{_RIGHT}|^(yes|y)$|^(fault|maladministration)( |$)"


def decision(column: str) -> str:
    """The SQL of `UPHELD`, `PARTLY` or `NOT_UPHELD` as the words of a column say; null where they say none of them."""
    words = f"lower(trim({column}::varchar))"
    return (
        f"(case when regexp_matches({words}, '{_NOT}') then '{NOT_UPHELD}' "
        f"when regexp_matches({words}, '{_PART}') then '{PARTLY}' "
        f"when regexp_matches({words}, '{_WHOLE}') then '{UPHELD}' end)"
    )


def is_decision(text: str) -> bool:
    """Whether a text names a decision on a complaint, and not just any answer: 'Partly upheld', but not 'Yes'."""
    return re.search(f"{_LEFT}(un)?{_FOUND}{_RIGHT}", text.casefold()) is not None
