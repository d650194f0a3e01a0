"""The published form of every page, decided in one table. docs/published.md is made of it."""

from collections.abc import Sequence

from cxdata.overview import HEADLINES
from cxdata.published.model import (
    Changes,
    Course,
    Elsewhere,
    Groups,
    Levels,
    Places,
    Promised,
    Section,
    Sheet,
    Tracked,
    Ward,
    Worse,
)

FIVE = ("channel", "customer_type", "service", "ward", "provider")
PEOPLE = ("age_band", "disability", "language")
_CHANGES = (
    "satisfied",
    "dissatisfied",
    "on_time",
    "closed_over_limit",
    "online_share",
    "assisted_share",
    "abandoned_share",
    "answered_in_target",
    "web_completion",
    "contacts",
    "complaints",
    "complaints_upheld",
    "stage_1_in_time",
)
_BY_WARD = ("contacts_per_1000", "dissatisfied", "satisfied", "on_time", "online_share", "complaints")
_WARD = ("satisfied", "dissatisfied", "on_time", "closed_over_limit", "online_share", "first_time")
_SEARCHED = (
    "dissatisfied",
    "easy",
    "got_outcome",
    "felt_well",
    "on_time",
    "closed_over_limit",
    "abandoned_share",
    "web_completion",
)
_ASK = "Ask an officer."

SHEETS: dict[str, Sheet] = {
    sheet.page: sheet
    for sheet in (
        Sheet(
            "overview",
            Worse(("dissatisfied",)),
            HEADLINES,
            (
                Section("changes", "What changed in a year?", Changes(_CHANGES)),
                Section("targets", "Are promises kept?", Promised()),
                Section("late", "Whose matters are late?", Worse(("on_time",))),
            ),
            "The officers' own list of questions rests on exact counts.",
        ),
        Sheet(
            "satisfaction",
            Groups("dissatisfied", (*FIVE, *PEOPLE)),
            ("satisfied", "dissatisfied", "response_rate", "satisfaction_mean_score"),
            (
                Section("levels", "How the answers are spread: all five levels", Levels(FIVE)),
                Section("course", "Since when: the course over time", Course(("satisfied", "dissatisfied"))),
                Section("answered", "Who was asked, and who answered", Groups("response_rate", FIVE)),
            ),
            "The five meanings of the word, and figures that changed their formula, rest on exact counts.",
        ),
        Sheet(
            "hidden",
            Worse(_SEARCHED),
            ("satisfied", "dissatisfied", "response_rate"),
            (),
            "The officers' search also takes three things at once and tries itself on shuffled answers: so few people "
            "are behind those figures that some could be told.",
        ),
        Sheet(
            "comments",
            Groups("easy", (*FIVE, *PEOPLE)),
            ("easy", "got_outcome", "felt_well"),
            (
                Section("outcome", "Who got what they came for?", Groups("got_outcome", (*FIVE, *PEOPLE))),
                Section("felt", "Who felt well treated?", Groups("felt_well", (*FIVE, *PEOPLE))),
            ),
            f"Comments, and how many speak of a theme, are for officers: few people speak of one. {_ASK}",
        ),
        Sheet(
            "providers",
            Groups("dissatisfied", ("provider",)),
            ("satisfied", "on_time", "complaints"),
            (
                Section("time", "Whose matters are dealt with on time?", Groups("on_time", ("provider",))),
                Section("complaints", "Whose complaints are upheld?", Groups("complaints_upheld", ("provider",))),
                Section("contacts", "How many contacts has each?", Groups("contacts", ("provider",))),
            ),
            "Penalties, and who comes back, are for officers.",
        ),
        Sheet(
            "left_behind",
            Groups("online_share", ("ward", "customer_type", "service")),
            ("online_share", "assisted_share", "no_online_way", "average_wait", "visitor_wait", "satisfied"),
            (
                Section("people", "Who of those who answered is dissatisfied?", Groups("dissatisfied", PEOPLE)),
                Section("noway", "What has no online way?", Groups("no_online_way", ("service", "ward"))),
                Section("helped", "Who is helped by staff?", Groups("assisted_share", ("customer_type", "ward"))),
            ),
            "Groups that fell silent, and take-up beside exclusion, are looked for in exact counts, by officers.",
        ),
        Sheet(
            "channels",
            Groups("contacts", ("channel", "channel_group")),
            ("online_share", "automated_phone_share", "assisted_share", "average_wait", "visitor_wait", "satisfied"),
            (
                Section(
                    "services", "Which services are online, and which are not?", Groups("online_share", ("service",))
                ),
                Section("course", "Month by month", Course(("online_share", "assisted_share", "contacts"))),
                Section(
                    "satisfied", "Are people satisfied, whichever way they came?", Groups("satisfied", ("channel",))
                ),
                Section("forms", "Are online forms finished once begun?", Groups("web_completion", ("service",))),
                Section("waits", "How long do people wait?", Course(("average_wait", "visitor_wait"))),
            ),
            "How hard a matter is beside its channel is for officers.",
        ),
        Sheet(
            "phones",
            Groups("abandoned_share", ("queue", "menu_option", "service", "hour", "weekday")),
            ("abandoned_share", "answered_in_target", "average_wait", "visitor_wait", "calls_offered"),
            (
                Section("waits", "Which callers wait longest?", Groups("average_wait", ("queue", "hour", "weekday"))),
                Section(
                    "target", "Who is answered in time?", Groups("answered_in_target", ("queue", "hour", "weekday"))
                ),
                Section("course", "Month by month", Course(("average_wait", "abandoned_share", "calls_offered"))),
            ),
            "Middle waits, the week by half-hours and what more staff would do are for officers.",
        ),
        Sheet(
            "came_back",
            Groups("first_time", ("service", "channel", "reason", "provider")),
            ("first_time", "avoidable_share"),
            (Section("course", "Month by month", Course(("first_time",))),),
            "Who comes back within 14 days is found by following single customers, and is for officers. Here is how "
            "many matters were settled the first time.",
        ),
        Sheet(
            "hotspots",
            Places(_BY_WARD),
            ("contacts", "contacts_per_1000", "dissatisfied"),
            (),
            "Clusters of wards, and the funnel, rest on exact counts and are for officers.",
        ),
        Sheet(
            "ward",
            Ward(_WARD),
            ("contacts_per_1000", "satisfied", "on_time", "complaints"),
            (
                Section("contacts", "What do people ask about?", Groups("contacts", ("reason", "service", "channel"))),
                Section("course", "Its course", Course(("contacts", "satisfied", "on_time"))),
            ),
            "Wards that are alike, and three questions to ask, are for officers.",
        ),
        Sheet(
            "casework",
            None,
            kept_back="Councillors' cases are contacts told apart by who raised them, and each councillor's are few: "
            f"the published view does not tell them apart. {_ASK}",
        ),
        Sheet(
            "change",
            Changes(_CHANGES),
            HEADLINES,
            (Section("course", "Month by month", Course(_CHANGES)),),
            "The usual range of a measure, and before and after an event, rest on exact counts.",
        ),
        Sheet(
            "like_for_like",
            None,
            kept_back="How much of a change is like for like is worked out from every group of people at once, of "
            f"which many are few: it is for officers. {_ASK}",
        ),
        Sheet(
            "outlook",
            Course(("satisfied", "online_share", "on_time", "abandoned_share", "contacts", "complaints")),
            HEADLINES,
            (),
            "No forecast is published: its range would be that of rounded counts. Here is how each figure has gone.",
        ),
        Sheet(
            "targets",
            Promised(),
            HEADLINES,
            (Section("course", "Month by month", Course(("satisfied", "online_share", "on_time", "abandoned_share"))),),
            "The pace that a target needs, and targets of several services together, are for officers.",
        ),
        Sheet(
            "complaints",
            Groups("complaints", ("service", "cause", "ward", "outcome", "remedy")),
            ("complaints", "complaints_acknowledged", "stage_1_in_time", "stage_2_in_time", "complaints_upheld"),
            (
                Section("time", "Which are answered in time?", Groups("stage_1_in_time", ("service", "ward", "cause"))),
                Section("upheld", "Which are upheld?", Groups("complaints_upheld", ("service", "ward", "cause"))),
                Section("course", "Month by month", Course(("complaints", "stage_1_in_time"))),
            ),
            "What is open or overdue now is another count with every load, so it is for officers.",
        ),
        Sheet("recommendations", Tracked()),
        Sheet(
            "savings",
            Groups("contacts", ("channel", "channel_group")),
            ("contacts", "online_share", "web_completion"),
            (Section("course", "Month by month", Course(("online_share", "contacts"))),),
            "What was saved is worked out from exact counts and from what a contact costs the council: it is for "
            "officers. Here is what has moved.",
        ),
        Sheet("councils", Elsewhere()),
        Sheet(
            "panel",
            None,
            kept_back="The panel is a few hundred people told apart by age, ethnic group and disability: so few are in "
            f"some groups that they could be told. {_ASK}",
        ),
        Sheet(
            "taking_part",
            None,
            kept_back="How many take part is counted in ones and tens by ward and by who sent them, and no edition "
            f"holds it. {_ASK}",
        ),
        Sheet(
            "paper",
            None,
            kept_back="Papers are made by officers. One for everybody is a file of published figures alone: the "
            "council puts it out with the papers of the meeting.",
        ),
        Sheet(
            "present",
            None,
            kept_back="The list for a meeting holds officers' exhibits. Each exhibit of the published view can be "
            "presented from its own page.",
        ),
    )
}
"""By the name of the page's file. The page Data and those of words alone have a form of their own (`NO_SHEET`)."""

NO_SHEET = {
    "data": "What this edition is made of, and how often each quarter was put out. Files and their receipts are for "
    "officers.",
    "definitions": "As for officers: it holds no figure.",
    "methods": "As for officers: its figures are examples out of books, none of a council.",
    "accessibility": "As for officers: it holds no figure.",
    "help": "As for officers: it holds no figure.",
}


def measures_of(sheet: Sheet) -> Sequence[str]:
    """The measures that a page publishes, each once."""
    parts = [sheet.first, *(section.part for section in sheet.more)]
    named = [*sheet.tiles]
    for part in parts:
        named += [part.measure] if isinstance(part, Groups) else list(getattr(part, "measures", ()))
    return tuple(dict.fromkeys(named))
