"""Checks of totals against their parts, and of published figures against the counts behind them."""

from dataclasses import dataclass
from datetime import date

from cxdata.contract import NOT_RECORDED
from cxdata.ingest.checks.model import CheckFinding, CheckRule, Loaded
from cxdata.ingest.checks.words import months, say_list, say_many, share
from cxdata.periods import say_month
from cxdata.stats.survey.formulas import NEITHER, find_formula_change, formula_followed, is_made_of_answers

_FORMULAS = {
    "mean": "the mean score on a scale of 0 to 100",
    "share": "the share satisfied or very satisfied",
}


def bands_not_total(loaded: Loaded) -> list[CheckFinding]:
    """Residents by band that do not come to the residents in all."""
    findings = []
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
        findings.append(
            CheckFinding(
                None,
                "population",
                f"In {wards:,} of {say_many(of, 'area', 'areas')} the residents by {characteristic} do not come to the "
                f"residents in all: {parts:,} against {whole:,} ({say_list(names)}). Rates for each 1,000 residents "
                "use the total; shares by band use the bands.",
                wards,
            )
        )
    return findings


@dataclass(frozen=True)
class _PublishedMonth:
    """One month of a published figure with both formulas from the counts, all 0 to 100."""

    month: date
    published: float
    mean: float
    share: float

    @property
    def follows(self) -> str:
        """The formula the published figure agrees with: 'mean', 'share', 'both' or 'neither'."""
        return formula_followed(self.published, {"mean": self.mean, "share": self.share})


def _published_series(loaded: Loaded) -> dict[tuple[str, str, str, str], tuple[int, list[_PublishedMonth]]]:
    """Every published satisfaction figure with the counts of its months, service and channel beside it."""
    series: dict[tuple[str, str, str, str], tuple[int, list[_PublishedMonth]]] = {}
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
        series.setdefault(key, (file_id, []))[1].append(_PublishedMonth(*values))
    return series


def published_formula_changed(loaded: Loaded) -> list[CheckFinding]:
    """A published satisfaction figure that follows one formula up to a month and another from there on."""
    findings = []
    for (_, figure, service, _), (file_id, series) in _published_series(loaded).items():
        change = find_formula_change([entry.follows for entry in series])
        if change is None:
            continue
        before, after = series[change.before[-1]], series[change.after[0]]
        old, new, last = before.follows, after.follows, series[change.after[-1]]
        of = "" if service == NOT_RECORDED else f" for {service}"
        findings.append(
            CheckFinding(
                file_id,
                "benchmarks",
                f"The published figure '{figure}'{of} changed its formula in {say_month(after.month)}: until "
                f"{say_month(before.month)} it is {_FORMULAS[old]} ({len(change.before)} months), since then "
                f"{_FORMULAS[new]}. It went from {before.published:g} to {last.published:g} by "
                f"{say_month(last.month)}; by {_FORMULAS[new]} throughout it went from "
                f"{getattr(before, new):.1f} to {getattr(last, new):.1f}. Do not draw it as one line.",
                len(change.after),
            )
        )
    return findings


def published_differs(loaded: Loaded) -> list[CheckFinding]:
    """The council's own published satisfaction that neither formula gives back from the counts loaded."""
    findings = []
    for (organisation, figure, service, _), (file_id, series) in _published_series(loaded).items():
        wrong = [entry for entry in series if entry.follows == NEITHER]
        ours = organisation == loaded.council.name or is_made_of_answers([entry.follows for entry in series])
        if not wrong or not ours:
            continue
        worst = max(wrong, key=lambda entry: min(abs(entry.published - entry.mean), abs(entry.published - entry.share)))
        of = "" if service == NOT_RECORDED else f" for {service}"
        findings.append(
            CheckFinding(
                file_id,
                "benchmarks",
                f"The published figure '{figure}'{of} is not what the answers loaded give in {len(wrong)} of "
                f"{len(series)} months ({months([entry.month for entry in wrong])}). In {say_month(worst.month)} it is "
                f"{worst.published:g}; the counts give a mean score of {worst.mean:.1f} and {worst.share:.1f}% "
                "satisfied or very satisfied. Ask what it is made from.",
                len(wrong),
            )
        )
    return findings


def percentage_out_of_range(loaded: Loaded) -> list[CheckFinding]:
    """Published percentages below 0 or above 100."""
    return [
        CheckFinding(
            file_id,
            "benchmarks",
            f"{say_many(rows, 'published percentage is', 'published percentages are')} below 0 or above 100 "
            f"({share(rows, of)} of {of:,}): {say_list(figures)}.",
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


RULES = (
    CheckRule(
        "bands_not_total",
        "Residents by band that do not come to the residents in all.",
        "A difference of up to one a band is rounding and not reported.",
        bands_not_total,
        of=("population",),
    ),
    CheckRule(
        "published_formula_changed",
        "A published satisfaction figure that follows the mean score up to a month and the share satisfied after it, "
        "or the other way round.",
        "Both formulas are computed again from the counts loaded. The published line jumps where nothing happened.",
        published_formula_changed,
        of=("benchmarks", "responses"),
    ),
    CheckRule(
        "published_differs",
        "A published satisfaction figure that neither formula gives back from the counts loaded.",
        "Ask what it is made from. Figures of other bodies are not compared with our counts.",
        published_differs,
        of=("benchmarks", "responses"),
    ),
    CheckRule(
        "percentage_out_of_range",
        "Published percentages below 0 or above 100.",
        "A misprint, or not a percentage.",
        percentage_out_of_range,
        by_file=True,
    ),
)
