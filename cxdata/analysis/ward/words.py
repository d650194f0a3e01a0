"""What is different in a ward, in one sentence of at most twenty words, and three questions a member could ask."""

import math
from collections.abc import Sequence

from cxdata.analysis.groups import Verdict
from cxdata.analysis.result import say_list
from cxdata.analysis.ward.beside import Beside
from cxdata.measures.words import say_value

WORDS = 20
_LEADS = {
    Verdict.WORSE: "Worse in {ward} than in the council",
    Verdict.BETTER: "Better in {ward} than in the council",
    Verdict.DIFFERENT: "Different in {ward}",
}
_NAMES = {
    "contacts_per_1000": "contacts per 1,000",
    "on_time": "on time",
    "online_share": "online",
    "closed_over_limit": "slow to close",
}


def way_of(one: Beside) -> str:
    """'more' or 'fewer' than in the council: said with each figure, since of some measures less is better."""
    return "more" if one.value > one.council else "fewer"


def _named(one: Beside) -> str:
    """The measure in a word or two and which way it lies: 'fewer slow to close'."""
    title = one.measure.title
    return f"{way_of(one)} {_NAMES.get(one.measure.id, title[:1].lower() + title[1:])}"


def say_ward(ward: str, measures: Sequence[Beside]) -> str:
    """Which figures of a ward differ from the rest by more than chance, the worst first; or that none does."""
    if not any(one.has_value for one in measures):
        return f"Nothing is loaded of {ward} in this selection: no data is not the same as no need"
    for verdict, lead in _LEADS.items():
        differ = [one for one in by_gap(measures) if one.verdict is verdict]
        if differ:
            return _in_twenty(lead.format(ward=ward), differ, sum(one.differs for one in measures))
    if not any(one.verdict for one in measures):
        return f"Too few to say whether {ward} differs from the rest of the council"
    silent = sum(one.verdict is None for one in measures)
    if silent:
        return f"Nothing in {ward} differs by more than chance; too few to judge {silent} of {len(measures)} figures"
    return f"Nothing in {ward} differs from the rest of the council by more than chance"


def by_gap(measures: Sequence[Beside]) -> list[Beside]:
    """Measures with the widest gap to the council first, seen beside how far the wards lie apart."""

    def gap(one: Beside) -> float:
        figures = [value for _, value in (*one.alike, *one.others)] + [one.value]
        spread = max(figures) - min(figures)
        return abs(one.value - one.council) / spread if spread and math.isfinite(one.council) else 0.0

    return sorted(measures, key=lambda one: -gap(one) if one.has_value else 1.0)


def _in_twenty(lead: str, differ: Sequence[Beside], all_told: int) -> str:
    """As many measures with their figures as twenty words hold, and how many more there are."""
    for shown in range(min(len(differ), 3), 0, -1):
        parts = [f"{_named(one)} {_figures(one)}" for one in differ[:shown]]
        more = f"; {all_told - shown} more differ{'s' if all_told - shown == 1 else ''}" if all_told > shown else ""
        sentence = f"{lead}: {say_list(parts)}{more}"
        if len(sentence.split()) <= WORDS:
            return sentence
    return f"{lead}: {say_list([_named(one) for one in differ[:3]])}"


def _figures(one: Beside) -> str:
    """'(85.1%, council 89.5%)'."""
    return f"({say_value(one.measure, one.value, one.base)}, council {say_value(one.measure, one.council)})"


def questions_of(ward: str, measures: Sequence[Beside]) -> list[str]:
    """Three questions: first about what is worse, then what is different or better, then what nobody has counted."""
    order = (Verdict.WORSE, Verdict.DIFFERENT, Verdict.BETTER)
    differ = [one for verdict in order for one in by_gap(measures) if one.verdict is verdict]
    questions = [_question(ward, one) for one in differ[:2]]
    silent = [one for one in measures if not one.has_value]
    if silent:
        questions.append(f"Why is there no figure for “{silent[0].measure.title}” in {ward}, and who was not asked?")
    questions += [
        f"Who in {ward} does not get in touch, or is not asked, and how would the council know?",
        f"Which service has most of the contacts of {ward}, and how many need not have been made?",
        f"What have residents of {ward} told their councillors that these figures do not show?",
    ]
    return questions[:3]


def _question(ward: str, one: Beside) -> str:
    figures = f"{say_value(one.measure, one.value, one.base)} in {ward}, {say_value(one.measure, one.council)} in all"
    if one.verdict is Verdict.WORSE:
        return f"“{one.measure.title}”: {figures}. What will be different, and by when?"
    if one.verdict is Verdict.BETTER:
        return f"“{one.measure.title}”: {figures}. What is done well here that others could do?"
    return f"“{one.measure.title}”: {figures}. Is it need, or is it the same people coming back?"
