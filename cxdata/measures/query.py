"""The one engine: a measure, a split and a scope in, an Answer out. Nobody else computes a figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cxdata.contract import NOT_RECORDED
from cxdata.council import Council
from cxdata.errors import CxError, suggest_nearest
from cxdata.measures import DIMENSIONS, find_dimension, find_measure
from cxdata.measures.base import BASE_SETTING, as_counted, left_out
from cxdata.measures.constants.sources import sources_of
from cxdata.measures.coverage.cautions import cautions_on
from cxdata.measures.coverage.gaps import cut_figures, files_counted, is_outside, part_of_whole, weeks_by_first_day
from cxdata.measures.coverage.typed import typed_out_of_papers
from cxdata.measures.intervals import COLUMNS, Columns, figures_with_ranges
from cxdata.measures.lattice import lattice_of
from cxdata.measures.model import Dimension, Measure
from cxdata.measures.registry.dimensions import calendar_names, parts_of, splits
from cxdata.measures.statement import BASE_FILES, FILES, WHOLE, narrowed, statement, tells_services, text_of
from cxdata.measures.together import columns_of
from cxdata.measures.words import say_level, say_unloaded
from cxdata.scope import Scope
from cxdata.store import Store


@dataclass(frozen=True)
class Answer:
    """Figures, one row a group: the group columns, then `COLUMNS`, then any extras of the measure.

    Shares and rates are fractions and per-1,000 figures as `measure.unit` says; a value is missing (nan) where the
    base is too small to say or there is no data, and `base_note` says which. `notes` are sentences a reader must see,
    and so are `warnings`, which doubt the figures themselves (files not to be used, sources that disagree).
    `rules` are those of the edition that the figures come from; "" where they come from the store, and are for officers
    only. `missing` says why there is no figure whatever is selected,
    "" where there may be one.
    """

    measure: Measure
    by: tuple[Dimension, ...]
    scope: Scope
    frame: pd.DataFrame
    version: str
    sources: tuple[str, ...]
    notes: tuple[str, ...] = ()
    rules: str = ""
    warnings: tuple[str, ...] = ()
    missing: str = ""

    @property
    def published(self) -> bool:
        """Whether everybody may see it: its figures are those of an edition."""
        return bool(self.rules)

    @property
    def sentence(self) -> str:
        """What is in scope, in words."""
        titles = {name: dimension.title for name, dimension in DIMENSIONS.items()}
        return self.scope.sentence(titles, staff=DIMENSIONS["requester"].on(self.measure.table), say=say_level)

    @property
    def empty(self) -> bool:
        """Whether there is no figure at all to show."""
        unknown = self.frame["numerator"].isna() & self.frame["value"].isna()
        return self.frame.empty or bool(unknown.all())


def query(
    store: Store,
    measure: str | Measure,
    by: Sequence[str] = (),
    scope: Scope | None = None,
    *,
    council: Council | None = None,
    strict: bool = False,
) -> Answer:
    """The measure's figures for each group of `by` within the scope.

    Choices that the measure's table cannot apply are named in `notes`, or refused when `strict`. Raises CxError for
    an unknown measure or dimension, and for a split the table does not have.
    """
    scope = scope or Scope()
    council = council or Council()
    defined = measure if isinstance(measure, Measure) else find_measure(measure)
    definition = as_counted(defined, council, sources_of(store))
    if not strict and (barred := _barred_by_base(definition, by)):
        unsplit = tuple(find_dimension(name) for name in by)
        return _without(store, definition, unsplit, scope, barred)
    dimensions = _dimensions(definition, by)
    if definition.table not in store.spans and not store.row_counts[definition.table]:
        return _without(store, definition, dimensions, scope, say_unloaded(definition))
    parts = parts_of(council)
    select = statement(definition, dimensions, scope, parts, lattice_of(store))
    if select.not_applied and strict:
        raise CxError(_not_applied(definition, select.not_applied) + " Leave that choice out.")
    columns = columns_of(store, select)
    sources = files_counted(store, [columns.pop(name) for name in (FILES, BASE_FILES) if name in columns])
    part = part_of_whole(definition, columns.pop(WHOLE), columns["denominator"]) if WHOLE in columns else ()
    if not dimensions and definition.is_count:
        columns["numerator"] = [columns["numerator"][0] or 0.0]
    if definition.share_of:
        columns = _as_shares(columns, dimensions, definition.share_of, scope.chosen(definition.share_of))
    columns = _with_silent_wards(store, definition, dimensions, scope, columns)
    cut = cut_figures(store, definition, scope)
    if is_outside(store, definition, scope) or (cut and not any(columns["numerator"])):
        columns |= {name: [None] * len(columns["numerator"]) for name in ("numerator", "denominator")}
    frame = figures_with_ranges(definition, [dimension.id for dimension in dimensions], _ordered(columns, dimensions))
    notes = (
        *((_not_applied(definition, select.not_applied),) if select.not_applied else ()),
        *cut,
        *weeks_by_first_day(store, definition, dimensions),
        *part,
        *left_out(definition, scope, store.tuples, by_service=tells_services(dimensions, scope)),
    )
    notes = (*notes, *typed_out_of_papers(store, select.counted))
    warnings = cautions_on(store, defined, sources, scope, council)
    return Answer(definition, dimensions, scope, frame, store.version, sources, notes, warnings=warnings)


def refuse_choices(measure: Measure, scope: Scope, council: Council) -> None:
    """Raises CxError where a choice of the scope cannot narrow a measure."""
    not_applied = () if measure.share_of else narrowed(measure, scope, council).not_applied
    if not_applied:
        raise CxError(_not_applied(measure, not_applied) + " Leave that choice out.")


def resolve(store: Store, dimension: str, text: str) -> str:
    """The dimension's value that a reader means by `text`: exact, or blind to case, spaces and underscores.

    A ward may be named by its code. Raises CxError with the nearest values.
    """
    definition = find_dimension(dimension)
    values = known_values(store, definition)
    if text in values:
        return text
    folded = {fold(value): value for value in values}
    if fold(text) in folded:
        return folded[fold(text)]
    if dimension == "ward":
        codes = {area.code.casefold(): area.label for area in store.areas}
        if text.casefold() in codes:
            return codes[text.casefold()]
    raise CxError(f"There is no {definition.title.lower()} '{text}'. {suggest_nearest(text, values)}")


def known_values(store: Store, dimension: Dimension) -> tuple[str, ...]:
    """The values a dimension can take: its own levels, or those the loaded data brought."""
    if dimension.levels:
        return dimension.levels
    if dimension.column:
        return store.levels(dimension.column)
    if dimension.calendar and store.spans:
        firsts, lasts = zip(*store.spans.values(), strict=True)
        return calendar_names(dimension, min(firsts), max(lasts))
    return ()


def fold(text: str) -> str:
    """A name without what people write differently: letters' case, underscores, hyphens and spaces around it."""
    return text.replace("_", " ").replace("-", " ").casefold().strip()


def _dimensions(measure: Measure, by: Sequence[str]) -> tuple[Dimension, ...]:
    names = list(dict.fromkeys(by))
    if measure.share_of and measure.share_of not in names:
        names.append(measure.share_of)
    dimensions = tuple(find_dimension(name) for name in names)
    possible = splits(measure)
    for dimension in dimensions:
        if dimension.id not in possible:
            raise CxError(
                f"'{measure.id}' cannot be split by {dimension.id}: {_why_not(measure, dimension)}. It can be split by "
                f"{', '.join(possible)}."
            )
    return dimensions


def _barred_by_base(measure: Measure, by: Sequence[str]) -> str:
    """Why a measure cannot be split so under the base that the council chose; "" where that is not the reason."""
    reasons = dict(measure.not_by) if measure.counted_from else {}
    barred = [find_dimension(name) for name in by if reasons.get(name, "").startswith(BASE_SETTING)]
    if not barred:
        return ""
    return f"'{measure.title}' cannot be split by {barred[0].title.lower()}: {reasons[barred[0].id]}."


def _why_not(measure: Measure, dimension: Dimension) -> str:
    """Why a measure cannot be split or narrowed by a dimension."""
    barred = dict(measure.not_by)
    if dimension.id in barred:
        return barred[dimension.id]
    return f"there is no {dimension.title.lower()} in the {_lacking(measure, dimension)} data"


def _lacking(measure: Measure, dimension: Dimension) -> str:
    """The table for want of which a measure cannot be split by a dimension."""
    if measure.denominator_table is None or not dimension.on(measure.table):
        return measure.table
    return measure.denominator_table


def _not_applied(measure: Measure, names: Sequence[str]) -> str:
    barred = dict(measure.not_by)
    sentences = [f"'{measure.title}' is not narrowed by {name}: {barred[name]}." for name in names if name in barred]
    lacking = [DIMENSIONS[name] for name in names if name not in barred]
    if lacking:
        titles = " or ".join(dimension.title.lower() for dimension in lacking)
        tables = " or ".join(dict.fromkeys(_lacking(measure, dimension) for dimension in lacking))
        sentences.append(f"'{measure.title}' is not narrowed by {titles}: there is none in the {tables} data.")
    return " ".join(sentences)


def _without(store: Store, measure: Measure, by: tuple[Dimension, ...], scope: Scope, why: str) -> Answer:
    """An answer without figures, for a reason that does not lie in the selection."""
    return Answer(measure, by, scope, _nothing(measure, by), store.version, (), (why,), missing=why)


def _nothing(measure: Measure, by: Sequence[Dimension]) -> pd.DataFrame:
    names = [dimension.id for dimension in by] + list(COLUMNS) + [name for name, _ in measure.extras]
    return pd.DataFrame({name: pd.Series(dtype=object) for name in names})


def _with_silent_wards(
    store: Store, measure: Measure, by: Sequence[Dimension], scope: Scope, columns: Columns
) -> Columns:
    """The columns with a row for each ward on the map that has no figure, so that silence is seen and not read as 0.

    Only wards of councils of which the table knows at least one ward; a count is 0 where the ward has rows at other
    times, and missing where the data has never named it.
    """
    if [dimension.id for dimension in by] != ["ward"] or not store.areas:
        return columns
    ever = set(store.present("ward", measure.table))
    councils = {area.council_code for area in store.areas if area.label in ever}
    chosen = scope.chosen("ward")
    seen = set(columns["ward"])
    silent = [
        area.label
        for area in store.areas
        if area.current
        and area.council_code in councils
        and area.label not in seen
        and (not chosen or area.label in chosen)
    ]
    counted = [0.0 if measure.is_count and name in ever else None for name in silent]
    unknown: list[Any] = [None] * len(silent)
    added: Columns = {"ward": silent, "numerator": counted}
    return {name: [*values, *added.get(name, unknown)] for name, values in columns.items()}


def _as_shares(columns: Columns, by: Sequence[Dimension], share_of: str, chosen: Sequence[str]) -> Columns:
    """Each group beside the total over `share_of`, which is narrowed only once the total is made."""
    others = [dimension.id for dimension in by if dimension.id != share_of]
    indices = range(len(columns["numerator"]))
    wholes = [tuple(columns[name][index] for name in others) for index in indices]
    totals: dict[tuple[str, ...], float] = {}
    for whole, counted in zip(wholes, columns["numerator"], strict=True):
        totals[whole] = totals.get(whole, 0.0) + (counted or 0.0)
    shares = columns | {"denominator": [totals[whole] for whole in wholes]}
    wanted = [
        index
        for index in indices
        if columns["numerator"][index] is not None and (not chosen or columns[share_of][index] in chosen)
    ]
    return {name: [values[index] for index in wanted] for name, values in shares.items()}


def _ordered(columns: Columns, by: Sequence[Dimension]) -> Columns:
    """Rows in each dimension's own order, "Not recorded" last."""
    if not by:
        return columns
    ranks = []
    for dimension in by:
        order = dimension.levels or tuple(sorted(set(columns[dimension.id]), key=_natural))
        rank = {value: position for position, value in enumerate(order)} | {NOT_RECORDED: len(order) + 1}
        ranks.append([rank.get(value, len(rank)) for value in columns[dimension.id]])
    indices = sorted(range(len(ranks[0])), key=lambda index: [rank[index] for rank in ranks])
    return {name: [values[index] for index in indices] for name, values in columns.items()}


def _natural(name: str) -> list[tuple[int, str]]:
    """A key that puts 'Ward 2' before 'Ward 10', and ages 5 to 9 before 10 to 14."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)]


def values_present(store: Store, dimension: str, table: str, council: Council | None = None) -> tuple[str, ...]:
    """The values of a dimension that occur in one table, in order."""
    definition = find_dimension(dimension)
    if definition.column:
        return store.present(definition.column, table)
    sql = text_of(definition, table, parts_of(council or Council()))
    rows: list[tuple[Any, ...]] = store.tuples(f"select distinct {sql} from {table} order by 1")
    return tuple(value for (value,) in rows)
