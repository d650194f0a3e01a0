"""An Answer as a table: in words for a reader, as CSV for a spreadsheet."""

from collections.abc import Sequence

import pandas as pd

from cxdata.measures import DIMENSIONS
from cxdata.measures.model import Interval, Unit
from cxdata.measures.query import Answer
from cxdata.measures.words import say_count, say_level, say_range, say_shown
from cxdata.stats.disclosure.rules import HIDDEN


def in_words(answer: Answer) -> pd.DataFrame:
    """The same figures as the chart, one row a group, every cell as it is read aloud."""
    measure, frame = answer.measure, answer.frame
    columns: dict[str, list[str]] = {
        dimension.title: [say_level(dimension, str(level)) for level in frame[dimension.id]] for dimension in answer.by
    }
    hidden = list(frame["suppressed"].astype(bool))
    columns[measure.title] = shown(answer)
    if measure.interval is not Interval.NONE:
        columns["95% range"] = [
            say_range(measure, *row) for row in zip(frame["lower"], frame["upper"], frame["denominator"], strict=True)
        ]
    if not measure.is_count:
        if measure.unit in (Unit.SHARE, Unit.PER_1000):
            columns["Counted"] = _counts(frame["numerator"], hidden)
        columns[f"Of ({measure.base})" if measure.base else "Of"] = _counts(frame["denominator"], hidden)
    if frame["base_note"].astype(bool).any():
        columns["Note"] = [str(note) for note in frame["base_note"]]
    return pd.DataFrame(columns, dtype=str)


def ranked_in_words(answer: Answer) -> pd.DataFrame:
    """The same in three columns that fit beside a map: the group, its value, its range with what to know of its base.

    The whole table, with the counts, is in the download.
    """
    told = in_words(answer)
    group, value = answer.by[0].title, answer.measure.title
    narrow = told[[group, value]].rename(columns={value: "Figure"})
    if "95% range" in told:
        narrow["95% range"] = told["95% range"]
    if "Note" in told:
        narrow["Note"] = told["Note"]
    return narrow


def shown(answer: Answer) -> list[str]:
    """Each row's value as it is read, "[c]" where it is hidden."""
    frame = answer.frame
    return [
        say_shown(answer.measure, value, bool(hidden), base)
        for value, hidden, base in zip(frame["value"], frame["suppressed"], frame["denominator"], strict=True)
    ]


def with_display(answer: Answer) -> pd.DataFrame:
    """The answer's frame; of a published one with the column `display`, each value as it is read."""
    return answer.frame.assign(display=shown(answer)) if answer.published else answer.frame


def _counts(numbers: "pd.Series[float]", hidden: Sequence[bool]) -> list[str]:
    return [HIDDEN if out else say_count(number) for number, out in zip(numbers, hidden, strict=True)]


def to_csv(answer: Answer) -> bytes:
    """The figures as CSV with what was counted, from where and in which scope on every row; UTF-8 with a mark.

    The mark makes Excel read accents and dashes as they are. A published answer says which rules were applied, and
    gives each value as it is read beside the number, "[c]" where it is hidden.
    """
    told = with_display(answer).assign(
        measure=answer.measure.title,
        formula=answer.measure.formula,
        scope=answer.sentence,
        source="; ".join(answer.sources),
        store_version=answer.version,
        **({"rules": " ".join((answer.rules, *answer.notes))} if answer.published else {}),
    )
    return told.to_csv(index=False).encode("utf-8-sig")


def file_name(answer: Answer, extension: str) -> str:
    """A file name that says what is in it: 'satisfied-by-channel.csv'."""
    split = "-by-" + "-".join(name for name in DIMENSIONS if name in {d.id for d in answer.by}) if answer.by else ""
    return f"{answer.measure.id}{split}.{extension}".replace("_", "-")
