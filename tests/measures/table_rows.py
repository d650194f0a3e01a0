"""Which rows of its table a measure is about, before anything is chosen."""

from collections.abc import Callable

from tests.measures.plain import BLANK, Row, Rows
from tests.measures.raw import table

# The website and its forms stand in one table: a measure is of the rows that hold what it is made of.
MADE_OF = {
    "web_visits": ("visits",),
    "pages_per_visit": ("visits", "page_views"),
    "web_completion": ("starts", "completions"),
}


COUNTED_COMPLAINTS = (
    "complaints",
    "complaint_stages",
    "complaints_found_upheld",
    "complaints_open",
    "complaints_overdue",
    "complaints_put_off",
    "complaints_refused",
    "complaints_reopened",
)
"""The measures that count complaints or their stages."""
# Which rows of the complaints a measure is about, where it is not about them all.
OF_COMPLAINTS: dict[str, Callable[[Row], bool]] = {
    "complaints": lambda row: row["first_of_case"],
    "complaints_per_1000_contacts": lambda row: row["first_of_case"],
    "complaints_upheld": lambda row: row["last_decided"],
    "complaints_found_upheld": lambda row: row["last_decided"] and row["outcome"] != "Not upheld",
    "stage_1_in_time": lambda row: row["stage"] == "Stage 1",
    "stage_2_in_time": lambda row: row["stage"] == "Stage 2",
    "complaints_open": lambda row: row["waits"] and row["last_of_case"],
    "complaints_overdue": lambda row: row["waits"] and row["last_of_case"] and row["clock"] == "Overdue",
    "complaints_put_off": lambda row: row["put_off_to"] is not None or row["extension_reason"] != BLANK,
    "complaints_refused": lambda row: row["refused"],
    "complaints_reopened": lambda row: row["reopened"] is not None,
}


OF_CONTACTS: dict[str, Callable[[Row], bool]] = {"cases_open": lambda row: row["is_open"]}


def rows_of(measure: str, name: str) -> Rows:
    """The rows a measure is about: of telephone figures calls, or visitors at the desk; of complaints a case is one."""
    if name == "complaints" and measure in OF_COMPLAINTS:
        return [row for row in table(name) if OF_COMPLAINTS[measure](row)]
    if measure in OF_CONTACTS:
        return [row for row in table(name) if OF_CONTACTS[measure](row)]
    if measure in MADE_OF:
        return [row for row in table(name) if all(row[fact] is not None for fact in MADE_OF[measure])]
    if name != "calls":
        return table(name)
    return [row for row in table(name) if (row["channel"] == "face_to_face") == (measure == "visitor_wait")]
