"""The list of service standards (a customer charter): what each service promises by each channel."""

from collections.abc import Mapping

from cxdata.errors import CxError
from cxdata.lists.model import Column, ListFile, a_day, a_number, one_of

KINDS = ("answer", "reply", "see", "other")
UNITS = ("seconds", "minutes", "hours", "days", "working days")


def _whole(value: str) -> str:
    number = a_number(value)
    if "%" in number or float(number) <= 0:
        raise CxError(f"'{value}' is no length of time.")
    return number


def _share(value: str) -> str:
    number = a_number(value)
    share = float(number.removesuffix("%")) / (100 if "%" in number or float(number) > 1 else 1)
    if not 0 < share <= 1:
        raise CxError(f"'{value}' is no share: write 90%.")
    return f"{share * 100:g}%"


def _check(values: Mapping[str, str]) -> None:
    if bool(values["within"]) != bool(values["unit"]):
        raise CxError("A promised time has a number and a unit: 20 seconds, 5 working days.")


STANDARDS = ListFile(
    file_name="standards.csv",
    noun="standard",
    letter="S",
    check=_check,
    reasoned=True,
    columns=(
        Column("promise", "Promise", required=True, also=("Standard",), help="As customers are told it"),
        Column("kind", "Kind", check=one_of(*KINDS), help="answer the phone, reply, see a visitor"),
        Column("within", "Within", check=_whole, also=("Time",)),
        Column("unit", "Unit", check=one_of(*UNITS)),
        Column("share", "Share promised", check=_share, also=("Target",), help="90%; blank: nothing was promised"),
        Column("service", "Service", help="Blank: every service"),
        Column("channel", "Channel", help="phone, email, face_to_face ...; blank: every channel"),
        Column("measure", "Measure", help="The measure that counts it, where the data has one"),
        Column("since", "Since", check=a_day),
        Column("note", "Note", also=("Source",)),
    ),
)
