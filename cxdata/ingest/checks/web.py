"""Checks of visits, page views and online forms."""

from datetime import date

from cxdata.contract import CHANNELS, MONTH_KNOWN
from cxdata.ingest.checks.model import NO, CheckFinding, CheckRule, Loaded
from cxdata.ingest.checks.words import months, number, say_many, share

# The month of a row, and of a figure for a week, a quarter or a year its first day.
_START = f"(case when {MONTH_KNOWN} then date_trunc('month', day) else day end)::date"


def pages_below_visits(loaded: Loaded) -> list[CheckFinding]:
    """Months (or longer periods) of a file with fewer page views than visits: a visit opens at least one page."""
    by_file: dict[int, list[tuple[date, int, int, int]]] = {}
    for file_id, month, visits, pages, rows in loaded.rows(
        f"""
        select file_id, {_START} as month, sum(visits), sum(page_views), count(*)
        from web where visits > 0 and page_views is not null
        group by all having sum(page_views) < sum(visits) order by all
        """
    ):
        by_file.setdefault(file_id, []).append((month, visits, pages, rows))
    findings = []
    for file_id, wrong in by_file.items():
        visits, pages = sum(row[1] for row in wrong), sum(row[2] for row in wrong)
        swapped = f"; swapped it would be {visits / pages:.2f}" if pages else ""
        where = [month for month, *_ in wrong]
        findings.append(
            CheckFinding(
                file_id,
                "web",
                f"{number(visits)} visits and {number(pages)} page views cannot both be right: "
                f"{pages / visits:.2f} pages a visit{swapped}. {_which(loaded, file_id, where)}"
                f"{_consequence(loaded, where, visits, pages)} Ask who makes the export which column is which.",
                sum(row[3] for row in wrong),
                NO,
            )
        )
    return findings


def _which(loaded: Loaded, file_id: int, wrong: list[date]) -> str:
    ((all_months, all_known),) = loaded.rows(
        f"select count(distinct {_START}), bool_and({MONTH_KNOWN}) from web where file_id = $id and visits > 0",
        {"id": file_id},
    )
    if not all_known:
        # The months of a figure for a week, a quarter or a year are not known.
        return f"It is so in {len(wrong)} of {all_months} periods."
    if all_months == len(wrong):
        return f"It is so in every month, {months(wrong)}."
    return f"It is so in {months(wrong)}, {len(wrong)} of {all_months} months."


def _months_known(loaded: Loaded) -> bool:
    ((known,),) = loaded.rows(f"select bool_and({MONTH_KNOWN}) from web where visits > 0 and page_views is not null")
    return bool(known)


def _consequence(loaded: Loaded, where: list[date], visits: int, pages: int) -> str:
    """What the share of contact that staff handle would be either way, where contacts of those months are loaded.

    Nothing for visits of a week, a quarter or a year: the contacts of their months are not known to be theirs.
    """
    groups = loaded.council.channel_groups
    assisted = [channel for channel in CHANNELS if channel in groups.get("assisted", ())]
    if not _months_known(loaded):
        return ""
    ((helped,),) = loaded.rows(
        f"""
        select coalesce(sum(coalesce(count, 1)), 0)::bigint from contacts
        where list_contains($channels, channel::varchar) and requester <> 'staff'
            and list_contains($months, date_trunc('month', received_at)::date) and {MONTH_KNOWN}
        """,
        {"channels": assisted, "months": where},
    )
    if not helped or not pages:
        return ""
    return (
        f" Of visits and contacts together, those helped by staff are {share(helped, helped + visits)} by the visits "
        f"as given and {share(helped, helped + pages)} if the two are swapped."
    )


def completions_above_starts(loaded: Loaded) -> list[CheckFinding]:
    """More forms sent than begun."""
    return [
        CheckFinding(
            file_id,
            "web",
            f"On {say_many(rows, 'row', 'rows')} of {of:,} more online forms were completed than begun "
            f"({completions:,} against {starts:,}). The completion rate is not to be used there: sessions that go "
            "past midnight, or two ways of counting.",
            rows,
        )
        for file_id, rows, of, completions, starts in loaded.rows(
            """
            select file_id, count(*) filter (completions > starts), count(*),
                sum(completions) filter (completions > starts), sum(starts) filter (completions > starts)
            from web where completions is not null and starts is not null
            group by file_id having count(*) filter (completions > starts) > 0
            """
        )
    ]


RULES = (
    CheckRule(
        "pages_below_visits",
        "Fewer page views than visits in a month of a web file.",
        "A visit opens at least one page, so the two columns are probably swapped. The share of contact that staff "
        "handle depends on which is right; it is given both ways. Do not use the web figures of those months.",
        pages_below_visits,
    ),
    CheckRule(
        "completions_above_starts",
        "More online forms completed than begun.",
        "The completion rate would be over 100%.",
        completions_above_starts,
        by_file=True,
    ),
)
