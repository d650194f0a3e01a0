"""Which findings come first: those about most people, and never the same people twice."""

from collections.abc import Callable, Sequence

from cxdata.findings import Finding


def most_deserving(
    findings: Sequence[Finding], count: int = 3, *, repeats: Callable[[Finding, Finding], bool] | None = None
) -> list[Finding]:
    """The findings about most people: one a measure while there are others, and never the same contacts twice.

    A provider that runs one service alone has that service's contacts: what is said of the one is not said again.
    `repeats` says of a finding and an earlier one whether they are about the same people.
    """
    ranked = sorted(findings, key=lambda finding: -finding.weight)
    said: set[tuple[str, tuple[float, float] | None]] = set()
    measures: set[str] = set()
    first: list[Finding] = []
    later: list[Finding] = []
    for finding in ranked:
        measure = finding.evidence[0].measure.id
        if finding.counted is not None and (measure, finding.counted) in said:
            continue
        (later if measure in measures else first).append(finding)
        said.add((measure, finding.counted))
        measures.add(measure)
    kept: list[Finding] = []
    for finding in first + later:
        if len(kept) < count and not (repeats and any(repeats(finding, earlier) for earlier in kept)):
            kept.append(finding)
    return kept
