"""The services of Quarnmere: how often each is asked for, when, by whom, how, and how well its dates are kept."""

from dataclasses import dataclass

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
