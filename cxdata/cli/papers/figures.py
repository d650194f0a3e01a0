"""paper-figures: figures typed out of minutes and papers, where there is no export."""

import argparse
import json
from dataclasses import asdict
from datetime import date

from cxdata.cli.show import align

COLUMNS = ("Id", "Figure", "Period", "Says", "For", "Source", "Counted")


def add_figure(options: argparse.Namespace) -> int:
    """Type one figure and load it; what it cannot be counted beside is said."""
    from cxdata.ingest.history.papers import type_figure
    from cxdata.ingest.papers import PaperFigure

    figure = PaperFigure(
        id="",
        measure=options.measure,
        period=options.period,
        value=options.value,
        base=options.base or "",
        service=options.service or "",
        channel=options.channel or "",
        ward=options.ward or "",
        provider=options.provider or "",
        source=options.source,
    )
    typed = type_figure(figure, data=options.data, today=date.today())
    return _say(options, {"added": asdict(typed.figure) | {"says": typed.figure.says}}, typed.sentences)


def remove_figure(options: argparse.Namespace) -> int:
    """Take a typed figure away again, out of the list and out of the figures."""
    from cxdata.ingest.history.papers import remove_figure as take_away

    gone = take_away(options.id, data=options.data)
    return _say(options, {"removed": asdict(gone)}, [f"{gone.id} removed: {gone.words}."])


def list_figures(options: argparse.Namespace) -> int:
    """Every figure that was typed, and whether it is counted."""
    from cxdata.ingest.history.papers import standing

    figures = standing(options.data)
    if options.format == "json":
        listed = [asdict(one.figure) | {"says": one.figure.says, "not_counted": one.why_not} for one in figures]
        print(json.dumps(listed, indent=2, ensure_ascii=False))
        return 0
    if not figures:
        print("No figure is typed out of a paper yet.")
        return 0
    rows = [
        [
            one.figure.id,
            one.figure.kind.title,
            one.figure.period,
            one.figure.says,
            ", ".join(filter(None, one.figure.place)) or "the whole council",
            one.figure.source,
            "no" if one.why_not else "yes",
        ]
        for one in figures
    ]
    print(align([list(COLUMNS), *rows], left=len(COLUMNS)))
    for one in figures:
        if one.why_not:
            print(f"{one.figure.id} is not counted: {one.why_not}")
    return 0


def _say(options: argparse.Namespace, document: dict, sentences: list[str] | tuple[str, ...]) -> int:
    if options.format == "json":
        print(json.dumps(document | {"sentences": list(sentences)}, indent=2, ensure_ascii=False))
    else:
        print("\n".join(sentences))
    return 0
