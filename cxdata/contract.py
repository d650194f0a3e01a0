"""The data contract: every clean table, its grain, and every field with its type, unit and meaning.

Profiles translate an export into these words; the store holds these columns; measures count them. Beside the
fields listed here every row carries `file_id` (which file it came from, see `files`) and `row_number` (which row
of that file), so any figure can be walked back to its source.
"""

from dataclasses import dataclass
from enum import Enum

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


class Kind(Enum):
    """How a field is read, stored and used."""

    ID = "id"  # a reference, kept as text
    CHOICE = "choice"  # one of the levels listed here; anything else is set aside
    LEVEL = "level"  # one of the levels the data brings; blank is the level "Not recorded"
    TIME = "time"  # a moment in local time; its grain is kept beside it
    DATE = "date"
    COUNT = "count"  # a whole number, never negative
    NUMBER = "number"
    SCORE = "score"  # 1 (very dissatisfied) to 5 (very satisfied)
    FLAG = "flag"
    KEY = "key"  # a customer reference, stored only as a keyed hash
    TEXT = "text"  # free text, redacted before it is stored


SQL_TYPES = {
    Kind.ID: "VARCHAR",
    Kind.TIME: "TIMESTAMP",
    Kind.DATE: "DATE",
    Kind.COUNT: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.SCORE: "UTINYINT",
    Kind.FLAG: "BOOLEAN",
    Kind.KEY: "UBIGINT",
    Kind.TEXT: "VARCHAR",
    # CHOICE and LEVEL become ENUM types named after the field when a store is built.
}


@dataclass(frozen=True)
class Field:
    """One column of a clean table."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = False
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One clean table: what a row is, which field says when, and which fields identify a row of one system."""

    name: str
    grain: str
    fields: tuple[Field, ...]
    time: str | None = None
    key: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        """The field called `name`; KeyError when the table has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no field {name}")

    @property
    def has_reference(self) -> bool:
        """Whether a row is known by a reference of its own, rather than by its period and breakdown."""
        return any(self.field(name).kind in (Kind.ID, Kind.KEY) for name in self.key)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names in order."""
        return tuple(field.name for field in self.fields)


def _id(name: str, meaning: str) -> Field:
    return Field(name, Kind.ID, meaning)


def _time(name: str, meaning: str, *, required: bool = False) -> Field:
    return Field(name, Kind.TIME, meaning, required=required)


def _date(name: str, meaning: str, *, required: bool = False) -> Field:
    return Field(name, Kind.DATE, meaning, required=required)


def _level(name: str, meaning: str, *, required: bool = False) -> Field:
    return Field(name, Kind.LEVEL, meaning, required=required)


def _choice(name: str, meaning: str, levels: tuple[str, ...]) -> Field:
    return Field(name, Kind.CHOICE, meaning, levels=levels)


def _count(name: str, meaning: str, unit: str, *, required: bool = False) -> Field:
    return Field(name, Kind.COUNT, meaning, unit=unit, required=required)


def _number(name: str, meaning: str, unit: str) -> Field:
    return Field(name, Kind.NUMBER, meaning, unit=unit)


def _flag(name: str, meaning: str) -> Field:
    return Field(name, Kind.FLAG, meaning)


def _score(name: str, meaning: str) -> Field:
    return Field(name, Kind.SCORE, meaning, unit="1 to 5")


_CHANNEL = _choice("channel", "How the customer got in touch", CHANNELS)
_SERVICE = _level("service", "The council service it is about")
_CUSTOMER_TYPE = _level("customer_type", "What kind of customer: resident, business, tenant, visitor, ...")
_WARD = _level("ward_code", "Ward (or other area) of the customer's address or of the place reported")
_PROVIDER = _level("provider", "Who delivers the service: the council, a company it owns, a contractor")
_KEY = Field("customer_key", Kind.KEY, "Keyed hash of the customer reference; the reference is never stored")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "contacts",
            "one contact or service request, or a count of them",
            (
                _id("contact_id", "The system's own reference"),
                _time("received_at", "When it was received, local time", required=True),
                _time("closed_at", "When it was closed"),
                _time("due_at", "When it was promised by"),
                _CHANNEL,
                _SERVICE,
                _level("reason", "What it was about, within the service"),
                _choice("complexity", "Routine, or complex", COMPLEXITIES),
                _CUSTOMER_TYPE,
                _choice("requester", "Who raised it: the public, a councillor, staff or a partner", REQUESTERS),
                _WARD,
                _level("site", "Where it was dealt with face to face"),
                _PROVIDER,
                _KEY,
                _flag("digital_available", "Could this have been done online?"),
                _flag("completed", "Was the transaction completed?"),
                _flag("resolved_first_time", "Was it resolved at the first contact?"),
                _level("avoidable_reason", "Why the contact could have been avoided, where staff recorded it"),
                _flag("urgent", "Was it flagged urgent?"),
                _level("outcome", "How it ended"),
                _count("count", "How many contacts the row stands for", "contacts"),
            ),
            time="received_at",
            key=("contact_id",),
        ),
        Table(
            "responses",
            "one survey answer, or a count of them",
            (
                _id("response_id", "The survey's own reference"),
                _time("responded_at", "When it was answered", required=True),
                _score("score", "Overall satisfaction, 5 is very satisfied"),
                _score("ease", "How easy it was"),
                _score("outcome_got", "Whether they got the outcome they wanted"),
                _score("felt", "How the contact made them feel"),
                _CHANNEL,
                _SERVICE,
                _CUSTOMER_TYPE,
                _WARD,
                _PROVIDER,
                _level("age_band", "Age band at the time"),
                _level("disability", "Whether disabled, as the customer said"),
                _KEY,
                _level(
                    "invited_how",
                    "How the customer was invited: automatic, chosen by staff, at the end of a form",
                ),
                Field("comment", Kind.TEXT, "What they wrote, redacted"),
                _count("count", "How many answers the row stands for", "answers"),
            ),
            time="responded_at",
            key=("response_id",),
        ),
        Table(
            "invitations",
            "one period, channel, service and customer type: how many were asked",
            (
                _time("period", "First day of the period", required=True),
                _CHANNEL,
                _SERVICE,
                _CUSTOMER_TYPE,
                _count("invited", "Customers asked to answer", "customers", required=True),
            ),
            time="period",
            key=("period", "channel", "service", "customer_type"),
        ),
        Table(
            "calls",
            "one queue or menu option in one interval; a reception desk's queue counts visitors in the same columns",
            (
                _time("interval_start", "Start of the interval", required=True),
                _choice("channel", "face_to_face for a reception desk; anything else is the telephone", CHANNELS),
                _level("queue", "Telephone queue, or reception desk"),
                _level("menu_option", "Menu option chosen"),
                _SERVICE,
                _count("offered", "Calls that asked to be answered", "calls", required=True),
                _count("answered", "Calls answered", "calls"),
                _count("abandoned", "Calls given up by the caller", "calls"),
                _count("abandoned_short", "of which within a few seconds", "calls"),
                _number("wait_seconds_total", "Sum of the waits of answered calls", "seconds"),
                _number("handle_seconds_total", "Sum of talk and wrap-up time of answered calls", "seconds"),
                _number("answered_in_target", "Calls answered within the target wait", "calls"),
            ),
            time="interval_start",
            key=("interval_start", "queue", "menu_option"),
        ),
        Table(
            "shifts",
            "people on duty in one queue and interval",
            (
                _time("interval_start", "Start of the interval", required=True),
                _level("queue", "Telephone queue"),
                _number("staff", "People on duty", "people"),
            ),
            time="interval_start",
            key=("interval_start", "queue"),
        ),
        Table(
            "web",
            "one page group or online form and one day",
            (
                _time("day", "The day (or first day of the month)", required=True),
                _SERVICE,
                _count("visits", "Visits", "visits"),
                _count("page_views", "Pages viewed", "pages"),
                _count("starts", "Online forms begun", "forms"),
                _count("completions", "Online forms completed", "forms"),
            ),
            time="day",
            key=("day", "service"),
        ),
        Table(
            "complaints",
            "one complaint at one stage",
            (
                _id("complaint_id", "The system's own reference"),
                _time("received_at", "When it was received", required=True),
                _time("acknowledged_at", "When it was acknowledged"),
                _level("stage", "Stage 1, stage 2, Ombudsman"),
                _time("stage_due_at", "When the reply was due"),
                _time("extended_to", "Extended to"),
                _time("responded_at", "When the reply was sent"),
                _level("outcome", "Upheld, partly upheld, not upheld, refused"),
                _SERVICE,
                _PROVIDER,
                _WARD,
                _level("cause", "What went wrong"),
                _level("learning", "What was changed"),
                _level("remedy", "What was put right"),
            ),
            time="received_at",
            key=("complaint_id", "stage"),
        ),
        Table(
            "panel",
            "one member of the residents' panel",
            (
                Field("member_key", Kind.KEY, "Keyed hash of the member's reference", required=True),
                _date("joined", "When they joined"),
                _date("last_active", "When they last took part"),
                _level("age_band", "Age band"),
                _level("sex", "Sex"),
                _level("ethnicity", "Ethnic group"),
                _level("disability", "Whether disabled"),
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
                _level("characteristic", "'all', 'age', ..."),
                _level("band", "The band: 'all', '16-24', ..."),
                _count("residents", "Residents", "residents", required=True),
            ),
            key=("ward_code", "characteristic", "band"),
        ),
        Table(
            "area_facts",
            "one area's context",
            (
                Field("ward_code", Kind.LEVEL, "The area", required=True),
                _level("name", "Its name in that source"),
                _number("digital_exclusion", "Risk of digital exclusion, higher is worse", "score"),
                _number("deprivation", "Index of deprivation, higher is more deprived", "score"),
            ),
            key=("ward_code",),
        ),
        Table(
            "engagement",
            "a period and an activity",
            (
                _time("period", "First day of the period", required=True),
                _level("activity", "Meeting, consultation, service design, opt-in asked, opt-in given"),
                _count("people", "People who took part", "people", required=True),
            ),
            time="period",
            key=("period", "activity"),
        ),
        Table(
            "benchmarks",
            "a published figure of another body, or one that our own sources print",
            (
                _time("period", "First day of the period", required=True),
                _level("organisation", "Whose figure"),
                _level("figure", "The name the source gives it"),
                _SERVICE,
                _CHANNEL,
                _number("value", "The figure as published", "as published"),
                _level("definition", "The definition the source states"),
            ),
            time="period",
            key=("period", "organisation", "figure", "service", "channel"),
        ),
    )
}

# Pseudo-fields a profile may map that are used on the way in and never stored.
POINT_FIELDS = ("latitude", "longitude", "point")


@dataclass(frozen=True)
class SystemColumn:
    """A column every clean table carries beside its own fields."""

    name: str
    sql_type: str
    meaning: str


SYSTEM_COLUMNS = (
    SystemColumn("file_id", "USMALLINT", "Which file, see the table `files`"),
    SystemColumn("row_number", "BIGINT", "Which row of that file, 1 is the first row of data"),
    SystemColumn("grain", "ENUM", "How fine the row's time is: a moment, a day or a month"),
    SystemColumn("ward", "ENUM", "The ward's name as shown, found from ward_code and the boundaries loaded"),
)
