"""Who is left behind: wards by how excluded they are, groups by their share online, and contacts beside those expected.

Nothing here is marked as good: a triangle for more online would praise it over the heads of those who are left behind.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from math import floor, isnan

from cxdata.analysis.groups import Verdict
from cxdata.analysis.left_behind.groups import Group
from cxdata.analysis.left_behind.places import PLACES_ARE_NOT_PEOPLE, Place
from cxdata.analysis.left_behind.resources import say_who
from cxdata.analysis.left_behind.silent import Looked
from cxdata.charts.dots import MOST, Beside, Dot, how_to_read, lay_out
from cxdata.charts.drawing.colours import ACCENT, GREY, INK, WARM
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Anchor, Mark, Point, Points, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick
from cxdata.charts.parts import alt
from cxdata.charts.parts.scale import extent, step_for, tick_text, ticks
from cxdata.measures import find_measure
from cxdata.measures.model import Unit
from cxdata.measures.words import say_count
from cxdata.stats.basics.proportions import SMALL

HEIGHT = 330
READING = "Diamond: fewer come online than elsewhere, by more than chance."
_NAMED, _NARROW_NAMED = 6, 3
_PLOT_WIDTH, _LABEL = 560, 20  # pixels, by which names are kept from lying on each other
SHARE = replace(find_measure("online_share"), decimals=0)
RATIO = replace(SHARE, id="of_expected", title="Contacts, of those to be expected")


def exclusion(places: Sequence[Place], *, highlight: Collection[str] = (), narrow: bool = False) -> Chart | None:
    """Each ward by its digital exclusion (across) and the share of its contacts that come online (up).

    The chosen wards and those that lie lowest are named. None where no ward has both figures.
    """
    drawn = [place for place in places if not isnan(place.exclusion) and not isnan(place.share)]
    if not drawn:
        return None
    across, upright = _across(drawn), _upright(drawn)
    marks: list[Mark] = [Points(tuple(_point(place, highlight) for place in drawn))]
    marks += _names(drawn, highlight, across, upright, most=_NARROW_NAMED if narrow else _NAMED)
    drawing = Drawing(
        tuple(marks),
        across,
        upright,
        height=HEIGHT,
        margins=Margins(left=widest([tick.words for tick in upright.ticks], SIZE) + 14, right=20, top=16, bottom=58),
    )
    low = [place.ward for place in drawn if place.lower_than_rest]
    said = f"Fewer than elsewhere by more than chance: {alt.list_names(low, most=6)}." if low else ""
    missing = [place.ward for place in places if place not in drawn]
    notes = (f"Not drawn, no exclusion known: {alt.list_names(missing)}.",) if missing else ()
    words = alt.sentence(f"Wards by digital exclusion and share of contacts online, {len(drawn)} shown.", said)
    return Chart(drawing, words, READING, (PLACES_ARE_NOT_PEOPLE, *notes))


def take_up(groups: Sequence[Group], *, narrow: bool = False) -> Chart | None:
    """The share online of each group of one split, the lowest first, beside that of all; None without two of them."""
    known = sorted((group for group in groups if not isnan(group.share)), key=lambda group: group.share)
    if len(known) < 2:
        return None
    online, counted = (sum(getattr(group, name) for group in groups) for name in ("online", "counted"))
    dots = [
        Dot(
            name=group.name,
            value=group.share,
            lower=max(group.rest_share + group.lower, 0.0),
            upper=min(group.rest_share + group.upper, 1.0),
            base=group.counted,
            verdict=Verdict.WORSE if group.behind else Verdict.ALIKE,
            few=group.counted < SMALL,
            hover=f"{group.name}\n{group.share:.0%} of {say_count(group.counted)} {group.kind}",
        )
        for group in known
    ]
    said = "; ".join(f"{dot.name} {dot.value:.0%}" for dot in dots)
    silent = [group.name for group in groups if isnan(group.share)]
    return Chart(
        lay_out(SHARE, dots, beside=[Beside(online / counted, "Everybody")], narrow=narrow),
        f"Dots: the share online of each group. {said}.",
        how_to_read(dots),
        (f"Too few to say: {alt.list_names(silent)}.",) if silent else (),
    )


def beside_expected(looked: Looked, *, narrow: bool = False) -> Chart | None:
    """Contacts of each group as a share of those to be expected had it gone as the others; the lowest first."""
    known = sorted((fall for fall in looked.falls if not isnan(fall.ratio)), key=lambda fall: fall.ratio)
    if not known:
        return None
    dots = [
        Dot(
            name=say_who(looked.by, fall.group),
            value=fall.ratio,
            lower=fall.lower,
            upper=fall.upper,
            base=fall.expected,
            verdict=Verdict.WORSE if looked.is_silent(fall) else Verdict.ALIKE,
            few=fall.expected < SMALL,
            hover=f"{fall.group}\n{say_count(fall.after)} contacts, {say_count(fall.expected)} expected",
            told=_than_expected(fall.ratio),
        )
        for fall in known[:MOST]
    ]
    said = "; ".join(f"{dot.name} {dot.told}" for dot in dots)
    few = [fall.group for fall in looked.falls if isnan(fall.ratio)]
    notes = [alt.say_more(len(known) - MOST), f"Too few to say: {alt.list_names(few)}." if few else ""]
    return Chart(
        lay_out(RATIO, dots, beside=[Beside(1.0, "As the others went")], narrow=narrow),
        f"Dots: contacts of each group, beside those to be expected. {said}.",
        f"All contacts, by any channel, as a share of what was to be expected. {how_to_read(dots)}",
        tuple(note for note in notes if note),
    )


def _than_expected(ratio: float) -> str:
    """'46% fewer', '17% more', 'as many': the words of the finding, not a share that reads like its opposite."""
    change = round(100 * (ratio - 1))
    return f"{abs(change)}% {'fewer' if change < 0 else 'more'}" if change else "as many"


def _across(drawn: Sequence[Place]) -> Axis:
    low, high = extent([place.exclusion for place in drawn])
    room = 0.06 * (high - low or 1.0)
    step = step_for(Unit.SCORE, high - low, 5)
    first, last = floor(low / step) + 1, floor(high / step)
    at = [step * number for number in range(first, last + 1)]
    title = "Risk of digital exclusion, higher is worse"
    return Axis((low - room, high + room), tuple(Tick(value, f"{value:g}") for value in at), title=title)


def _upright(drawn: Sequence[Place]) -> Axis:
    low, high = extent([place.share for place in drawn])
    air = 0.12 * (high - low) or 0.05
    at = ticks(SHARE, max(low - air, 0.0), min(high + air, 1.0))
    return Axis((at[0], at[-1]), tuple(Tick(value, tick_text(SHARE, value)) for value in at), grid=True)


def _point(place: Place, highlight: Collection[str]) -> Point:
    chosen = place.ward in highlight
    share = f"{place.share:.0%} of {say_count(place.counted)} contacts online"
    said = f"{place.ward}\n{share}\nexclusion {place.exclusion:.1f}"
    return Point(
        place.exclusion,
        place.share,
        colour=WARM if place.lower_than_rest else ACCENT if chosen else GREY,
        shape="diamond" if place.lower_than_rest else "circle",
        size=15 if chosen or place.lower_than_rest else 11,
        hollow=place.counted < SMALL,
        hover=said,
        key=place.ward,
    )


def _names(drawn: Sequence[Place], highlight: Collection[str], across: Axis, upright: Axis, *, most: int) -> list[Text]:
    """The chosen wards and the lowest, each where no other name is in the way."""
    ranked = sorted(drawn, key=lambda place: (place.ward not in highlight, not place.lower_than_rest, place.share))
    wide, high = (axis.span[1] - axis.span[0] for axis in (across, upright))
    placed: list[tuple[float, float, float]] = []
    names: list[Text] = []
    for place in ranked:
        if len(names) == most or not (place.lower_than_rest or place.ward in highlight):
            break
        x = (place.exclusion - across.span[0]) / wide * _PLOT_WIDTH
        y = (upright.span[1] - place.share) / high * (HEIGHT - 74)
        length = widest([place.ward], SIZE)
        left = x > _PLOT_WIDTH / 2
        start = x - 12 - length if left else x + 12
        free = all(abs(y - down) >= _LABEL or start > end or start + length < first for first, end, down in placed)
        if free:
            placed.append((start, start + length, y))
            anchor: Anchor = "end" if left else "start"
            dx = -12 if left else 12
            names.append(Text(place.exclusion, place.share, place.ward, anchor=anchor, dx=dx, colour=INK, halo=True))
    return names
