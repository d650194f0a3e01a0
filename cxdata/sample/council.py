"""The invented borough of Quarnmere: its facts, and the dials that say how its customers and services behave.

Nothing here is real. Ward codes begin E05999, which no English ward has; telephone numbers and postcodes in comments
come from ranges that are never given out.
"""

from datetime import date

from cxdata.periods import Period

NAME = "Quarnmere Borough Council"
LAD_CODE, LAD_NAME = "E07999001", "Quarnmere"
PLACE_SEED = 20240401  # the map and the customers, whatever the seed of what they do
SEED = 20240401
# Which streams of the seed the answers and the calls come from: chosen so that the planted pocket, and nothing else, is
# found in the whole, in each year and in each half-year, and so that what is steady shows no sign. README says so.
SURVEY_STREAM = 61
CALLS_STREAM = 33
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
# One queue where callers wait and give up far more than in any other, from the first day to the last.
WORST_QUEUE = "Adult social care"
WORST_WAIT, WORST_ABANDONED = 420.0, 0.24
# On Mondays many ring between nine and eleven, and the rota is the same on every day: these calls wait longer and are
# given up more often than the day's others, so many times.
MONDAY_RUSH = 4  # half-hours from nine o'clock
MONDAY_WAIT, MONDAY_ABANDONED = 3.0, 2.5
ROTA = Period(date(2025, 10, 1), date(2026, 10, 1))

# An online form that fails: of those who send it more ring about it within three days than after other forms.
FAILING_SERVICE, FAILING_REASON = "Bins and recycling", "Missed bin"
FAILING_DAYS = 3
FAILING_RINGS, OTHERS_RING = 0.18, 0.06

# A group that goes silent: from the day of the new form fewer of them ring or come, and no more of them write online.
SILENT_TYPE = "Tenant"
SILENT_KEEP_ONLINE, SILENT_KEEP_OTHERWISE = 0.55, 0.25

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
    "phone": (54.0, 38.6, 2.0, 3.5, 1.9),
    "face_to_face": (70.0, 26.8, 0.4, 1.8, 1.0),
    "web": (45.0, 40.0, 9.1, 3.9, 2.0),
    "app": (47.0, 40.0, 7.2, 3.8, 2.0),
    "email": (46.0, 41.0, 7.2, 3.8, 2.0),
    "webchat": (48.0, 40.0, 6.2, 3.8, 2.0),
}
POCKET = {"channel": "phone", "service": "Council tax and business rates", "customer_type": "Business"}
POCKET_DISSATISFIED = 0.275

# The figure that the council prints changes its formula on this day, and nobody says so.
DEFINITION_DAY = date(2026, 1, 1)
PROCEDURE_DAY = date(2025, 4, 1)
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

# The residents' panel by age band: older than the borough, and the young ones on it are mostly silent.
PANEL = 860
PANEL_BY_AGE = (0.03, 0.07, 0.17, 0.17, 0.19, 0.22, 0.15)
PANEL_QUIET_BY_AGE = (0.6, 0.52, 0.42, 0.36, 0.3, 0.28, 0.34)

# Who is asked, once served, for views on other issues: hardly anybody online, where most are; and how many opt in.
ASKED_A_MONTH = {"Phone": 240, "In person": 110, "Website": 22}
OPT_IN = {"Phone": 0.24, "In person": 0.42, "Website": 0.12}
OPT_IN_LOW_WARDS = ("University Quarter", "Old Goods Yard")
# Who refers residents to the council's help at home, and how many a month; the last network stops.
NETWORKS = (
    "Minster Primary Care Network",
    "Quarn Valley Primary Care Network",
    "Harepath Primary Care Network",
    "Meadows Primary Care Network",
    "Beacon Primary Care Network",
)
REFERRERS = {
    **dict(zip(NETWORKS, (9, 7, 5, 4, 3), strict=True)),
    "Home Improvement Agency": 12,
}
REFERRALS_FROM = date(2025, 4, 1)
SILENT_NETWORK_FROM = date(2025, 10, 1)
