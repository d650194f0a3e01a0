"""What each version of the store changed in the headline figures, against the version it was made from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cxdata.analysis.asking import FromStore
from cxdata.council import Council
from cxdata.ingest.history.versions import Version
from cxdata.ingest.load.acts import ERASE
from cxdata.measures import find_measure
from cxdata.measures.coverage.periods import default_period
from cxdata.measures.query import Answer
from cxdata.measures.words import NOTHING, say_count
from cxdata.overview.tiles import figure_of, say_figure
from cxdata.scope import Scope
from cxdata.store import Store

Headlines = Mapping[str, str]
"""Measure -> its figure as the Overview opens on it, with its base; a dash where there is none. PERIOD -> over when."""

# A load can move the period that the Overview opens on, and with it figures of files that it did not touch.
PERIOD, _PERIOD_TITLE = "period", "Period of the figures"


@dataclass(frozen=True)
class Changed:
    """One headline figure that is another than before: the measure, its title, and the two figures in words; or the
    period over which the figures stand (PERIOD).
    """

    measure: str
    title: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """'Contacts: 1,204 → 2,410'."""
        return f"{self.title}: {self.before} → {self.after}"


def headlines_of(path: Path, council: Council, measures: Sequence[str]) -> Headlines:
    """The headline figures of one version, exact, over the period that the Overview opens on."""
    store = Store(path)
    try:
        period = default_period(store)
        asking = FromStore(store, council, replace(Scope(), period=period))
        figures = {measure: _in_words(figure_of(asking, measure)) for measure in measures}
        return {PERIOD: str(period) if period else NOTHING} | figures
    finally:
        store.close()


def _in_words(answer: Answer) -> str:
    said = say_figure(answer)
    base = None if answer.frame.empty or answer.measure.is_count else answer.frame["denominator"].iloc[0]
    return said if said == NOTHING or base is None else f"{said} (base {say_count(base)})"


def parents(versions: Sequence[Version]) -> dict[str, str | None]:
    """For each version the one it was made from: "" where nothing was in use, None where nobody can say or it is not
    kept. `versions` stand with the newest first. A version that does not say was loaded over the one before it.
    """
    kept = [version.version for version in versions]
    found: dict[str, str | None] = {}
    for version, older in zip(versions, [*kept[1:], None], strict=False):
        if version.act.kind == ERASE:
            found[version.version] = None
            continue
        before = version.act.before if version.act.kind else older
        found[version.version] = before if before == "" or before in kept else None
    return found


def changes(before: Headlines, after: Headlines) -> tuple[Changed, ...]:
    """The headline figures that differ, in their order. A version of nothing has no headlines."""
    return tuple(
        Changed(
            measure,
            _PERIOD_TITLE if measure == PERIOD else find_measure(measure).title,
            before.get(measure, NOTHING),
            after.get(measure, NOTHING),
        )
        for measure in dict.fromkeys((*after, *before))
        if before.get(measure, NOTHING) != after.get(measure, NOTHING)
    )


def changes_of(
    versions: Sequence[Version], headlines: Callable[[Version], Headlines]
) -> dict[str, tuple[Changed, ...] | None]:
    """For each version what it changed; None where the version before is not kept. `headlines` gives a version's."""
    by_name = {version.version: version for version in versions}

    def figures(name: str) -> Headlines:
        return {} if name == "" or by_name[name].holds_nothing else headlines(by_name[name])

    return {
        name: None if parent is None else changes(figures(parent), figures(name))
        for name, parent in parents(versions).items()
    }
