"""How much of a long test is run: a sample of it every time, the whole of it with CX_WHOLE=1."""

import os

WHOLE = os.environ.get("CX_WHOLE", "") not in ("", "0")


def sample(few: int, whole: int) -> int:
    """So many cases, seeds or examples: `few` in every run, `whole` where the whole is asked for."""
    return whole if WHOLE else few
