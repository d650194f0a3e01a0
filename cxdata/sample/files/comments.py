"""What people wrote: a quarter of the answers, some with personal data in it (all invented) that must not survive."""

import numpy as np

from cxdata.sample.services import SERVICE_NAMES

_GOOD = (
    "Very helpful, sorted straight away.",
    "Quick and polite, thank you.",
    "Easy to use and no waiting.",
    "The person I spoke to knew what they were doing.",
    "Simple form, done in five minutes.",
    "Kept me informed all the way through.",
)
_MIXED = (
    "Fine, but it took longer than I was told.",
    "All right in the end. The letter was hard to follow.",
    "Got there, though the menu has too many options.",
)
_BAD = (
    "Nobody rang me back as promised.",
    "Had to explain everything again to a second person.",
    "The form gave an error at the last page so I had to ring.",
    "Waited far too long and then was cut off.",
    "Still not done after three weeks.",
    "The letter made no sense and the website says something else.",
)
_POCKET = (
    "Nobody on the phone understands business rates relief, I was passed around four times.",
    "Rang about my rates revaluation and was passed around again. No call back.",
    "Small shop, wrong rates bill for the third year. The phone line cannot see business accounts.",
    "Was told only the rates team can help and they do not take calls.",
    "Passed around between council tax and business rates, nobody could see my account.",
)
# Personal data of every kind that must be taken out before a comment is stored. Numbers are from the ranges kept for
# drama, addresses at example.org, postcodes of an area that does not exist.
PERSONAL = (
    "My name is Marjory Tippleworth and you can ring me on 07700 900{n:03d}.",
    "Please e-mail me at m.tippleworth{n}@example.org about this.",
    "I live at 14 Osier Lane, ZQ4 7LB and the lorry never comes down here.",
    "Call me back on 01632 960{n:03d}, I am home after four.",
    "My name is Dagwin Pellafry. My number is +44 7700 900{n:03d}.",
    "Write to dagwin.pellafry{n}@example.org or to ZQ11 2XX.",
)
_EVERY = 60


def comments(score: np.ndarray, service: np.ndarray, pocket: np.ndarray, rng: np.random.Generator) -> list[str | None]:
    """One comment or None for each answer; the unhappy write more often."""
    number = len(score)
    writes = rng.random(number) < np.where(score <= 2, 0.62, np.where(score == 3, 0.35, 0.18))
    choice = rng.integers(0, 1_000_000, number)
    texts: list[str | None] = []
    written = 0
    for row in range(number):
        if not writes[row]:
            texts.append(None)
            continue
        text = _words(int(score[row]), bool(pocket[row]), int(choice[row]))
        if choice[row] % 5 == 0:
            text = f"{SERVICE_NAMES[service[row]]}: {text}"
        written += 1
        if written % _EVERY == 0:
            text += " " + PERSONAL[written // _EVERY % len(PERSONAL)].format(n=written // _EVERY % 900 + 100)
        texts.append(text)
    return texts


def _words(score: int, pocket: bool, choice: int) -> str:
    if score >= 4:
        return _GOOD[choice % len(_GOOD)]
    if score == 3:
        return _MIXED[choice % len(_MIXED)]
    return (_POCKET if pocket else _BAD)[choice % len(_POCKET if pocket else _BAD)]
