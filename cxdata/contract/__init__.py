"""The data contract: every clean table, its grain, and every field with its type, unit and meaning.

Profiles translate an export into these words; the store holds these columns; measures count them. Beside the
fields listed here every row carries `file_id` (which file it came from, see `files`) and `row_number` (which row
of that file), so any figure can be walked back to its source.
"""

from cxdata.contract.model import (
    SQL_TYPES,
    Field,
    Kind,
    SystemColumn,
    Table,
    a_choice,
    a_count,
    a_date,
    a_flag,
    a_level,
    a_number,
    a_score,
    a_time,
    an_id,
)

__all__ = ["SQL_TYPES", "Field", "Kind", "SystemColumn", "Table"]

NOT_RECORDED = "Not recorded"

CHANNELS = (
    "web",
    "app",
    "email",
    "webchat",
    "phone",
    "automated_phone",
    "face_to_face",
    "post",
    "social",
    "partner",
    "other",
)
COMPLEXITIES = ("routine", "complex")
REQUESTERS = ("public", "councillor", "staff", "partner")
GRAINS = ("moment", "day", "month")

_CHANNEL = a_choice("channel", "How the customer got in touch", CHANNELS)
_SERVICE = a_level("service", "The council service it is about")
_CUSTOMER_TYPE = a_level("customer_type", "What kind of customer: resident, business, tenant, visitor, ...")
_WARD = a_level("ward_code", "Ward (or other area) of the customer's address or of the place reported")
_PROVIDER = a_level("provider", "Who delivers the service: the council, a company it owns, a contractor")
_KEY = Field("customer_key", Kind.KEY, "Keyed hash of the customer reference; the reference is never stored")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "contacts",
            "one contact or service request, or a count of them",
            (
                an_id("contact_id", "The system's own reference"),
                a_time("received_at", "When it was received, local time", required=True),
                a_time("closed_at", "When it was closed"),
                a_time("due_at", "When it was promised by"),
                _CHANNEL,
                _SERVICE,
                a_level("reason", "What it was about, within the service"),
                a_choice("complexity", "Routine, or complex", COMPLEXITIES),
                _CUSTOMER_TYPE,
                a_choice("requester", "Who raised it: the public, a councillor, staff or a partner", REQUESTERS),
                _WARD,
                a_level("site", "Where it was dealt with face to face"),
                _PROVIDER,
                _KEY,
                a_flag("digital_available", "Could this have been done online?"),
                a_flag("completed", "Was the transaction completed?"),
                a_flag("resolved_first_time", "Was it resolved at the first contact?"),
                a_level("avoidable_reason", "Why the contact could have been avoided, where staff recorded it"),
                a_flag("urgent", "Was it flagged urgent?"),
                a_level("outcome", "How it ended"),
                a_count("count", "How many contacts the row stands for", "contacts"),
            ),
            time="received_at",
            key=("contact_id",),
        ),
        Table(
            "responses",
            "one survey answer, or a count of them",
            (
                an_id("response_id", "The survey's own reference"),
                a_time("responded_at", "When it was answered", required=True),
                a_score("score", "Overall satisfaction, 5 is very satisfied"),
                a_score("ease", "How easy it was"),
                a_score("outcome_got", "Whether they got the outcome they wanted"),
                a_score("felt", "How the contact made them feel"),
                _CHANNEL,
                _SERVICE,
                _CUSTOMER_TYPE,
                _WARD,
                _PROVIDER,
                a_level("age_band", "Age band at the time"),
                a_level("disability", "Whether disabled, as the customer said"),
                _KEY,
                a_level(
                    "invited_how",
                    "How the customer was invited: automatic, chosen by staff, at the end of a form",
                ),
                Field("comment", Kind.TEXT, "What they wrote, redacted"),
                a_count("count", "How many answers the row stands for", "answers"),
            ),
            time="responded_at",
            key=("response_id",),
        ),
        Table(
            "invitations",
            "one period, channel, service and customer type: how many were asked",
            (
                a_time("period", "First day of the period", required=True),
                _CHANNEL,
                _SERVICE,
                _CUSTOMER_TYPE,
                a_count("invited", "Customers asked to answer", "customers", required=True),
            ),
            time="period",
            key=("period", "channel", "service", "customer_type"),
        ),
        Table(
            "calls",
            "one queue or menu option in one interval; a reception desk's queue counts visitors in the same columns",
            (
                a_time("interval_start", "Start of the interval", required=True),
                a_choice("channel", "face_to_face for a reception desk; anything else is the telephone", CHANNELS),
                a_level("queue", "Telephone queue, or reception desk"),
                a_level("menu_option", "Menu option chosen"),
                _SERVICE,
                a_count("offered", "Calls that asked to be answered", "calls", required=True),
                a_count("answered", "Calls answered", "calls"),
                a_count("abandoned", "Calls given up by the caller", "calls"),
                a_count("abandoned_short", "of which within a few seconds", "calls"),
                a_number("wait_seconds_total", "Sum of the waits of answered calls", "seconds"),
                a_number("handle_seconds_total", "Sum of talk and wrap-up time of answered calls", "seconds"),
                a_number("answered_in_target", "Calls answered within the target wait", "calls"),
            ),
            time="interval_start",
            key=("interval_start", "queue", "menu_option"),
        ),
        Table(
            "shifts",
            "people on duty in one queue and interval",
            (
                a_time("interval_start", "Start of the interval", required=True),
                a_level("queue", "Telephone queue"),
                a_number("staff", "People on duty", "people"),
            ),
            time="interval_start",
            key=("interval_start", "queue"),
        ),
        Table(
            "web",
            "one page group or online form and one day",
            (
                a_time("day", "The day (or first day of the month)", required=True),
                _SERVICE,
                a_count("visits", "Visits", "visits"),
                a_count("page_views", "Pages viewed", "pages"),
                a_count("starts", "Online forms begun", "forms"),
                a_count("completions", "Online forms completed", "forms"),
            ),
            time="day",
            key=("day", "service"),
        ),
        Table(
            "complaints",
            "one complaint at one stage",
            (
                an_id("complaint_id", "The system's own reference"),
                a_time("received_at", "When it was received", required=True),
                a_time("acknowledged_at", "When it was acknowledged"),
                a_level("stage", "Stage 1, stage 2, Ombudsman"),
                a_time("stage_due_at", "When the reply was due"),
                a_time("extended_to", "Extended to"),
                a_time("responded_at", "When the reply was sent"),
                a_level("outcome", "Upheld, partly upheld, not upheld, refused"),
                _SERVICE,
                _PROVIDER,
                _WARD,
                a_level("cause", "What went wrong"),
                a_level("learning", "What was changed"),
                a_level("remedy", "What was put right"),
            ),
            time="received_at",
            key=("complaint_id", "stage"),
        ),
        Table(
            "panel",
            "one member of the residents' panel",
            (
                Field("member_key", Kind.KEY, "Keyed hash of the member's reference", required=True),
                a_date("joined", "When they joined"),
                a_date("last_active", "When they last took part"),
                a_level("age_band", "Age band"),
                a_level("sex", "Sex"),
                a_level("ethnicity", "Ethnic group"),
                a_level("disability", "Whether disabled"),
                _WARD,
            ),
            time="joined",
            key=("member_key",),
        ),
        Table(
            "population",
            "residents of one area in one band of one characteristic",
            (
                Field("ward_code", Kind.LEVEL, "The area", required=True),
                a_level("characteristic", "'all', 'age', ..."),
                a_level("band", "The band: 'all', '16-24', ..."),
                a_count("residents", "Residents", "residents", required=True),
            ),
            key=("ward_code", "characteristic", "band"),
        ),
        Table(
            "area_facts",
            "one area's context",
            (
                Field("ward_code", Kind.LEVEL, "The area", required=True),
                a_level("name", "Its name in that source"),
                a_number("digital_exclusion", "Risk of digital exclusion, higher is worse", "score"),
                a_number("deprivation", "Index of deprivation, higher is more deprived", "score"),
            ),
            key=("ward_code",),
        ),
        Table(
            "engagement",
            "a period and an activity",
            (
                a_time("period", "First day of the period", required=True),
                a_level("activity", "Meeting, consultation, service design, opt-in asked, opt-in given"),
                a_count("people", "People who took part", "people", required=True),
            ),
            time="period",
            key=("period", "activity"),
        ),
        Table(
            "benchmarks",
            "a published figure of another body, or one that our own sources print",
            (
                a_time("period", "First day of the period", required=True),
                a_level("organisation", "Whose figure"),
                a_level("figure", "The name the source gives it"),
                _SERVICE,
                _CHANNEL,
                a_number("value", "The figure as published", "as published"),
                a_level("definition", "The definition the source states"),
            ),
            time="period",
            key=("period", "organisation", "figure", "service", "channel"),
        ),
    )
}

# Pseudo-fields a profile may map that are used on the way in and never stored.
POINT_FIELDS = ("latitude", "longitude", "point")


SYSTEM_COLUMNS = (
    SystemColumn("file_id", "USMALLINT", "Which file, see the table `files`"),
    SystemColumn("row_number", "BIGINT", "Which row of that file, 1 is the first row of data"),
    SystemColumn("grain", "ENUM", "How fine the row's time is: a moment, a day or a month"),
    SystemColumn("ward", "ENUM", "The ward's name as shown, found from ward_code and the boundaries loaded"),
    SystemColumn(
        "days_taken", "DOUBLE", "contacts: days from received to closed; empty where open, impossible or many"
    ),
    SystemColumn("kept", "BOOLEAN", "contacts: closed by the date promised; empty where nobody can say yet"),
)
