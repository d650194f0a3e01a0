"""Checks of totals against their parts, and of published figures against the counts behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxdata.contract import NOT_RECORDED
from cxdata.ingest.checks.model import Found, Loaded
from cxdata.ingest.checks.words import counted, listed, months, share
from cxdata.periods import say_month

# A published whole per cent may differ by half a point from its formula, and a little more for the way it is rounded.
_AGREES = 0.6
# Where the two formulas give nearly the same, a figure cannot say which of them it follows.
_APART = 1.3
_ENOUGH = 6


def bands_not_total(loaded: Loaded) -> list[Found]:
    """Residents by band that do not come to the residents in all."""
    found = []
    for characteristic, wards, of, names, parts, whole in loaded.rows(
        """
        with whole as (select ward_code, any_value(ward)::varchar as name, sum(residents) as n from population
            where characteristic = 'all' group by ward_code),
        parts as (select ward_code, characteristic::varchar as characteristic, sum(residents) as n, count(*) as bands
            from population where characteristic <> 'all' group by all)
        select characteristic, count(*) filter (odd), count(*), list(name order by abs(gap) desc) filter (odd),
            (sum(p_n) filter (odd))::bigint, (sum(w_n) filter (odd))::bigint
        from (select characteristic, name, p.n as p_n, w.n as w_n, p.n - w.n as gap, abs(p.n - w.n) > bands as odd
            from parts p join whole w using (ward_code))
        group by characteristic having bool_or(odd)
        """
    ):
        found.append(
            Found(
                None,
                "population",
                f"In {wards:,} of {counted(of, 'area', 'areas')} the residents by {characteristic} do not come to the "
                f"residents in all: {parts:,} against {whole:,} ({listed(names)}). Rates for each 1,000 residents use "
                "the total; shares by band use the bands.",
                wards,
            )
        )
    return found


@dataclass(frozen=True)
class _Month:
    """One month of a published figure with both formulas from the counts, all 0 to 100."""

    month: date
    published: float
    mean: float
    share: float

    @property
    def follows(self) -> str | None:
        """The formula the published figure agrees with: 'mean', 'share', 'neither', or None where it cannot say."""
        if abs(self.mean - self.share) < _APART:
            return None
        near = {"mean": abs(self.published - self.mean), "share": abs(self.published - self.share)}
        best = min(near, key=lambda name: near[name])
        return best if near[best] <= _AGREES else "neither"


def _published(loaded: Loaded) -> dict[tuple[str, str, str, str], tuple[int, list[_Month]]]:
    """Every published satisfaction figure with the counts of its months, service and channel beside it."""
    found: dict[tuple[str, str, str, str], tuple[int, list[_Month]]] = {}
    for file_id, organisation, figure, service, channel, *values in loaded.rows(
        """
        with given as (select any_value(file_id) as file_id, organisation, figure, service, channel,
                date_trunc('month', period)::date as month, any_value(value) as value
            from benchmarks where contains(lower(figure::varchar), 'satisf') and value between 0 and 100 group by all),
        answers as (select date_trunc('month', responded_at)::date as month, service, channel,
                sum(coalesce(count, 1)) as n, sum(score * coalesce(count, 1)) as total,
                sum(coalesce(count, 1)) filter (score >= 4) as satisfied
            from responses where score is not null group by all)
        select g.file_id, g.organisation::varchar, g.figure::varchar, g.service::varchar, g.channel::varchar, g.month,
            g.value, 25 * (sum(a.total) / sum(a.n) - 1), 100 * coalesce(sum(a.satisfied), 0) / sum(a.n)
        from given g join answers a on a.month = g.month and (g.service = $blank or a.service = g.service)
            and (g.channel = $blank or a.channel = g.channel)
        group by all order by all
        """,
        {"blank": NOT_RECORDED},
    ):
        key = (organisation, figure, service, channel)
        found.setdefault(key, (file_id, []))[1].append(_Month(*values))
    return found


def _turn(series: Sequence[_Month]) -> tuple[list[_Month], list[_Month]] | None:
    """The series cut where its formula changes; None when it keeps to one, or to none for nearly all its months."""
    telling = [entry for entry in series if entry.follows in ("mean", "share")]
    best, cut = 0, None
    for place in range(1, len(telling)):
        before, after = telling[:place], telling[place:]
        for one, other in (("mean", "share"), ("share", "mean")):
            right = sum(entry.follows == one for entry in before) + sum(entry.follows == other for entry in after)
            ends = before[-1].follows == one and after[0].follows == other
            if ends and right > best:
                best, cut = right, place
    if cut is None or best < 0.9 * len(telling) or len(telling) < _ENOUGH or len(telling) < 0.5 * len(series):
        return None
    return telling[:cut], telling[cut:]


_FORMULAS = {
    "mean": "the mean score on a scale of 0 to 100",
    "share": "the share satisfied or very satisfied",
}


def published_formula_changed(loaded: Loaded) -> list[Found]:
    """A published satisfaction figure that follows one formula up to a month and another from there on."""
    found = []
    for (_, figure, service, _), (file_id, series) in _published(loaded).items():
        halves = _turn(series)
        if halves is None:
            continue
        before, after = halves
        old, new = before[-1].follows or "", after[0].follows or ""
        last = after[-1]
        kept = "share" if new == "share" else "mean"
        of = "" if service == NOT_RECORDED else f" for {service}"
        found.append(
            Found(
                file_id,
                "benchmarks",
                f"The published figure '{figure}'{of} changed its formula in {say_month(after[0].month)}: until "
                f"{say_month(before[-1].month)} it is {_FORMULAS[old]} ({len(before)} months), since then "
                f"{_FORMULAS[new]}. It went from {before[-1].published:g} to {last.published:g} by "
                f"{say_month(last.month)}; by {_FORMULAS[kept]} throughout it went from "
                f"{getattr(before[-1], kept):.1f} to {getattr(last, kept):.1f}. Do not draw it as one line.",
                len(after),
            )
        )
    return found


def published_differs(loaded: Loaded) -> list[Found]:
    """The council's own published satisfaction that neither formula gives back from the counts loaded."""
    found = []
    for (organisation, figure, service, _), (file_id, series) in _published(loaded).items():
        wrong = [entry for entry in series if entry.follows == "neither"]
        ours = organisation == loaded.council.name or len(wrong) < len(series) / 2
        if not wrong or not ours or len(wrong) < 0.02 * len(series):
            continue
        worst = max(wrong, key=lambda entry: min(abs(entry.published - entry.mean), abs(entry.published - entry.share)))
        of = "" if service == NOT_RECORDED else f" for {service}"
        found.append(
            Found(
                file_id,
                "benchmarks",
                f"The published figure '{figure}'{of} is not what the answers loaded give in {len(wrong)} of "
                f"{len(series)} months ({months([entry.month for entry in wrong])}). In {say_month(worst.month)} it is "
                f"{worst.published:g}; the counts give a mean score of {worst.mean:.1f} and {worst.share:.1f}% "
                "satisfied or very satisfied. Ask what it is made from.",
                len(wrong),
            )
        )
    return found


def percentage_out_of_range(loaded: Loaded) -> list[Found]:
    """Published percentages below 0 or above 100."""
    return [
        Found(
            file_id,
            "benchmarks",
            f"{counted(rows, 'published percentage is', 'published percentages are')} below 0 or above 100 "
            f"({share(rows, of)} of {of:,}): {listed(figures)}.",
            rows,
        )
        for file_id, rows, of, figures in loaded.rows(
            """
            select file_id, count(*) filter (value not between 0 and 100), count(*),
                list_sort(list(distinct figure::varchar) filter (value not between 0 and 100))
            from benchmarks where regexp_matches(figure::varchar, '(?i)%|per ?cent|percentage')
            group by file_id having count(*) filter (value not between 0 and 100) > 0
            """
        )
    ]
