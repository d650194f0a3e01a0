"""The invented borough of Quarnmere: its facts, and the dials that say how its customers and services behave.

Nothing here is real. Ward codes begin E05999, which no English ward has; telephone numbers and postcodes in comments
come from ranges that are never given out.
"""

from dataclasses import dataclass
from datetime import date

from cxdata.periods import Period

NAME = "Quarnmere Borough Council"
LAD_CODE, LAD_NAME = "E07999001", "Quarnmere"
SEED = 20240401
SPAN = Period(date(2024, 4, 1), date(2026, 10, 1))
CONTACTS = 100_000
ANSWERS_PER_CONTACT = 0.15
MEMBERS_SHARE = 0.026

BANK_HOLIDAYS = tuple(
    date(year, month, day)
    for year, days in (
        (2024, ((1, 1), (3, 29), (4, 1), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26))),
        (2025, ((1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26))),
        (2026, ((1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28))),
    )
    for month, day in days
)

# South-west to north-east, six across and four up; `wards` lays them out in this order.
WARD_NAMES = (
    "Saltings",
    "Withy Marsh",
    "Ferry Meadow",
    "Mill & Quay",
    "Lock End",
    "Osier Beds",
    "Tannery",
    "Castle Mead",
    "Town & Minster",
    "St Wendra's",
    "Fuller Street",
    "Kilnfield",
    "Harepath",
    "Bishops Croft",
    "University Quarter",
    "Old Goods Yard",
    "Larkrise Hill",
    "Quarn Edge",
    "Upper Harepath",
    "Windmill Rise",
    "Sheepwash",
    "Norrington Park",
    "Beacon Fold",
    "Quarn Heath",
)
WARD_CODES = tuple(f"E05999{number:03d}" for number in range(1, len(WARD_NAMES) + 1))
HOT_WARDS = ("Kilnfield", "Larkrise Hill", "Quarn Edge", "Beacon Fold", "Quarn Heath")
HOT_SERVICE = "Bins and recycling"
HOT_FACTOR = 2.1

TYPES = ("Resident", "Tenant", "Business", "Landlord", "Student", "Visitor")
AGES = ("16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+")
AGE_SHARES = (0.11, 0.17, 0.18, 0.17, 0.15, 0.12, 0.10)
AGE_ONLINE = (0.6, 0.6, 0.4, 0.1, -0.1, -0.5, -1.1)  # log-odds of going online
TYPE_ONLINE = (0.0, -0.2, 0.15, 0.2, 0.4, 0.1)

OWN, COMPANY = "Quarnmere Borough Council", "Quarnmere Homes Ltd"
WASTE_CONTRACTOR, STREET_CONTRACTOR = "Culverside Environmental", "Pellmark Street Services"

_FLAT = (1.0,) * 12


@dataclass(frozen=True)
class Service:
    """One service: how often it is asked for, when, by whom, how, and how well its dates are kept.

    `season` is one factor a month from January; `types` follows TYPES, `channels` follows CHANNELS_USED, both in per
    cent; a reason is (words, per cent, complex?, possible online?).
    """

    name: str
    share: float
    provider: str
    due_days: int
    on_time: float
    types: tuple[float, ...]
    channels: tuple[float, ...]
    reasons: tuple[tuple[str, float, bool, bool], ...]
    season: tuple[float, ...] = _FLAT
    located: bool = False


CHANNELS_USED = (
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
ONLINE = (True, True) + (False,) * 9

SERVICES = (
    Service(
        "Bins and recycling",
        22,
        WASTE_CONTRACTOR,
        3,
        0.93,
        (60, 11, 20, 4, 4, 1),
        (29, 20, 5, 2.5, 34, 2, 4, 0.5, 2, 0.7, 0.3),
        (
            ("Missed bin", 62, False, True),
            ("New or replacement bin", 20, False, True),
            ("Bulky collection", 12, False, True),
            ("Assisted collection", 6, True, False),
        ),
        (1.15, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.05),
        located=True,
    ),
    Service(
        "Garden waste",
        8,
        WASTE_CONTRACTOR,
        5,
        0.94,
        (80, 7, 8, 4, 1, 0),
        (38, 7, 4, 1.5, 34, 11, 3, 1, 0.3, 0.1, 0.1),
        (
            ("Renewal", 68, False, True),
            ("Missed collection", 22, False, True),
            ("Cancel or move", 10, False, True),
        ),
        (0.5, 2.2, 2.6, 2.0, 1.1, 0.8, 0.7, 0.6, 0.6, 0.5, 0.25, 0.15),
    ),
    Service(
        "Council tax and business rates",
        22,
        OWN,
        10,
        0.9,
        (58, 15, 14, 8, 4, 1),
        (27, 5, 8, 4, 41, 5, 7, 2, 0.3, 0.5, 0.2),
        (
            ("Bill query", 38, False, True),
            ("Moving home", 24, False, True),
            ("Discount or exemption", 16, True, True),
            ("Arrears and recovery", 14, True, False),
            ("Rates relief", 8, True, False),
        ),
        (0.95, 1.0, 2.1, 1.35, 0.95, 0.85, 0.85, 0.85, 0.9, 0.9, 0.85, 0.7),
    ),
    Service(
        "Housing repairs",
        12,
        COMPANY,
        20,
        0.86,
        (2, 91, 5, 2, 0, 0),
        (18, 12, 4, 3, 50, 4, 6, 0.8, 0.5, 1.2, 0.5),
        (
            ("Heating and hot water", 28, False, True),
            ("Plumbing", 34, False, True),
            ("Damp and mould", 16, True, False),
            ("Doors and windows", 22, False, True),
        ),
    ),
    Service(
        "Benefits",
        8,
        OWN,
        14,
        0.88,
        (50, 43, 4, 2, 1, 0),
        (25, 3, 7, 3, 39, 2, 17, 2.5, 0.2, 1, 0.3),
        (
            ("New claim", 36, True, True),
            ("Change of circumstances", 44, False, True),
            ("Overpayment", 20, True, False),
        ),
    ),
    Service(
        "Parking and permits",
        8,
        OWN,
        10,
        0.92,
        (45, 9, 33, 3, 4, 6),
        (36, 10, 7, 3, 31, 4, 6, 1.5, 1, 0.2, 0.3),
        (
            ("Permit", 58, False, True),
            ("Penalty notice", 30, True, True),
            ("Season ticket", 12, False, True),
        ),
    ),
    Service(
        "Planning and building",
        5,
        OWN,
        15,
        0.87,
        (44, 2, 44, 8, 1, 1),
        (33, 2, 17, 2, 34, 0.5, 8, 2.5, 0.3, 0.5, 0.2),
        (
            ("Application query", 48, True, True),
            ("Comment on an application", 32, False, True),
            ("Building control visit", 20, False, False),
        ),
    ),
    Service(
        "Streets and fly-tipping",
        8,
        STREET_CONTRACTOR,
        7,
        0.84,
        (66, 12, 14, 3, 3, 2),
        (32, 26, 5, 1, 27, 0.5, 2, 0.5, 4.5, 1, 0.5),
        (
            ("Fly-tipping", 46, False, True),
            ("Pothole", 30, False, True),
            ("Street light out", 24, False, True),
        ),
        located=True,
    ),
    Service(
        "Licensing",
        3,
        OWN,
        20,
        0.91,
        (14, 1, 78, 5, 1, 1),
        (34, 0.5, 15, 2, 36, 0.5, 9, 2, 0.2, 0.5, 0.3),
        (
            ("Taxi licence", 42, True, True),
            ("Premises licence", 34, True, False),
            ("Street trading", 24, False, True),
        ),
    ),
    Service(
        "Leisure and events",
        4,
        OWN,
        5,
        0.95,
        (60, 6, 25, 1, 5, 3),
        (44, 9, 6, 4, 27, 1, 7, 0.5, 1, 0.3, 0.2),
        (
            ("Booking", 64, False, True),
            ("Membership", 24, False, True),
            ("Event permission", 12, True, False),
        ),
        (0.9, 0.9, 1.0, 1.0, 1.1, 1.2, 1.3, 1.2, 1.0, 0.9, 0.8, 0.7),
    ),
)
SERVICE_NAMES = tuple(service.name for service in SERVICES)
KEY_SERVICES = ("Bins and recycling", "Garden waste", "Council tax and business rates", "Parking and permits")

# A channel shift: the online share of garden waste jumps on the day its new form opens; elsewhere a slow drift.
FORM_SERVICE = "Garden waste"
FORM_DAY = date(2025, 2, 1)
FORM_LOGIT = 1.15
DRIFT_LOGIT_A_MONTH = 0.008

# Telephones: a new menu on a day, from which waits fall from five minutes to two and fewer callers give up.
MENU_DAY = date(2025, 10, 1)
WAIT_BEFORE, WAIT_AFTER = 300.0, 120.0
ABANDONED_BEFORE, ABANDONED_AFTER = 0.095, 0.05
TARGET_WAIT = 120

# Who answers surveys, and how satisfied they are (very, fairly, neither, fairly dis-, very dis-), in per cent. The
# shares dissatisfied differ by less than three points between channels, and by nothing else but the planted pocket.
ANSWERS_BY_CHANNEL = {
    "phone": 0.680,
    "face_to_face": 0.140,
    "web": 0.085,
    "app": 0.035,
    "email": 0.040,
    "webchat": 0.020,
}
RESPONSE_RATES = {
    "phone": 0.075,
    "face_to_face": 0.30,
    "web": 0.04,
    "app": 0.045,
    "email": 0.09,
    "webchat": 0.10,
}
SATISFACTION = {
    "phone": (54.0, 38.0, 1.8, 4.0, 2.2),
    "face_to_face": (70.0, 26.8, 0.4, 1.9, 0.9),
    "web": (45.0, 40.0, 8.2, 4.5, 2.3),
    "app": (47.0, 40.0, 6.6, 4.2, 2.2),
    "email": (46.0, 41.0, 6.6, 4.2, 2.2),
    "webchat": (48.0, 40.0, 5.6, 4.2, 2.2),
}
POCKET = {"channel": "phone", "service": "Council tax and business rates", "customer_type": "Business"}
POCKET_DISSATISFIED = 0.275

# The figure that the council prints changes its formula on this day, and nobody says so.
DEFINITION_DAY = date(2026, 1, 1)
PUBLISHED_FIGURE = "Customer satisfaction %"

# Faults of the exports.
DUPLICATED = Period(date(2025, 6, 9), date(2025, 6, 16))
FORMS_END = date(2026, 9, 16)
SENTINEL_CLOSED = 40
CLOSED_EARLY = 9
OLD_CODE_END = date(2024, 6, 1)
OLD_CODE_WARD = "St Wendra's"
OLD_CODE = "E05998010"
DEFAULT_POINT = (52.63, -0.87)
DEFAULT_POINT_SHARE = 0.03
STAFF_SHARE = 0.035
IMPOSSIBLE_YEAR = Period(date(2024, 4, 1), date(2025, 4, 1))
IMPOSSIBLE_VISITS, IMPOSSIBLE_PAGE_VIEWS = 6_420_000, 1_870_000
WARD_BLANK = {"phone": 0.09, "face_to_face": 0.06, "web": 0.02, "app": 0.004}
WARD_BLANK_OTHERWISE = 0.05
