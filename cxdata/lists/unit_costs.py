"""The list of what a contact by each channel costs: pounds, the range that others found, the year and the source."""

from collections.abc import Mapping

from cxdata.contract import CHANNELS
from cxdata.errors import CxError, suggest_nearest
from cxdata.lists.model import Column, ListFile, a_number


def _channel(value: str) -> str:
    name = value.casefold().replace(" ", "_").replace("-", "_")
    if name not in CHANNELS:
        raise CxError(f"'{value}' is no channel. {suggest_nearest(value, CHANNELS)}")
    return name


def _pounds(value: str) -> str:
    plain = a_number(value)
    if plain.endswith("%") or float(plain) < 0:
        raise CxError(f"'{value}' is no sum of pounds, such as 2.83.")
    return plain


def _year(value: str) -> str:
    if not (value.isascii() and value.isdecimal() and 1990 <= int(value) <= 2100):
        raise CxError(f"'{value}' is no year, such as 2011.")
    return value


def _check(values: Mapping[str, str]) -> None:
    mode = float(values["pounds"])
    low, high = float(values["low"] or mode), float(values["high"] or mode)
    if not low <= mode <= high:
        raise CxError(f"£{mode:g} does not lie between the low (£{low:g}) and the high (£{high:g}).")


UNIT_COSTS = ListFile(
    file_name="unit_costs.csv",
    noun="unit cost",
    letter="C",
    check=_check,
    columns=(
        Column("channel", "Channel", required=True, check=_channel, help="Such as phone, face to face, web"),
        Column("pounds", "Pounds a contact", required=True, check=_pounds, also=("Pounds", "Cost", "Unit cost")),
        Column("low", "Low", check=_pounds, help="The lowest that others found"),
        Column("high", "High", check=_pounds, help="The highest that others found"),
        Column("year", "Year", required=True, check=_year, help="The year that the figure is of"),
        Column("source", "Source", help="Whose figure it is"),
    ),
)
