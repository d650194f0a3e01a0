"""The people and places that figures are held against: residents, wards, the panel, who takes part."""

from cxdata.contract.model import Table, a_count, a_date, a_key, a_level, a_number, a_time
from cxdata.contract.shared import CHANNEL, LANGUAGE, LANGUAGE_HEADERS, WARD

_AREA = a_level("ward_code", "The area", required=True)

TABLES = (
    Table(
        name="panel",
        title="Residents' panel",
        grain="one member of the residents' panel",
        noun="members",
        theme="Who takes part",
        page="panel",
        time="joined",
        key=("member_key",),
        fields=(
            a_key("member_key", "Keyed hash of the member's reference", required=True)
            .called("Member's reference, kept as a code only")
            .with_headers("panel id", "member id", "panel member id"),
            a_date("joined", "When they joined").with_headers("joined", "date joined"),
            a_date("last_active", "When they last took part").with_headers("last took part", "last active"),
            a_level("age_band", "Age band").with_headers("age", "age band", "age group"),
            a_level("sex", "Sex").with_headers("sex", "gender"),
            a_level("ethnicity", "Ethnic group").with_headers("ethnic group", "ethnicity"),
            a_level("disability", "Whether disabled").with_headers("disabled", "disability"),
            LANGUAGE.with_headers(*LANGUAGE_HEADERS),
            WARD.with_headers("ward", "ward code"),
        ),
    ),
    Table(
        name="population",
        title="Residents",
        grain="residents of one area in one band of one characteristic",
        noun="residents",
        theme="Residents",
        key=("ward_code", "characteristic", "band"),
        people="residents",
        every_ward=True,
        fields=(
            _AREA.with_headers("ward24 code", "ward code", "ward", "area code"),
            a_level("characteristic", "'all', 'age', ...").called("What residents are counted by"),
            a_level("band", "The band: 'all', '16-24', ...")
            .called("The band, such as 16-24")
            .with_headers("band", "age band"),
            a_count("residents", "Residents", "residents", required=True).with_headers(
                "population", "residents", "all ages", "total population"
            ),
        ),
    ),
    Table(
        name="area_facts",
        title="Facts about wards",
        grain="one area's context",
        noun="context figures",
        theme="Residents",
        key=("ward_code",),
        every_ward=True,
        fields=(
            _AREA.with_headers("ward24 code", "ward code", "ward"),
            a_level("name", "Its name in that source").with_headers("ward24 name", "ward name", "name"),
            a_number("digital_exclusion", "Risk of digital exclusion, higher is worse", "score").with_headers(
                "digital exclusion risk", "digital exclusion"
            ),
            a_number("deprivation", "Index of deprivation, higher is more deprived", "score").with_headers(
                "imd score", "imd2025 score", "deprivation"
            ),
        ),
    ),
    Table(
        name="engagement",
        title="Engagement",
        grain="a period and an activity, by ward, channel and source where they are known",
        noun="people",
        theme="Who takes part",
        page="taking_part",
        time="period",
        key=("period", "activity", "ward_code", "channel", "source"),
        weight="people",
        choices=("ward", "channel"),
        fields=(
            a_time("period", "First day of the period", required=True).with_headers("month", "period", "date"),
            a_level(
                "activity",
                "Opt-in asked, opt-in given, consultation, meeting, service design, signposted, referral",
            ).with_headers("activity"),
            a_count("people", "People who took part", "people", required=True).with_headers(
                "people", "attendance", "participants"
            ),
            WARD.with_headers("ward", "ward code"),
            CHANNEL.with_headers("channel"),
            a_level("source", "Who signposted or referred them, such as a primary care network").with_headers(
                "source", "referred by", "referrer", "referral source"
            ),
        ),
    ),
)
