"""How people of a ward are served: satisfied, kept waiting, complaining, through their councillors, online.

Each part begins with a sentence. What rests on fewer than ten people is a sentence that says so, never a percentage.
"""

import math
from dataclasses import replace
from functools import partial

from cxdata.analysis.casework.cases import COUNCILLORS, URGENT, Ask, Cases, raised_by
from cxdata.analysis.complaints.open_now import open_now
from cxdata.analysis.left_behind.places import HIGH, LOW
from cxdata.analysis.result import capitalise, say_many
from cxdata.analysis.targets.digital import is_met_online
from cxdata.analysis.targets.rows import Row
from cxdata.analysis.targets.words import in_sentence, say_figure, say_target
from cxdata.analysis.ward import Beside
from cxdata.contract import NOT_RECORDED
from cxdata.documents import Block, Bullets, Paragraph
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count
from cxdata.papers.ward.asked import Wards
from cxdata.papers.ward.figures import (
    beside_council,
    doubted,
    figure,
    likely_range,
    number,
    say_number,
)
from cxdata.papers.ward.part import Part
from cxdata.periods import say_date

MOST_TARGETS, MOST_ITEMS = 4, 3
_THIRDS = {HIGH: "in the third of wards with the highest risk", LOW: "in the third of wards with the lowest risk"}


def satisfied(ward: str, one: Beside, dissatisfied: Beside) -> Part:
    """How satisfied people of the ward are, with the range and the base."""
    if not one.has_value:
        said = _no_answers(ward, one)
        return Part("Are people satisfied?", (Paragraph(said),), 1, "Satisfaction")
    said = (
        f"{figure(one)} of {say_count(one.base)} who answered the survey were satisfied ({likely_range(one)})"
        f"{doubted(one)}; {beside_council(one)}."
    )
    if dissatisfied.has_value:
        said += f" {figure(dissatisfied)} were dissatisfied, {_plainly(dissatisfied)}."
    return Part("Are people satisfied?", (Paragraph(said),), 1, "Satisfaction")


def _plainly(one: Beside) -> str:
    return beside_council(one).partition(":")[0]


def _no_answers(ward: str, one: Beside) -> str:
    if one.note.startswith("too few"):
        return f"Fewer than ten people of {ward} answered the survey: too few to say how satisfied they are."
    return f"No survey answer of anybody in {ward} is loaded, so nobody can say whether its people are satisfied."


def waits(wards: Wards, ward: str, on_time: Beside, late: Beside) -> Part:
    """How long people of the ward wait, as far as anybody records it."""
    days, all_days = (ask("days_to_close", (), wards.scope) for ask in (_of(wards, ward), wards.each.whole))
    if math.isnan(number(days)):
        few = len(days.frame) and str(days.frame["base_note"].iloc[0]).startswith("too few")
        said = (
            f"Fewer than ten matters of {ward} were closed: too few to say how long people wait."
            if few
            else f"No file records when a matter of {ward} was closed, so how long people wait for it is not known."
        )
    else:
        said = f"Half of what was closed took {say_number(days)} or less (council {say_number(all_days)})."
        if late.has_value:
            said += f" {figure(late)} took more than {_limit(late)}, {beside_council(late)}."
        if on_time.has_value:
            said += f" {figure(on_time)} was dealt with on time, {beside_council(on_time)}."
    said += " How long its people wait on the phone or at a counter nobody records by ward."
    return Part("How long people wait", (Paragraph(said),), 4)


def _limit(late: Beside) -> str:
    """'10 days' out of the measure's own title."""
    return late.measure.title.removeprefix("Took more than ").removesuffix(" to close")


def complaints_and_cases(wards: Wards, ward: str) -> Part:
    """What came as a complaint or through a councillor, and what of it waits."""
    blocks = (Paragraph(_complaints(wards, ward)), Paragraph(_cases(wards, ward)))
    return Part("Complaints and councillors’ cases", blocks, 3, "Councillors’ cases")


def _complaints(wards: Wards, ward: str) -> str:
    """Complaints received, and those that wait for an answer."""
    store = wards.asking.store
    if "complaints" not in store.spans:
        return "No register of complaints is loaded."
    if set(store.present("ward", "complaints")) <= {NOT_RECORDED}:
        return "The register of complaints names no ward."
    received = number(wards.each.of(ward, "complaints", (), wards.scope))
    whole = say_number(wards.each.whole("complaints", (), wards.scope))
    came = capitalise(say_many(received, "complaint")) if received > 0 else "No complaint"
    waiting = open_now(_of(wards, ward), wards.scope, store.spans["complaints"][1])
    return f"{came} came from {ward} ({whole} from the whole council). {waiting.sentence}."


def _cases(wards: Wards, ward: str) -> str:
    """Councillors' open cases of the ward: how many, how old, how many past their date, and how many urgent."""
    ask, theirs = _of(wards, ward), raised_by(wards.scope, COUNCILLORS)
    now = replace(theirs, period=None)
    found = Cases(
        received=ask("contacts", (), theirs),
        open=ask("cases_open", (), now),
        by_age=ask("cases_open", ("case_age", "case_clock"), now),
        files=wards.files,
    )
    if found.say_open() in ("0", "not known"):
        return f"{found.sentence}."
    return f"{found.sentence}. {_say_old(found.say_old())} {_say_urgent(ask('cases_open', ('urgent',), now))}"


def _say_old(count: str) -> str:
    return "None has waited eight weeks or more." if count == "0" else f"Open for eight weeks and more: {count}."


def _say_urgent(answer: Answer) -> str:
    pairs = zip(answer.frame["urgent"].astype(str), answer.frame["numerator"].astype(float), strict=True)
    counts = {level: count for level, count in pairs if count > 0}
    if set(counts) <= {NOT_RECORDED}:
        return "Whether any is urgent nobody records."
    urgent = counts.get(URGENT, 0.0)
    return f"Urgent: {say_count(urgent)}." if urgent else "None is urgent."


def online(wards: Wards, ward: str, one: Beside) -> Part:
    """Take-up online beside how many are shut out, and what those meet with who do not come online."""
    place, facts = wards.places.get(ward), wards.facts.get(ward)
    if one.has_value:
        said = f"{figure(one)} of {say_count(one.base)} contacts came online{doubted(one)}; {beside_council(one)}."
    elif one.note.startswith("too few"):
        said = f"Fewer than ten contacts of {ward} say how they came: too few to say how many were online."
    else:
        said = f"No file tells by which way people of {ward} got in touch."
    if facts is None or math.isnan(facts.exclusion):
        said += " Its risk of digital exclusion is not known: no file of facts about wards tells it."
    else:
        third = _THIRDS.get(place.third, "in the middle third of wards") if place and place.third >= 0 else ""
        said += f" Its risk of digital exclusion is {facts.exclusion:g}{f', {third}' if third else ''}."
    beside = [Paragraph(f"{wards.other_side} These are of the whole council.")] if one.has_value else []
    return Part("Online, and who cannot come online", (Paragraph(said), *beside), 5, "Left behind")


def promised(wards: Wards, ward: str) -> Part:
    """The targets held against the ward's own figures, and what was recommended or promised by its name."""
    rows, items = wards.targets.of(ward), [item for item in wards.items if names_ward(item.text, ward)]
    told = [f"{capitalise(in_sentence(row))}: {_say_row(row)}." for row in rows[:MOST_TARGETS]]
    told += [
        f"{item.name}{f' ({say_date(item.made)})' if item.made else ''}: {item.text}" for item in items[:MOST_ITEMS]
    ]
    more = max(len(rows) - MOST_TARGETS, 0) + max(len(items) - MOST_ITEMS, 0)
    if not wards.asking.council.targets:
        held = "The council has set no target."
    elif not rows:
        held = "No target can be held against the figures of a ward: their data knows no wards, or has too few."
    else:
        held = "The council’s targets, held against the ward’s own figures:"
    named = [] if items else [f"No recommendation or promise on record names {ward}."]
    if silent := wards.targets.without_wards:
        named.append(f"Of {say_many(silent, 'target')} the data knows no wards.")
    named += (
        [f"{more} more {'stands' if more == 1 else 'stand'} on the pages Targets and Recommendations."] if more else []
    )
    blocks: list[Block] = [Paragraph(held), *([Bullets(tuple(told))] if told else [])]
    blocks += [Paragraph(" ".join(named))] if named else []
    return Part("What was promised", tuple(blocks), 5, "Targets")


def names_ward(text: str, ward: str) -> bool:
    """Whether a text names a ward as a word of its own, in any case of letters."""
    words, name = f" {_spaced(text)} ", f" {_spaced(ward)} "
    return name in words


def _spaced(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())


def _say_row(row: Row) -> str:
    promise = say_target(row.measure, row.target) if row.target else "no figure"
    figure_of = row.period
    if figure_of is None or math.isnan(figure_of.value):
        return f"promised {promise}; {figure_of.remark if figure_of else 'no figure'} here"
    care = ", which counts nobody who is left behind" if is_met_online(row) else ""
    return f"promised {promise}, here {say_figure(figure_of)}: {row.verdict.value}{care}"


def _of(wards: Wards, ward: str) -> Ask:
    """Who asks for one ward."""
    return partial(wards.each.of, ward)
