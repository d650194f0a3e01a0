"""The words by which exports call the contract's fields, channels, ratings and people, most telling first."""

import re

# Headers as plain words, in small letters; a header that is one of them exactly is the surest sign there is.
FIELD_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "contacts": {
        "contact_id": (
            "case id", "case number", "case ref", "case reference", "case enquiry id", "service request number",
            "service request id", "request id", "report id", "unique key", "submission id", "enquiry ref", "enquiry id",
            "contact id", "ticket number", "ticket id", "job number", "reference", "reference number", "ref number",
            "ref", "id",
        ),
        "received_at": (
            "received", "date received", "received date", "logged", "date logged", "opened", "open date", "date opened",
            "created", "created date", "date created", "submitted", "date submitted", "raised", "date raised",
            "requested datetime", "reported", "date reported", "contact date", "date", "month", "period",
        ),
        "closed_at": (
            "closed", "closed date", "close date", "date closed", "completed at", "resolved", "date resolved",
            "resolution date", "completed date", "date completed", "fixed", "end date",
        ),
        "due_at": (
            "due date", "date due", "due", "target date", "respond by", "reply due", "deadline", "sla date",
            "expected date", "expected datetime",
        ),
        "channel": (
            "channel", "contact channel", "contact method", "how contacted", "method received", "method of contact",
            "how received", "source", "origin", "via", "received by", "device type", "channel type", "interface",
            "open data channel type", "contact type", "method",
        ),
        "service": (
            "service", "service area", "service name", "directorate", "category", "subject", "department", "agency",
            "agency name", "responsible agency", "form", "team", "division",
        ),
        "reason": (
            "reason", "case type", "request type", "enquiry type", "complaint type", "contact reason",
            "sr type", "type",
            "subcategory", "sub category", "topic", "issue", "descriptor",
        ),
        "complexity": ("complexity",),
        "customer_type": (
            "customer type", "customer category", "customer group", "cust cat", "account type", "client type",
            "user type",
        ),
        "requester": ("raised by", "requester", "requested by", "reported as", "logged on behalf of"),
        "ward_code": (
            "ward code", "ward", "ward name", "electoral ward", "electoral division", "council district",
            "supervisor district", "community board", "lad", "area",
        ),
        "site": ("site", "access point", "office", "customer service centre", "reception"),
        "provider": ("provider", "delivered by", "contractor", "supplier"),
        "customer_key": (
            "customer ref", "customer reference", "customer id", "customer number", "client id",
            "person id", "customer",
        ),
        "digital_available": ("online option", "digital available", "available online"),
        "resolved_first_time": ("fcr", "first contact resolution", "resolved first time", "resolved at first contact"),
        "avoidable_reason": ("avoidable code", "avoidable reason", "avoidable contact"),
        "urgent": ("urgent", "emergency"),
        "outcome": ("outcome", "case status", "sr status", "status", "resolution"),
        "count": ("reports", "count", "contacts", "number of contacts", "volume", "cases", "requests"),
        "latitude": ("latitude", "lat"),
        "longitude": ("longitude", "lon", "lng", "long"),
        "point": ("point", "location", "geo location", "geocoded location"),
    },
    "responses": {
        "response_id": ("response id", "respondent id", "survey id", "submission id", "response number"),
        "responded_at": (
            "date completed", "completed date", "response date", "responded", "date of response", "survey date",
            "submitted", "timestamp", "date", "month",
        ),
        "score": (
            "overall satisfaction", "satisfaction", "q1 overall", "overall", "satisfaction score", "rating", "score",
            "how satisfied are you", "how satisfied were you", "csat",
        ),
        "ease": ("ease", "easy", "effort", "customer effort"),
        "outcome_got": ("outcome", "got what you needed"),
        "felt": ("felt", "feeling", "how did it make you feel"),
        "channel": ("channel", "contact method", "how contacted", "contact channel", "method of contact", "source"),
        "service": ("service", "service area", "directorate", "department"),
        "customer_type": ("customer group", "customer type", "customer category"),
        "ward_code": ("ward", "ward code", "electoral ward"),
        "provider": ("provider", "delivered by", "contractor"),
        "age_band": ("age group", "age band", "age"),
        "disability": ("disability", "disabled"),
        "customer_key": ("customer ref", "customer reference", "customer id"),
        "invited_how": ("invited by", "invitation", "how invited"),
        "comment": (
            "comment", "comments", "feedback", "what could we do better", "anything else", "verbatim", "free text",
        ),
        "count": ("responses", "answers", "count"),
    },
    "invitations": {
        "period": ("month", "period", "date"),
        "channel": ("channel",),
        "service": ("service",),
        "customer_type": ("customer group", "customer type"),
        "invited": ("invites sent", "invited", "invitations", "surveys sent", "invitations sent"),
    },
    "calls": {
        "interval_start": ("interval start", "interval", "date time", "start time", "date", "day"),
        "queue": ("queue", "skill group", "queue name", "line", "desk"),
        "menu_option": ("menu option", "ivr option", "option"),
        "service": ("service",),
        "offered": ("calls offered", "offered", "calls received", "total calls", "calls in"),
        "answered": ("calls handled", "calls answered", "handled", "answered"),
        "abandoned": ("calls abandoned", "abandoned", "abnd", "lost calls"),
        "abandoned_short": ("abnd 5 s", "short abandoned", "abandoned short"),
        "wait_seconds_total": (
            "queue time s", "total wait", "wait seconds", "average speed of answer", "average speedof answer",
            "average wait", "asa",
        ),
        "handle_seconds_total": ("talk wrap s", "talk time", "handle time", "average handle time", "aht"),
        "answered_in_target": ("answered in target", "handled 120 s", "service level", "answered within target"),
    },
    "web": {
        "day": ("date", "day", "month"),
        "service": ("form group", "form", "page group", "service", "section"),
        "visits": ("visits", "sessions", "visitors"),
        "page_views": ("page views", "pageviews", "pages viewed", "views"),
        "starts": ("forms started", "starts", "started"),
        "completions": ("forms submitted", "completions", "completed", "submitted"),
    },
    "complaints": {
        "complaint_id": (
            "complaint ref", "complaint id", "complaint reference", "complaint number", "reference",
            "ref",
        ),
        "received_at": ("received", "date received", "received on", "complaint received"),
        "acknowledged_at": ("acknowledged", "date acknowledged", "acknowledged on"),
        "stage": ("stage", "complaint stage"),
        "stage_due_at": ("reply due", "due date", "response due", "target date"),
        "extended_to": ("extended to",),
        "responded_at": ("responded", "reply sent", "replied", "date responded", "response sent"),
        "outcome": ("outcome", "decision", "upheld"),
        "service": ("service", "service area", "department"),
        "provider": ("provider", "delivered by"),
        "ward_code": ("ward", "ward code"),
        "cause": ("cause", "root cause", "what went wrong"),
        "learning": ("learning", "lesson", "what we changed"),
        "remedy": ("remedy",),
    },
    "benchmarks": {
        "period": ("period", "period label", "period from", "month", "year"),
        "organisation": ("organisation", "area label", "authority", "council", "area name", "area"),
        "figure": ("figure", "metric", "metric type label", "indicator", "measure"),
        "value": ("value",),
        "definition": ("definition", "definition as stated", "value type label"),
    },
    "engagement": {
        "period": ("month", "period", "date"),
        "activity": ("activity",),
        "people": ("people", "attendance", "participants"),
    },
    "shifts": {
        "interval_start": ("interval start", "interval", "date"),
        "queue": ("queue", "skill group"),
        "staff": ("staff", "agents", "people on duty", "advisers"),
    },
    "area_facts": {
        "ward_code": ("ward24 code", "ward code", "ward"),
        "name": ("ward24 name", "ward name", "name"),
        "digital_exclusion": ("digital exclusion risk", "digital exclusion"),
        "deprivation": ("imd score", "imd2025 score", "deprivation"),
    },
    "population": {
        "ward_code": ("ward24 code", "ward code", "ward", "area code"),
        "residents": ("population", "residents", "all ages", "total population"),
        "band": ("band", "age band"),
    },
    "panel": {
        "member_key": ("panel id", "member id", "panel member id"),
        "joined": ("joined", "date joined"),
        "last_active": ("last took part", "last active"),
        "age_band": ("age", "age band", "age group"),
        "sex": ("sex", "gender"),
        "ethnicity": ("ethnic group", "ethnicity"),
        "disability": ("disabled", "disability"),
        "ward_code": ("ward", "ward code"),
    },
}  # fmt: skip

# What a word of a header stands for when it is written short.
SHORT = {
    "dt": "date", "num": "number", "no": "number", "recd": "received", "rec": "received", "cust": "cust", "dept":
    "department", "svc": "service", "serv": "service", "tel": "telephone", "mins": "minutes", "sr": "sr",
}  # fmt: skip

_CHANNEL_PATTERNS = (
    ("automated_phone", r"ivr|automated|self.?serve phone|touch.?tone|voicebot"),
    ("webchat", r"web ?chat|live ?chat|chat ?bot|^chat$"),
    ("app", r"\bapps?\b|mobile|\bios\b|iphone|android|open311|^api$"),
    ("web", r"\bweb|online|internet|portal|self.?service|e-?form|^form$|digital|desktop"),
    ("email", r"e-?mail"),
    ("phone", r"phone|call|voice|\btel\b|contact centre|call centre"),
    ("face_to_face", r"face.?to.?face|walk.?in|counter|reception|in.?person|\bvisit|one.?stop|service centre|\bf2f\b"),
    ("post", r"\bpost\b|letter|\bmail\b|mail in|fax"),
    ("social", r"twitter|facebook|social|instagram|whats ?app|\bx\b"),
    ("partner", r"partner|integrat|agency|third party|councillor|member"),
    ("other", r"^other|internal|employee|worker|staff|system|officer"),
)
CHANNEL_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _CHANNEL_PATTERNS)
REQUESTER_PATTERNS = (
    ("staff", re.compile(r"employee|staff|worker|internal|officer\b|back.?office", re.IGNORECASE)),
    ("councillor", re.compile(r"councillor|cllr|elected member|\bmember\b|\bmp\b", re.IGNORECASE)),
    ("partner", re.compile(r"partner|agency|contractor|integrat", re.IGNORECASE)),
    ("public", re.compile(r"public|customer|resident|citizen", re.IGNORECASE)),
)
SCORE_WORDS = {
    "very dissatisfied": "1", "very unsatisfied": "1", "very poor": "1", "terrible": "1", "strongly disagree": "1",
    "dissatisfied": "2", "fairly dissatisfied": "2", "unsatisfied": "2", "poor": "2", "disagree": "2",
    "neither": "3", "neutral": "3", "neither satisfied nor dissatisfied": "3", "average": "3", "ok": "3", "fair": "3",
    "neither agree nor disagree": "3", "neither satisfied or dissatisfied": "3",
    "satisfied": "4", "fairly satisfied": "4", "good": "4", "agree": "4",
    "very satisfied": "5", "very good": "5", "excellent": "5", "strongly agree": "5",
}  # fmt: skip
PERSONAL_WORDS = re.compile(
    r"\b(e ?mail( address)?|(tele)?phone( number)?|mobile( number)?|address|street|post ?code|zip ?code|surname|"
    r"fore ?name|first name|last name|(full |customer |user |respondent )?name|dob|date of birth|uprn|easting|northing|"
    r"detail|details|description|notes|query)\b"
)
# Columns that are called a name or address but hold no person's.
NOT_PERSONAL = re.compile(
    r"agency name|ward\d* name|service name|queue name|la\d* name|area name|page name|address type"
)
