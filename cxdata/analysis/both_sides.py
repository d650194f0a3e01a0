"""The other side of online: how long those wait who ring or come in, how many staff help, and how satisfied they are.

Digital is never told without it: wherever a figure of online is shown or saved, this sentence comes with it.
"""

import re
from collections.abc import Mapping, Sequence
from math import isnan

from cxdata.analysis.asking import Asking
from cxdata.measures.query import Answer
from cxdata.measures.registry.dimensions import splits
from cxdata.measures.together import Question, ask_together
from cxdata.measures.words import say_count, say_value

HEAD = "Beside online:"
WAITS = {"average_wait": "phone wait", "visitor_wait": "counter wait"}
ONLINE = re.compile(r"\b(online|digital|web|app)\b", re.IGNORECASE)
STAFF, SATISFIED = "assisted_share", "satisfied"
MEASURES = frozenset((*WAITS, STAFF, SATISFIED))
"""What the sentence tells: whoever shows a figure of each has told it."""


def names_online(*texts: str) -> bool:
    """Whether any of these words are of online."""
    return any(ONLINE.search(text) for text in texts)


def say_other_side(asking: Asking) -> str:
    """'Beside online: phone wait 2 min 15 s, counter wait 8 min 38 s, helped by staff 52.8% (25,312 contacts),
    satisfied with staff 92.0%.'; what is not known is named.

    A channel chosen narrows none of it: the other side of one channel is all that staff do.
    """
    questions = _questions(asking)
    ask_together(asking.store, questions, council=asking.council)
    answers = {name: asking.answer(name, by, scope) for name, by, scope in questions}
    return say_sides(answers, [name for name, _ in asking.scope.choices])


def say_sides(answers: Mapping[str, Answer], choices: Sequence[str]) -> str:
    """The sentence from an answer to each known of `MEASURES`; `choices` are the dimensions chosen from."""
    said = {words: _say(answers.get(name)) for name, words in WAITS.items()}
    share, count = _say(answers.get(STAFF)), _count(answers.get(STAFF))
    said["helped by staff"] = f"{share} ({count} contacts)" if share and count else share
    said["satisfied with staff"] = _say(answers.get(SATISFIED))
    names = dict(zip(said, (*WAITS, STAFF, SATISFIED), strict=True))
    said = {words: f"{told}{_of_whole(answers[names[words]], choices)}" if told else "" for words, told in said.items()}
    known = ", ".join(f"{words} {figure}" for words, figure in said.items() if figure)
    unknown = " or ".join(words for words, figure in said.items() if not figure)
    lacking = f"nothing loaded says {unknown}" if unknown else ""
    return f"{HEAD} {'; '.join(filter(None, (known, lacking)))}."


def _questions(asking: Asking) -> list[Question]:
    scope = asking.scope.with_choice("channel")
    staffed = scope.with_choice("channel", *asking.council.channel_groups["assisted"])
    return [*((name, (), scope) for name in (*WAITS, STAFF)), (SATISFIED, (), staffed)]


def _of_whole(answer: Answer, choices: Sequence[str]) -> str:
    """' (whole council)' of a figure whose data does not know a choice that was made, and is not narrowed by it."""
    known = splits(answer.measure)
    return " (whole council)" if any(name not in known for name in choices if name != "channel") else ""


def _say(answer: Answer | None) -> str:
    """The one figure of an answer; "" where there is none."""
    if answer is None or answer.empty:
        return ""
    row = answer.frame.iloc[0]
    if isnan(row["value"]):
        return ""
    return say_value(answer.measure, row["value"], row["denominator"])


def _count(answer: Answer | None) -> str:
    row = answer.frame.iloc[0] if answer is not None and len(answer.frame) else None
    return "" if row is None or isnan(row["numerator"]) else say_count(row["numerator"])
