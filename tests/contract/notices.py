"""A table that the product does not have: parking notices, as a developer would add it to the contract."""

from cxdata.contract.model import Table, a_flag, a_level, a_time, an_id
from cxdata.contract.shared import CHANNEL, SERVICE, WARD

NOTICES = Table(
    name="notices",
    title="Parking notices",
    grain="one parking notice",
    noun="notices",
    theme="Parking",
    time="issued_at",
    key=("notice_id",),
    dated=True,
    choices=("ward", "service", "channel"),
    every_ward=True,
    fields=(
        an_id("notice_id", "The system's own reference").with_headers("pcn number", "notice number"),
        a_time("issued_at", "When it was issued", required=True).with_headers("issued", "date issued"),
        a_time("appeal_by", "Last day to appeal", ahead=True).with_headers("appeal by"),
        CHANNEL.with_headers("paid by"),
        SERVICE.with_headers("contravention group"),
        a_level("zone", "Controlled parking zone").with_headers("zone", "controlled zone"),
        WARD.with_headers("ward"),
        a_flag("cancelled", "Was it cancelled?").with_headers("cancelled"),
    ),
)
HEADER = "PCN Number,Date Issued,Appeal By,Paid By,Contravention Group,Controlled Zone,Ward,Cancelled"


def export() -> list[str]:
    """A file of 2026: 100 notices a month from January to March and in May, April left out, and one to come in 2031.

    Each month has 20 in each of five wards, ten of them by each channel; one row more has a date nobody can read.
    """
    lines = [HEADER]
    for month in (1, 2, 3, 5):
        for number in range(100):
            ward = ("Abbey", "Brook", "Castle", "Dene", "Elm")[number % 5]
            paid = ("Website", "Telephone")[number % 2]
            lines.append(
                f"PN{month}{number:03d},2026-{month:02d}-{number % 28 + 1:02d},2099-01-05,{paid},On street,"
                f"Zone {number % 4},{ward},{'Y' if number < 10 else 'N'}"
            )
    return [
        *lines,
        "PN9001,2031-01-01,,Website,On street,Zone 1,Abbey,N",
        "PN9002,soon,,Website,On street,Zone 1,Elm,N",
    ]
