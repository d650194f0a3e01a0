"""By what a company or other body is known, however its name is written: 'Pellmark Ltd.', 'PELLMARK LIMITED'."""

import re

_FORM = re.compile(r"( (ltd|limited|plc|llp|cic|inc))+$")


def body_key(name: str) -> str:
    """What two spellings of one body's name have in common: no case, stops, blanks, and no legal form at its end."""
    words = re.sub(r"[^\w&]+", " ", re.sub(r"[.'’]", "", name.casefold())).replace("&", " and ")
    plain = " ".join(words.split()).removeprefix("the ")
    return (_FORM.sub("", plain) or plain).replace(" ", "")
