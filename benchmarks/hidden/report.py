"""The run as markdown: the targets and whether they were met, the table, the speed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hidden.aims import AIMS
from benchmarks.hidden.kinds import KINDS
from benchmarks.hidden.scores import Score
from cxdata.stats.basics.proportions import wilson

START, END = "<!-- benchmark: start -->", "<!-- benchmark: end -->"
OURS = "this search"


@dataclass(frozen=True)
class Timing:
    """Seconds that searches of one size took, from a table of cells to the result."""

    responses: int
    cells: int
    groups: int
    seconds: tuple[float, ...]
    target: float


@dataclass(frozen=True)
class Run:
    """All that one run measured. `scores` is by kind of survey, then by way of looking."""

    scores: Mapping[str, Mapping[str, Score]]
    timings: tuple[Timing, ...]
    seconds: Mapping[str, float]
    """Mean seconds a survey of each way of looking."""


def targets(run: Run) -> list[tuple[str, str, bool]]:
    """Each aim in words, what was measured, and whether it was met."""
    lines = []
    for aim in AIMS:
        scored = run.scores[aim.kind][OURS]
        lines.append((aim.words, _share(*aim.counts(scored)), aim.met(scored)))
    for one in run.timings:
        slowest = max(one.seconds)
        lines.append(
            (
                f"{one.responses:,} responses in under {one.target:g} s",
                f"slowest of {len(one.seconds)}: {slowest:.2f} s ({one.cells:,} cells, {one.groups:,} groups)",
                slowest < one.target,
            )
        )
    return lines


def markdown(run: Run, *, heading: str) -> str:
    """The whole section between the marks."""
    lines = [heading, "", "| aim | measured | met |", "|---|---|---|"]
    lines += [f"| {words} | {figure} | {'yes' if met else '**no**'} |" for words, figure, met in targets(run)]
    for kind in KINDS:
        scores = run.scores[kind.name]
        lines += ["", f"**{kind.words[0].upper()}{kind.words[1:]}**", ""]
        lines += _null_table(scores) if not kind.planted else _planted_table(scores)
    lines += ["", "Mean time a survey, reading and listing included: " + _times(run.seconds) + "."]
    return "\n".join(lines)


def write(text: str, path: Path) -> None:
    """Put the section between the marks of a page. Raises ValueError where the page has no marks."""
    page = path.read_text(encoding="utf-8")
    if START not in page or END not in page:
        raise ValueError(f"{path} has no place for the table: it needs {START} and {END}.")
    before, after = page.split(START)[0], page.split(END)[1]
    path.write_text(f"{before}{START}\n{text}\n{END}{after}", encoding="utf-8")


def _null_table(scores: Mapping[str, Score]) -> list[str]:
    lines = ["| way of looking | surveys | items listed in each | surveys with any |", "|---|--:|--:|--:|"]
    for way, one in scores.items():
        share = _share(one.with_any, one.surveys)
        lines.append(f"| {_name(way)} | {one.surveys} | {one.listed / one.surveys:.2f} | {share} |")
    return lines


def _planted_table(scores: Mapping[str, Score]) -> list[str]:
    lines = [
        "| way of looking | surveys | listed | recall | exact recall | precision | names a pocket | not worse |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for way, one in scores.items():
        lines.append(
            f"| {_name(way)} | {one.surveys} | {one.listed / one.surveys:.1f} | {one.recall:.2f} "
            f"| {one.exact_recall:.2f} | {_figure(one.precision, 2)} | {_figure(one.names_per_pocket, 1)} "
            f"| {_figure(one.false_share, 3)} |"
        )
    return lines


def _figure(value: float, places: int) -> str:
    return "–" if value != value else f"{value:.{places}f}"


def _name(way: str) -> str:
    return f"**{way}**" if way == OURS else way


def _times(seconds: Mapping[str, float]) -> str:
    return ", ".join(f"{way} {value:.2f} s" for way, value in seconds.items())


def _share(x: int, n: int) -> str:
    if not n:
        return "none"
    limits = wilson(x, n)
    return f"{x / n:.3f} ({x} of {n}; 95 % interval {float(limits.lower):.3f} to {float(limits.upper):.3f})"
