"""The list of targets: what was promised of a measure from a date; those of council.toml stand beside it."""

from collections.abc import Mapping

from cxdata.errors import CxError
from cxdata.lists.model import Column, ListFile, a_day, a_number, day_of, one_of

SEPARATOR = ";"


def services_of(value: str) -> tuple[str, ...]:
    """The services that a cell names, separated by semicolons; () for all of them."""
    return tuple(name for part in value.split(SEPARATOR) if (name := part.strip()))


def number_of(value: str) -> float | None:
    """A number of the list: '80%' is 0.8; None where the cell is blank."""
    if not value:
        return None
    return float(value.removesuffix("%")) / 100 if value.endswith("%") else float(value)


def _check(values: Mapping[str, str]) -> None:
    low, high = number_of(values["low"]), number_of(values["high"])
    if low is None and high is None and not (values["direction"] and values["baseline"]):
        raise CxError("Give a number under At least or At most, or both ends of a band, or a direction and a baseline.")
    if low is not None and high is not None and low > high:
        raise CxError(f"At least {values['low']} is more than at most {values['high']}.")
    since, by = day_of(values["since"]), day_of(values["reach_by"])
    if since and by and by < since:
        raise CxError(f"It is to be reached by {values['by']}, before it begins on {values['since']}.")


def _services(value: str) -> str:
    return f"{SEPARATOR} ".join(services_of(value))


TARGETS = ListFile(
    file_name="targets.csv",
    noun="target",
    letter="T",
    check=_check,
    reasoned=True,
    columns=(
        Column("measure", "Measure", required=True, also=("Indicator", "KPI", "Target")),
        Column("since", "Since", required=True, check=a_day, also=("From", "Start", "Date"), help="The first day"),
        Column("low", "At least", check=a_number, also=("Low", "Lower", "Minimum"), help="80%, seconds, a number"),
        Column("high", "At most", check=a_number, also=("High", "Upper", "Maximum"), help="With At least: a band"),
        Column("services", "Services", check=_services, also=("Service",), help="Separated by semicolons; blank: all"),
        Column("reach_by", "To be reached by", check=a_day, also=("By", "Deadline")),
        Column("direction", "Direction", check=one_of("up", "down"), help="Where there is a baseline and no number"),
        Column("baseline", "Baseline", check=a_number),
        Column("note", "Note", also=("Source", "Comment"), help="Who decided it, in which paper"),
    ),
)
