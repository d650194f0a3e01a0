"""An Answer of the engine's own form, made of an edition alone: every figure is a function of counts as shown.

docs/editions.md says in words what is done here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from cxdata.export.edition.asking import Asked, read_asked
from cxdata.export.edition.figures import Parts, figures_of
from cxdata.export.edition.file import Edition
from cxdata.export.edition.offered import MEAN_BASE, SHARE_BASE
from cxdata.measures import find_dimension, find_measure
from cxdata.measures.intervals import COLUMNS
from cxdata.measures.model import Dimension, Measure
from cxdata.measures.query import Answer
from cxdata.periods import Period, say_date
from cxdata.scope import Scope

ALL = "all"


def published_answer(
    edition: Edition, measure: str | Measure, by: Sequence[str] = (), scope: Scope | None = None
) -> Answer:
    """The measure's figures for each group of `by` within the scope, out of the edition.

    Without a period those of the latest that the edition has. Raises CxError, saying why and what to do, for whatever
    is not in the list of what is published.
    """
    definition = measure if isinstance(measure, Measure) else find_measure(measure)
    scope = scope or Scope()
    names = [*by, *([definition.share_of] if definition.share_of and definition.share_of not in by else [])]
    dimensions = tuple(find_dimension(name) for name in dict.fromkeys(names))
    asked = read_asked(edition, definition, dimensions, scope)
    shown = replace(definition, counts_to=edition.about.round_to)
    share_of = definition.share_of
    # A level that shares a total is chosen once the total is made.
    level = asked.chosen.pop(share_of, None) if share_of else None
    groups, parts = _groups(edition, asked, dimensions, share_of)
    apart = len(set(groups[share_of])) - 1 if share_of else 1
    frame = pd.DataFrame({**groups, **figures_of(shown, parts, edition.about.round_to, counted_apart=apart)})
    if share_of and level is not None:
        frame = frame[frame[share_of] == level].reset_index(drop=True)
    frame = frame[[*groups, *COLUMNS, *(name for name, _ in definition.extras)]]
    chosen = scope if any(one.calendar for one in dimensions) else replace(scope, period=_only(asked.periods))
    notes = _sum_note(edition, definition, dimensions, chosen, frame)
    return Answer(
        shown,
        dimensions,
        chosen,
        frame,
        f"edition-{edition.about.number}",
        edition.about.sources,
        notes,
        say_rules(edition),
    )


def say_rules(edition: Edition) -> str:
    """What a reader is told under every published figure."""
    to = edition.about.round_to
    return (
        f"Published figures, edition of {say_date(edition.about.made_on)}. Each count is rounded up or down to a "
        f"multiple of {to}, at random but always the same way, so it is within {to - 1} of the true count and parts "
        f"may not add up to their total. 0 to {to - 1} means what it says. Percentages need {SHARE_BASE} people; "
        f"means, 'worse' and 'real change' need {MEAN_BASE}."
    )


def _only(periods: Mapping[str, Period]) -> Period | None:
    return next(iter(periods.values()), None)


def _groups(
    edition: Edition, asked: Asked, by: Sequence[Dimension], share_of: str | None
) -> tuple[dict[str, list[str]], Parts]:
    """The group columns, and for each group the parts as shown; 0 where the edition has no such cell.

    Of levels that share a total, each is `yes` and the sum of the rest, as shown, `others`.
    """
    first, second = (*asked.table.by, "", "")[:2]
    cells = edition.rows(
        "select part, level_1, level_2, period, shown from cells where measure = $measure and by_1 = $first "
        "and by_2 = $second and period in (select unnest($periods))",
        {"measure": asked.table.measure, "first": first, "second": second, "periods": list(asked.periods)},
    )
    places = {name: f"level_{place}" for place, name in enumerate(asked.table.by, start=1)}
    for name, value in asked.chosen.items():
        cells = cells[cells[places[name]] == value]
    levels = [_levels(edition, asked, dimension) for dimension in by]
    index = pd.MultiIndex.from_product([[ALL], *levels], names=["", *(one.id for one in by)])
    keys = [cells["period"].map(_named(asked, one)) if one.calendar else cells[places[one.id]] for one in by]
    placed = pd.MultiIndex.from_arrays([[ALL] * len(cells), *keys], names=index.names)
    counts: Parts = {}
    for part in asked.table.parts:
        mine = (cells["part"] == part.name).to_numpy()
        found = pd.Series(cells["shown"].to_numpy()[mine], index=placed[mine])
        counts[part.name] = found.reindex(index, fill_value=0).to_numpy(dtype=float)
    counts |= _residents(edition, asked, index)
    if share_of:
        whole = (
            pd.Series(counts["n"], index=index)
            .groupby([one for one in index.names if one != share_of])
            .transform("sum")
        )
        counts = {"yes": counts["n"], "others": whole.to_numpy() - counts["n"]}
    groups = {one.id: [str(name) for name in index.get_level_values(one.id)] for one in by}
    return groups, counts


def _named(asked: Asked, calendar: Dimension) -> dict[str, str]:
    """The periods by the names that the engine gives them: a month is 2026-09."""
    return {name: f"{one.start:%Y-%m}" if calendar.months == 1 else name for name, one in asked.periods.items()}


def _levels(edition: Edition, asked: Asked, dimension: Dimension) -> list[str]:
    """The rows of a split: what is known of the dimension to everybody, or shown anywhere of the measure by it."""
    if dimension.calendar:
        return list(_named(asked, dimension).values())
    chosen = asked.chosen.get(dimension.id)
    if chosen is not None:
        return [chosen]
    seen = set(edition.shown_levels(asked.table.measure, dimension.id))
    if dimension.levels:
        return [level for level in dimension.levels if level in seen]
    if dimension.id == "ward":
        seen |= edition.own_levels("ward")
    return sorted(seen)


def _residents(edition: Edition, asked: Asked, index: pd.MultiIndex) -> Parts:
    """Of a figure for each resident: how many live in each group's ward, or in all."""
    if find_measure(asked.table.measure).denominator_table != "population":
        return {}
    known = edition.rows("select * from residents").set_index("ward")["residents"]
    wards = index.get_level_values("ward") if "ward" in index.names else [asked.chosen.get("ward", "")] * len(index)
    return {"residents": known.reindex(wards).to_numpy(dtype=float)}


def _sum_note(
    edition: Edition, measure: Measure, by: Sequence[Dimension], scope: Scope, frame: pd.DataFrame
) -> tuple[str, ...]:
    """That the parts of a count do not add up to its total, where they do not."""
    if not measure.is_count or len(by) != 1 or by[0].calendar or scope.chosen(by[0].id):
        return ()
    total = float(published_answer(edition, measure, (), scope).frame["numerator"].iloc[0])
    parts = float(frame["numerator"].sum())
    if parts == total:
        return ()
    return (f"The parts add up to {parts:,.0f}: each was rounded by itself. The {total:,.0f} is nearer.",)
