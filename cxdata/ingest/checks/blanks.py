"""Checks of what is left blank, and of who is counted."""

from collections.abc import Sequence

from cxdata.constants import LEVELS
from cxdata.contract import NOT_RECORDED, TABLES, tables_by_choice
from cxdata.ingest.checks.model import CheckFinding, CheckRule, Loaded
from cxdata.ingest.checks.words import say_list, share, verb
from cxdata.measures.constants.blanks import BLANKS, FIELDS
from cxdata.measures.words import say_level

_WORDS = {"ward_code": "ward", "customer_type": "customer type", "service": "service", "closed_at": "date of closing"}
# A channel with fewer rows, or so small a share of them, says little; a smaller gap changes no comparison.
_ENOUGH, _SHARE, _GAP = 100, 0.01, 0.05


def blanks_differ_by_channel(loaded: Loaded) -> list[CheckFinding]:
    """A field that is blank far more often in one channel than in another, over the files that carry it."""
    findings = []
    for table in tables_by_choice().get("channel", ()):
        fields = [name for name in FIELDS if name in TABLES[table].names]
        counts = loaded.rows(
            f"{BLANKS.prelude(loaded.meta)}select file_id, channel, counted, {', '.join(['0', *fields])} "
            f"from {BLANKS.name} where table_name = $table order by file_id, channel",
            {"table": table},
        )
        for position, field in enumerate(fields, start=4):
            findings += _spread(table, field, _by_channel([(*row[:3], row[position]) for row in counts]))
    return findings


def _by_channel(counts: Sequence[tuple[int, str, int, int]]) -> list[tuple[str, int, int, set[int]]]:
    """For each known channel: rows with a blank, rows, files; of the files that fill the field anywhere."""
    carrying = {file_id for file_id, _, of, blank in counts if blank < of}
    by_channel: dict[str, tuple[int, int, set[int]]] = {}
    for file_id, channel, of, blank in counts:
        if file_id in carrying and channel != NOT_RECORDED:
            before = by_channel.get(channel, (0, 0, set()))
            by_channel[channel] = (before[0] + blank, before[1] + of, before[2] | {file_id})
    return [(channel, *entry) for channel, entry in by_channel.items() if entry[1] >= _ENOUGH]


def _spread(table: str, field: str, rows: list[tuple[str, int, int, set[int]]]) -> list[CheckFinding]:
    total = sum(row[2] for row in rows)
    rows = [row for row in rows if row[2] >= _SHARE * total]
    if len(rows) < 2:
        return []
    ranked = sorted(rows, key=lambda row: (-row[1] / row[2], row[0]))
    (most, most_blank, most_of, _), (least, least_blank, least_of, _) = ranked[0], ranked[-1]
    if most_blank / most_of - least_blank / least_of < _GAP:
        return []
    others = [f"{say_level('channel', name)} {share(empty, of)}" for name, empty, of, _ in ranked[1:-1]]
    between = f" Between them: {say_list(others)}." if others else ""
    files = {number for row in rows for number in row[3]}
    word, noun = _WORDS[field], TABLES[table].noun
    then = (
        "Days to close by channel leave those rows out, so they are of the cases that were closed."
        if field == "closed_at"
        else f"Figures by {word} lean towards the channels that record it: read {word} within one channel."
    )
    return [
        CheckFinding(
            files.pop() if len(files) == 1 else None,
            table,
            f"The {word} is blank on {share(most_blank, most_of)} of {most.replace('_', ' ')} {noun} and on "
            f"{share(least_blank, least_of)} of {least.replace('_', ' ')} {noun}.{between} {then}",
            sum(row[1] for row in rows),
        )
    ]


def staff_among_customers(loaded: Loaded) -> list[CheckFinding]:
    """Contacts that staff raised themselves."""
    return [
        CheckFinding(
            file_id,
            "contacts",
            f"{staff:,} of {of:,} contacts ({share(staff, of)}) {verb(staff, 'was', 'were')} raised by staff, not by "
            "customers. They are left "
            "out of every figure unless you ask for them.",
            rows,
        )
        for file_id, staff, of, rows in loaded.rows(
            """
            select file_id, (sum(coalesce(count, 1)) filter (requester = 'staff'))::bigint,
                sum(coalesce(count, 1))::bigint, count(*) filter (requester = 'staff')
            from contacts group by file_id having count(*) filter (requester = 'staff') > 0
            """
        )
    ]


def small_counts(loaded: Loaded) -> list[CheckFinding]:
    """Rows of a file of counts that stand for one or two people."""
    findings = []
    for table in (table for table in loaded.tables_with_rows() if table.people):
        findings += [
            CheckFinding(
                file_id,
                table.name,
                f"{rows:,} of {of:,} rows ({share(rows, of)}) stand for 1 or 2 {table.noun}. On screen they are "
                "counted; in anything published they are rounded, because counts this small can point at a person.",
                rows,
            )
            for file_id, rows, of in loaded.rows(
                f"select file_id, count(*) filter ({table.people} between 1 and 2), count(*) from {table.name} "
                f"group by file_id having max({table.people}) > 2 "
                f"and count(*) filter ({table.people} between 1 and 2) > 0"
            )
        ]
    return findings


def single_row_levels(loaded: Loaded) -> list[CheckFinding]:
    """A channel or provider with a single row in a file: a slip of the keyboard, or one person."""
    findings = []
    for field in ("channel", "provider"):
        for table in tables_by_choice().get(field, ()):
            findings += [
                CheckFinding(
                    file_id,
                    table,
                    f"The {field} {say_list([say_level(field, name) for name in names])} has a single row"
                    f"{'' if len(names) == 1 else ' each'} in this file. No percentage is shown for so few; check "
                    "whether it is a slip of the keyboard.",
                    len(names),
                )
                for file_id, names in loaded.rows(
                    f"""
                    {LEVELS.prelude(loaded.meta)}
                    select file_id, list(level order by level) from (
                        select file_id, level, rows, sum(rows) over (partition by file_id) as of from {LEVELS.name}
                        where table_name = $table and column_name = $field and level <> $blank)
                    where rows = 1 and of >= {_ENOUGH} group by file_id
                    """,
                    {"table": table, "field": field, "blank": NOT_RECORDED},
                )
            ]
    return findings


def no_response_ids(loaded: Loaded) -> list[CheckFinding]:
    """Survey answers without a reference."""
    return [
        CheckFinding(
            file_id,
            "responses",
            f"{blank:,} of {of:,} answers have no reference of their own, so two customers who answer alike at the "
            "same time cannot be told from one answer exported twice, and a corrected export cannot replace them. "
            "Ask for the response ID in the export.",
            blank,
        )
        for file_id, blank, of in loaded.rows(
            "select file_id, count(*) filter (response_id is null), count(*) from responses where count = 1 "
            "group by file_id having count(*) filter (response_id is null) > 0"
        )
    ]


def more_answers_than_invited(loaded: Loaded) -> list[CheckFinding]:
    """Months and channels with more answers than people asked."""
    rows = loaded.rows(
        """
        with asked as (select date_trunc('month', period) as month, channel, sum(invited) as invited
            from invitations group by all),
        answered as (select date_trunc('month', responded_at) as month, channel, sum(coalesce(count, 1)) as answers
            from responses group by all)
        select count(*) filter (answers > invited), count(*), sum(answers) filter (answers > invited)::bigint,
            sum(invited) filter (answers > invited)::bigint,
            arg_max(strftime(month, '%Y-%m'), answers - invited), arg_max(channel::varchar, answers - invited)
        from asked join answered using (month, channel)
        """
    )
    wrong, of, answers, invited, month, channel = rows[0]
    if not wrong:
        return []
    return [
        CheckFinding(
            None,
            "invitations",
            f"In {wrong:,} of {of:,} months and channels more answers came than customers were asked ({answers:,} "
            f"answers, {invited:,} asked; most in {say_level('month', month)}, "
            f"{say_level('channel', channel).lower()}). Some were asked another way, or the invitations are of other "
            "months: do not use the response rate there.",
            wrong,
        )
    ]


RULES = (
    CheckRule(
        "blanks_differ_by_channel",
        "A ward, customer type, service or date of closing blank 5 points more often in one channel than in another.",
        "Figures by that field lean towards the channels that record it. Read it within one channel.",
        blanks_differ_by_channel,
    ),
    CheckRule(
        "staff_among_customers",
        "Contacts that staff raised themselves.",
        "Left out of every figure unless a reader asks for them.",
        staff_among_customers,
        by_file=True,
    ),
    CheckRule(
        "small_counts",
        "Rows of a file of counts that stand for 1 or 2 people.",
        "Nobody but officers sees them: they can point at a person.",
        small_counts,
        by_file=True,
    ),
    CheckRule(
        "single_row_levels",
        "A channel or provider with a single row in a file of 100 or more.",
        "No percentage is shown for so few. Check for a slip of the keyboard.",
        single_row_levels,
        by_file=True,
    ),
    CheckRule(
        "no_response_ids",
        "Survey answers without a reference of their own.",
        "Two alike answers cannot be told from one exported twice, nor replaced by a corrected export.",
        no_response_ids,
        by_file=True,
    ),
    CheckRule(
        "more_answers_than_invited",
        "More answers than customers asked, in a month and channel.",
        "Do not use the response rate there.",
        more_answers_than_invited,
        of=("invitations", "responses"),
    ),
)
