"""The days that each loaded file holds, as bars on one calendar: what ends early or begins late is seen at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from cxdata.charts.drawing.colours import ACCENT, GREY, QUIET, WARM
from cxdata.charts.drawing.font import widest
from cxdata.charts.drawing.marks import SIZE, Bar, Bars, Mark, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing, Margins, Tick, names
from cxdata.periods import MONTHS, add_months, say_days

ROW, NARROW_ROW = 34, 78  # pixels
_LONGEST = 28  # characters of a file's name in one line
_MOST_DATES = 6
_HALF = 9  # pixels: half the height of a bar


@dataclass(frozen=True)
class HeldFile:
    """A loaded file: its first and last day (None where it has no dates), its rows and its trust, both in words.

    `usable` is False where a check says that the file is not to be used, `careful` where one says to take care.
    """

    name: str
    first: date | None
    last: date | None
    rows: str
    trust: str
    usable: bool = True
    careful: bool = False


def days_held(files: Sequence[HeldFile], *, narrow: bool = False) -> Chart:
    """A bar a file from its first day to its last, with its rows and its trust at the right.

    Files come in the order given. One without dates has words in the place of its bar. On a phone (`narrow`) name and
    words stand over the bar. Raises ValueError without any file.
    """
    if not files:
        raise ValueError("there is no file to draw")
    spans = [(file.first, file.last) for file in files if file.first is not None and file.last is not None]
    start = min((first for first, _ in spans), default=date.today())
    end = max((last for _, last in spans), default=start)
    span = (float(start.toordinal()), float(end.toordinal() + 1))
    rows = [f"{file.rows}  {file.trust}" for file in files]
    labels = [shorten(file.name, _LONGEST, placeholder="…") for file in files]
    row = NARROW_ROW if narrow else ROW
    bars = tuple(_bar(index, file, _HALF / row) for index, file in enumerate(files) if file.first is not None)
    marks: list[Mark] = [Bars(bars)]
    for index, file in enumerate(files):
        words = f"{labels[index]}\n{rows[index]}" if narrow else rows[index]
        dx, dy = (0, -34) if narrow else (12, 0)
        colour = QUIET if file.usable else WARM
        marks.append(Text(span[not narrow], index, words, dx=dx, dy=dy, colour=colour, bold=not file.usable))
        if file.first is None:
            marks.append(Text(span[0], index, "no dates", dx=4, colour=QUIET))
    if narrow:
        margins = Margins(left=8, right=16, top=34, bottom=54)
    else:
        margins = Margins(left=widest(labels, SIZE) + 16, right=widest(rows, SIZE) + 20, top=6, bottom=54)
    height = row * len(files) + margins.top + margins.bottom
    names_shown = [""] * len(files) if narrow else labels
    across = Axis(span, _dates(start, end, 3 if narrow else _MOST_DATES), grid=True)
    alt = " ".join(_in_words(file) for file in files)
    return Chart(Drawing(tuple(marks), across, names(names_shown), height, margins), f"Days held, a bar a file. {alt}")


def _bar(index: int, file: HeldFile, half: float) -> Bar:
    assert file.first is not None
    assert file.last is not None
    fill = WARM if not file.usable else GREY if file.careful else ACCENT
    return Bar(
        file.first.toordinal(),
        file.last.toordinal() + 1,
        index - half,
        index + half,
        fill,
        hatched=not file.usable,
        hover=_in_words(file),
    )


def _dates(start: date, end: date, most: int) -> tuple[Tick, ...]:
    """The first of some months, evenly apart, so that at most about `most` dates stand side by side."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200, 12000) if months / step <= most)
    first = date(start.year, start.month, 1) if start.day == 1 else add_months(date(start.year, start.month, 1), 1)
    ticks = []
    while first <= end:
        ticks.append(Tick(first.toordinal(), f"{MONTHS[first.month - 1][:3]}\n{first.year}"))
        first = add_months(first, step)
    return tuple(ticks)


def _in_words(file: HeldFile) -> str:
    days = "no dates" if file.first is None or file.last is None else say_days(file.first, file.last)
    return f"{file.name}: {days}, {file.rows}, {file.trust}."
