"""Measures of contact: how much, by which way, how soon dealt with."""

from cxdata.measures.model import Better, Interval, Measure, Unit

_GROUPED = "channel in ({online}, {automated_phone}, {assisted})"
_KNOWN_CHANNELS = (
    "Contacts whose channel is partner, other or not recorded are in neither the part nor the whole.",
    "Counts contacts, not finished transactions; visits to web pages are never counted.",
)
# A date without a time of day stands for the whole day: closed "on the 5th" is not before half past ten on the 5th,
# and a promise "by the 5th" is kept until midnight.
_CLOSED = (
    "closed_at is not null and (closed_at >= received_at "
    "or (closed_at::time = time '00:00' and closed_at::date = received_at::date))"
)
_DAYS = "greatest(date_diff('second', received_at, closed_at), 0) / 86400.0"
_IN_TIME = "(closed_at <= due_at or (due_at::time = time '00:00' and closed_at::date = due_at::date))"
# An open contact is late when its date has passed on the last day of the file that says it is open.
_OVERDUE = "(closed_at is null and due_at::date <= $last_days[file_id + 1])"


def _group_share(group: str, title: str, question: str, counted: str, why: str, better: Better) -> Measure:
    return Measure(
        id=f"{group}_share",
        title=title,
        question=question,
        table="contacts",
        numerator=f"sum(count) filter (where channel in ({{{group}}}))",
        denominator=f"sum(count) filter (where {_GROUPED})",
        unit=Unit.SHARE,
        counted=counted,
        base="contacts whose channel is known",
        formula=f"{counted} ÷ all contacts whose channel is online, automated phone or assisted",
        why=why,
        better=better,
        interval=Interval.WILSON,
        caveats=_KNOWN_CHANNELS,
    )


MEASURES = (
    Measure(
        id="contacts",
        title="Contacts",
        question="How many times did people get in touch?",
        table="contacts",
        numerator="sum(count)",
        unit=Unit.COUNT,
        counted="contacts and service requests",
        formula="the number of contacts received",
        why="Demand: everything else is read against it.",
        decimals=0,
        caveats=("A person who gets in touch twice counts twice.",),
    ),
    Measure(
        id="contacts_per_1000",
        title="Contacts per 1,000 residents",
        question="Where do people get in touch most for their number?",
        table="contacts",
        numerator="sum(count)",
        denominator="sum(residents) filter (where characteristic = 'all')",
        denominator_table="population",
        condition="ward in (select ward from population where characteristic = 'all')",
        broadcast=True,
        unit=Unit.PER_1000,
        scale=1000.0,
        counted="contacts with a ward whose residents are known",
        base="residents",
        formula="1,000 × contacts ÷ residents, over the period chosen",
        why="Raw counts only show where most people live.",
        interval=Interval.BYAR,
        caveats=(
            "Contacts without a ward are left out.",
            "Businesses and visitors get in touch too, and are not residents.",
        ),
    ),
    Measure(
        id="channel_share",
        title="Share of contacts by channel",
        question="How do people get in touch?",
        table="contacts",
        numerator="sum(count)",
        share_of="channel",
        unit=Unit.SHARE,
        counted="contacts by the channel",
        base="all contacts",
        formula="contacts by the channel ÷ all contacts, channel not recorded included",
        why="Shows where people go, and who would be left behind by closing a door.",
        interval=Interval.WILSON,
    ),
    Measure(
        id="channel_group_share",
        title="Share of contacts online, by automated phone and assisted",
        question="How much is online, automated or assisted by staff?",
        table="contacts",
        numerator="sum(count)",
        share_of="channel_group",
        unit=Unit.SHARE,
        counted="contacts of the channel group",
        base="all contacts",
        formula="contacts of the channel group ÷ all contacts, other and not recorded included",
        why="Three ways of being served, never added into one 'digital' figure.",
        interval=Interval.WILSON,
    ),
    _group_share(
        "online",
        "Online share",
        "How much of the contact is online?",
        "contacts by web or app",
        "The 'digital first' measure; read it beside phone and face-to-face waits.",
        Better.HIGHER,
    ),
    _group_share(
        "automated_phone",
        "Automated phone share",
        "How much of the contact does the automated phone line take?",
        "contacts by automated phone",
        "Self-service, but not digital: it is never counted as online.",
        Better.NEITHER,
    ),
    _group_share(
        "assisted",
        "Assisted share",
        "How much of the contact is dealt with by a member of staff?",
        "contacts by phone, face to face, post, email, web chat or social media",
        "People who need people: a fall is only good where nobody was shut out.",
        Better.NEITHER,
    ),
    Measure(
        id="on_time",
        title="Dealt with on time",
        question="Are promises kept?",
        table="contacts",
        numerator=f"sum(count) filter (where due_at is not null and {_CLOSED} and {_IN_TIME})",
        denominator=f"sum(count) filter (where due_at is not null and (({_CLOSED}) or {_OVERDUE}))",
        unit=Unit.SHARE,
        counted="contacts closed by the date promised",
        base="contacts closed, or still open after their date",
        formula="closed by the due date ÷ (closed, or open past the due date)",
        why="A promise is the least a resident can hold the council to.",
        better=Better.HIGHER,
        interval=Interval.WILSON,
        caveats=(
            "Contacts without a due date, and those open but not yet due, are left out.",
            "Whether an open contact is late is judged on the last day of the file it came from.",
        ),
    ),
    Measure(
        id="days_to_close",
        title="Days to close (middle value)",
        question="How long does it take?",
        table="contacts",
        numerator=f"sum({_DAYS}) filter (where {_CLOSED})",
        denominator=f"count(*) filter (where {_CLOSED})",
        value=f"quantile_cont({_DAYS}, 0.5) filter (where {_CLOSED})",
        extras=(("p90", f"quantile_cont({_DAYS}, 0.9) filter (where {_CLOSED})"),),
        unit=Unit.DAYS,
        counted="days from received to closed, all contacts added up",
        base="contacts closed",
        formula="the middle one of the times from received to closed; p90: nine in ten took no longer",
        why="An average hides the long waits; the middle and the slowest tenth show both.",
        better=Better.LOWER,
        caveats=("Calendar days. Contacts still open, and those closed before they were received, are left out.",),
    ),
    Measure(
        id="days_to_close_p90",
        title="Days to close (slowest tenth)",
        question="How long do the slowest take?",
        table="contacts",
        numerator=f"sum({_DAYS}) filter (where {_CLOSED})",
        denominator=f"count(*) filter (where {_CLOSED})",
        value=f"quantile_cont({_DAYS}, 0.9) filter (where {_CLOSED})",
        unit=Unit.DAYS,
        counted="days from received to closed, all contacts added up",
        base="contacts closed",
        formula="the time within which nine in ten were closed (90th percentile)",
        why="Behind a good average stand the people who waited longest.",
        better=Better.LOWER,
        caveats=("Calendar days. Contacts still open, and those closed before they were received, are left out.",),
    ),
    Measure(
        id="residents",
        title="Residents",
        question="How many people live here?",
        table="population",
        # The bands of one characteristic add up; those of several would count everybody more than once.
        numerator="case when count(distinct characteristic) = 1 then sum(residents) "
        "else sum(residents) filter (where characteristic = 'all') end",
        unit=Unit.COUNT,
        counted="residents",
        formula="residents in the population file",
        why="The base of every rate per head.",
        decimals=0,
    ),
    Measure(
        id="complaints",
        title="Complaints",
        question="How many complaints were made?",
        table="complaints",
        numerator="count(*)",
        unit=Unit.COUNT,
        counted="complaints, each stage counted",
        formula="the number of complaints received",
        why="A rise can be a healthy sign: look at what is upheld.",
        decimals=0,
        caveats=("A complaint that goes to a second stage counts once at each.",),
    ),
)
