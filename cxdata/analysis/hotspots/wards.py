"""Where it is worse: wards by rate, smoothed for small numbers, singled out by funnel, and in clusters."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from cxdata.analysis.hotspots.funnel import FunnelResult, funnel_of, is_share
from cxdata.analysis.hotspots.neighbourhoods import Figures, Neighbourhood, neighbourhood
from cxdata.analysis.result import HIDDEN, Result, say_list
from cxdata.contract import NOT_RECORDED, TABLES
from cxdata.council import Council
from cxdata.errors import CxError
from cxdata.measures import MEASURES, find_measure
from cxdata.measures.model import Measure, Unit
from cxdata.measures.per_head import per_1000
from cxdata.measures.query import Answer, query
from cxdata.scope import Scope
from cxdata.stats.areas.clusters import FEWEST_AREAS, Cluster, Spot, find_hotspots
from cxdata.stats.areas.smoothing import empirical_bayes
from cxdata.stats.basics.proportions import Floats
from cxdata.store import Store

TIERS = {"strong": "clear", "likely": "likely", "possible": "possible", "none": "", "not tested": "not tested"}
_NO_MAP = "No boundaries are loaded, so no one can say which wards are neighbours, and clusters are not looked for."


@dataclass(frozen=True)
class WardResult:
    """One ward. Values are in the measure's unit; nan where there is no figure.

    `smoothed` is the value pulled towards the overall one by as much as the ward's smallness deserves. `verdict` and
    `strength` are the funnel's word on the ward alone. `cluster` says how sure it is that it and its neighbours are
    high, or low (`high`), together: "clear", "likely", "possible", "" or "not tested".
    """

    name: str
    code: str
    numerator: float
    denominator: float
    value: float
    lower: float
    upper: float
    base_note: str
    smoothed: float
    verdict: str
    strength: str
    cluster: str
    high: bool
    z: float
    p_value: float
    q_value: float


@dataclass(frozen=True)
class Hotspots(Result):
    """The whole map in words and figures. `sentence` speaks of clusters, `single` of wards alone.

    `neighbourhoods` are the clusters as they are drawn, those on the bad side first, the surest first among them.
    """

    measure: Measure
    scope: str
    sentence: str
    single: str
    wards: tuple[WardResult, ...]
    clusters: tuple[Cluster, ...]
    without_data: tuple[str, ...]
    without_neighbours: tuple[str, ...]
    not_on_map: tuple[str, ...]
    unplaced: float
    notes: tuple[str, ...]
    draws: int
    sources: tuple[str, ...]
    warnings: tuple[str, ...]
    neighbourhoods: tuple[Neighbourhood, ...] = field(metadata=HIDDEN)


def hotspots(store: Store, measure: str | Measure, scope: Scope, council: Council) -> Hotspots:
    """The measure by ward: a count for each 1,000 residents, a share as it is, anything else by its value alone.

    Raises CxError for a measure that is not known by ward.
    """
    definition = measure if isinstance(measure, Measure) else find_measure(measure)
    if definition.share_of:
        raise CxError(
            f"'{definition.title}' has a figure for each {definition.share_of.replace('_', ' ')}: choose one of them."
        )
    raw = MEASURES["contacts"] if definition.id == "contacts_per_1000" else definition
    if definition.is_count:
        definition = per_1000(definition)
    scope = scope.with_choice("ward")  # a ward is held against all others, also where it is chosen alone
    answer = query(store, definition, ("ward",), scope, council=council)
    frame = answer.frame[answer.frame["ward"] != NOT_RECORDED].reset_index(drop=True)
    on_map = {area.label: area.code for area in store.areas if area.current}
    single = funnel_of(answer) if is_share(definition) or definition.unit is Unit.PER_1000 else None
    spots, clusters, sentence, draws = _clusters(store, frame, on_map)
    smoothed = _smoothed(definition, frame)
    wards = tuple(
        _ward(row, on_map, smooth, single, spots.get(str(row["ward"])))
        for row, smooth in zip(frame.to_dict("records"), smoothed, strict=True)
    )
    with_figure = {ward.name for ward in wards if not np.isnan(ward.value)}
    tested = {name for name, spot in spots.items() if spot.tier != "not tested"}
    unplaced = _unplaced(store, raw, scope, council)
    return Hotspots(
        measure=definition,
        scope=answer.sentence,
        sentence=_say(store, definition, wards, clusters, spots, _too_few(definition, frame, on_map) or sentence),
        single=f"{single.sentence} {single.expected_sentence}".strip() if single else "",
        wards=wards,
        clusters=clusters,
        without_data=tuple(ward.name for ward in wards if ward.name not in with_figure),
        without_neighbours=tuple(name for name in spots if name in with_figure and name not in tested)
        if tested
        else (),
        not_on_map=tuple(ward.name for ward in wards if not ward.code),
        unplaced=unplaced,
        notes=(*answer.notes, *_notes(answer, wards, single, unplaced, spots)),
        draws=draws,
        sources=answer.sources,
        warnings=answer.warnings,
        neighbourhoods=_neighbourhoods(store, definition, wards, clusters, spots),
    )


Spots = dict[str, Spot]


def _clusters(store: Store, frame: pd.DataFrame, on_map: dict[str, str]) -> tuple[Spots, tuple[Cluster, ...], str, int]:
    """Gi* over the wards that are on the newest map; neighbours of an older one take no part."""
    rows = frame[frame["ward"].isin(list(on_map))].reset_index(drop=True)
    if rows.empty:
        unmapped = "No ward of the data is on the map loaded."
        silent = "No data by ward is in this selection, so clusters are not looked for."
        return {}, (), _NO_MAP if not on_map else silent if frame.empty else unmapped, 0
    names = [str(name) for name in rows["ward"]]
    index_of = {on_map[name]: index for index, name in enumerate(names)}
    around: list[Sequence[int]] = [
        [index_of[code] for code in store.neighbours.get(on_map[name], ()) if code in index_of] for name in names
    ]
    values = rows["value"].to_numpy(dtype=float)
    search = find_hotspots(
        names, values, around, events=rows["numerator"].to_numpy(float), base=rows["denominator"].to_numpy(float)
    )
    return {spot.name: spot for spot in search.spots}, search.clusters, search.sentence, search.draws


def _too_few(measure: Measure, frame: pd.DataFrame, on_map: dict[str, str]) -> str:
    """Why clusters are not looked for where enough wards are on the map and too few have a figure; else ''."""
    rows = frame[frame["ward"].isin(list(on_map))]
    with_figure = int(rows["value"].notna().sum())
    if len(rows) < FEWEST_AREAS or with_figure >= FEWEST_AREAS:
        return ""
    lacking = measure.unit is Unit.PER_1000 and bool((~(rows["denominator"] > 0)).sum() > len(rows) - FEWEST_AREAS)
    why = "the number of residents is known of" if lacking else "there is a figure for"
    return (
        f"Clusters are not looked for: {why} {with_figure or 'none'} of the {len(rows)} wards on the map, and "
        f"{FEWEST_AREAS} are needed."
    )


def _smoothed(measure: Measure, frame: pd.DataFrame) -> Floats:
    """Marshall's empirical Bayes on the rarer side of a share; nan for a figure that is no count of events."""
    events, base = frame["numerator"].to_numpy(dtype=float), frame["denominator"].to_numpy(dtype=float)
    if measure.unit is Unit.PER_1000:
        return empirical_bayes(events, base) * measure.scale
    if not is_share(measure):
        return np.full(len(frame), np.nan)
    sound = np.where(events <= base, events, np.nan)
    if np.nansum(sound) * 2 > np.nansum(np.where(np.isnan(sound), np.nan, base)):
        return 1 - empirical_bayes(base - sound, base)
    return empirical_bayes(sound, base)


def _ward(
    row: dict, on_map: dict[str, str], smooth: float, single: FunnelResult | None, spot: Spot | None
) -> WardResult:
    name = str(row["ward"])
    point = next((point for point in single.points if point.level == name), None) if single else None
    shown = not np.isnan(row["value"])
    return WardResult(
        name=name,
        code=on_map.get(name, ""),
        numerator=float(row["numerator"]),
        denominator=float(row["denominator"]),
        value=float(row["value"]),
        lower=float(row["lower"]),
        upper=float(row["upper"]),
        base_note=str(row["base_note"]),
        smoothed=float(smooth) if shown else float("nan"),
        verdict=point.verdict if point else "not judged alone",
        strength=point.strength if point else "",
        cluster=TIERS[spot.tier] if spot else "not tested",
        high=spot.high if spot else False,
        z=spot.z if spot else float("nan"),
        p_value=spot.p if spot else float("nan"),
        q_value=spot.q if spot else float("nan"),
    )


def _say(
    store: Store,
    measure: Measure,
    wards: tuple[WardResult, ...],
    clusters: tuple[Cluster, ...],
    spots: Spots,
    sentence: str,
) -> str:
    if not clusters:
        return sentence
    sentences = []
    for cluster in clusters:
        sure = "clear" if any(spots[name].tier == "strong" for name in cluster.names) else "likely"
        way = "higher" if cluster.high else "lower"
        named = say_list(cluster.names, most=8)
        where = f"{named} lie side by side" if len(cluster.names) > 1 else f"{named} and the wards around it"
        sentences.append(f"{where}: {measure.title} {way} there than elsewhere ({sure}).")
        beside = _beside(store, cluster, wards)
        if beside:
            sentences.append(
                f"Touching them, with a figure as {'high' if cluster.high else 'low'}: {say_list(beside)}."
            )
    return " ".join(sentences)


def _neighbourhoods(
    store: Store, measure: Measure, wards: tuple[WardResult, ...], clusters: tuple[Cluster, ...], spots: Spots
) -> tuple[Neighbourhood, ...]:
    figures = {
        ward.name: Figures(ward.numerator, ward.denominator, ward.value) for ward in wards if not np.isnan(ward.value)
    }
    areas = [
        neighbourhood(
            measure,
            cluster,
            _touching(store, cluster, wards),
            figures,
            clear=any(spots[name].tier == "strong" for name in cluster.names),
        )
        for cluster in clusters
    ]
    return tuple(sorted(areas, key=lambda area: (not area.worse, area.sure != "clear", -len(area.wards))))


def _touching(store: Store, cluster: Cluster, wards: tuple[WardResult, ...]) -> list[str]:
    """The wards on the map that touch a cluster and are not in it."""
    codes = {ward.name: ward.code for ward in wards if ward.code}
    touching = {code for name in cluster.names for code in store.neighbours.get(codes[name], ())}
    return [name for name, code in codes.items() if code in touching and name not in cluster.names]


def _beside(store: Store, cluster: Cluster, wards: tuple[WardResult, ...]) -> list[str]:
    """Wards that touch a cluster and lie beyond its mildest ward, but were not sure enough to be named in it."""
    values = {ward.name: ward.value for ward in wards}
    inside = [values[name] for name in cluster.names]
    return [
        name
        for name in _touching(store, cluster, wards)
        if (values[name] >= min(inside) if cluster.high else values[name] <= max(inside))
    ]


def _unplaced(store: Store, raw: Measure, scope: Scope, council: Council) -> float:
    """The share of what is counted (or of its base) that has no ward recorded; 0 where all have."""
    frame = query(store, raw, ("ward",), scope, council=council).frame
    numbers = frame["numerator" if raw.is_count else "denominator"].fillna(0)
    total = float(numbers.sum())
    return float(numbers[frame["ward"] == NOT_RECORDED].sum()) / total if total else 0.0


def _notes(
    answer: Answer, wards: tuple[WardResult, ...], single: FunnelResult | None, unplaced: float, spots: Spots
) -> tuple[str, ...]:
    notes = []
    with_figure = {ward.name for ward in wards if not np.isnan(ward.value)}
    tested = {name for name, spot in spots.items() if spot.tier != "not tested"}
    without = [ward.name for ward in wards if ward.name not in with_figure]
    if without:
        notes.append(f"Without a figure, which is not the same as none: {say_list(without)}.")
    alone = [name for name in spots if name in with_figure and name not in tested]
    if alone and tested:
        notes.append(f"Not tested for clusters, because they touch no ward with a figure: {say_list(alone)}.")
    off = [ward.name for ward in wards if not ward.code and ward.name in with_figure]
    if off and spots:
        notes.append(f"Not on the newest map, so not tested for clusters: {say_list(off)}.")
    if unplaced:
        noun = TABLES[answer.measure.table].noun
        notes.append(f"{unplaced:.1%} of the {noun} counted have no ward recorded and are on no map.")
    if single and single.note:
        notes.append(single.note)
    return tuple(notes)
