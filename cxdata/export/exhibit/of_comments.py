"""The themes of comments as an exhibit and as tables."""

from dataclasses import replace

import pandas as pd

from cxdata.analysis.comments.page import ASKED, Comments, Who
from cxdata.analysis.comments.words import HOW, quoted, say_beside, say_found, say_share
from cxdata.analysis.result import capitalise
from cxdata.charts.dots.of_themes import of_themes
from cxdata.export.download import words_to_save
from cxdata.export.exhibit.model import Exhibit
from cxdata.measures.words import say_count, say_level

_MOST_NAMED = 3


def exhibit_of_themes(result: Comments, *, narrow: bool = False) -> Exhibit:
    """The themes as dots, or why there are none."""
    finding, rows = say_found(result), theme_rows(result)
    chart = of_themes(result, narrow=narrow) if result.themes else None
    if chart is not None:
        chart = replace(chart, notes=(*chart.notes, *say_beside(result)))
    return Exhibit(
        key=f"themes-{result.asked}",
        finding=finding,
        chart=chart,
        scope=result.scope,
        source="; ".join(result.sources) or "no file",
        rows=rows,
        download=words_to_save(f"themes-{result.asked}", rows, finding, f"{result.scope}.", warnings=result.warnings),
        base=f"{say_count(result.here.read + result.there.read)} people who wrote" if result.themes else "",
        about=HOW,
        warnings=result.warnings,
    )


def theme_rows(result: Comments) -> pd.DataFrame:
    """A row a theme: the phrase, how many of each side write it, and what else the same people write."""
    ours, theirs = (capitalise(words) for words in ASKED[result.asked])
    return pd.DataFrame(
        [
            {
                "Phrase": quoted(theme.phrase),
                ours: _counted(theme.here, result.here),
                theirs: _counted(theme.there, result.there),
                "They also write": ", ".join(map(quoted, theme.also)),
            }
            for theme in result.themes
        ],
        columns=["Phrase", ours, theirs, "They also write"],
        dtype=str,
    )


def group_rows(result: Comments, by: str) -> pd.DataFrame:
    """A row a group of those who wrote: how many, and the themes that most of them name."""
    rows = []
    for group in result.groups.get(by, ()):
        ranked = sorted(range(len(result.themes)), key=lambda place: -group.named[place])
        named = [
            f"{quoted(result.themes[place].phrase)} {group.named[place] / group.people:.0%}"
            for place in ranked[:_MOST_NAMED]
            if group.named[place]
        ]
        said = "; ".join(named) or "none of the themes"
        rows.append({"Who": say_level(by, group.level), "Wrote": say_count(group.people), "What they write most": said})
    return pd.DataFrame(rows, columns=["Who", "Wrote", "What they write most"], dtype=str)


def _counted(count: float, who: Who) -> str:
    share = say_share(count, who)
    return share if share == "none" else f"{share} ({say_count(count)} of {say_count(who.read)})"
