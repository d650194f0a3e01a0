"""Levels and fields that several tables share: one name, one type, one meaning."""

from cxdata.contract.model import a_choice, a_key, a_level

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
GRAINS = ("moment", "day", "week", "month", "quarter", "year")
# Figures of which nobody can say in which month they fall.
GRAINS_WITHOUT_MONTH = ("week", "quarter", "year")
# The rows of a table whose month is known, as SQL.
MONTH_KNOWN = f"grain not in {GRAINS_WITHOUT_MONTH}"

# Pseudo-fields a profile may map that are used on the way in and never stored: each is turned into a ward.
POINT_FIELDS = ("latitude", "longitude", "point", "easting", "northing", "uprn", "postcode")
# The words by which exports of any table call what a lookup turns into a ward.
ADDRESS_HEADERS = (
    ("uprn", ("uprn", "property reference", "unique property reference number")),
    ("postcode", ("postcode", "post code", "site postcode", "address postcode", "customer postcode", "home postcode")),
)

CHANNEL = a_choice("channel", "How the customer got in touch", CHANNELS)
SERVICE = a_level("service", "The council service it is about")
CUSTOMER_TYPE = a_level("customer_type", "What kind of customer: resident, business, tenant, visitor, ...").called(
    "Kind of customer"
)
WARD = a_level("ward_code", "Ward (or other area) of the customer's address or of the place reported").called(
    "Ward or other area"
)
PROVIDER = a_level("provider", "Who delivers the service: the council, a company it owns, a contractor").called(
    "Who delivers the service"
)
KEY = a_key("customer_key", "Keyed hash of the customer reference; the reference is never stored").called(
    "Customer reference, kept as a code only"
)
LANGUAGE = a_level("language", "The language they speak best, or asked for, as they said").called("Language")
LANGUAGE_HEADERS = (
    *("language", "main language", "first language", "preferred language", "home language", "language spoken"),
    *("what is your main language", "which language"),
)
