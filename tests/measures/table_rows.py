"""Which rows of its table a measure is about, before anything is chosen."""

from tests.measures.plain import Rows
from tests.measures.raw import table

# The website and its forms stand in one table: a measure is of the rows that hold what it is made of.
MADE_OF = {
    "web_visits": ("visits",),
    "pages_per_visit": ("visits", "page_views"),
    "web_completion": ("starts", "completions"),
}


def rows_of(measure: str, name: str) -> Rows:
    """The rows a measure is about: of telephone figures calls, or visitors at the desk; of complaints a case is one."""
    if measure == "complaints":
        return [row for row in table(name) if row["first_of_case"]]
    if measure in MADE_OF:
        return [row for row in table(name) if all(row[fact] is not None for fact in MADE_OF[measure])]
    if name != "calls":
        return table(name)
    return [row for row in table(name) if (row["channel"] == "face_to_face") == (measure == "visitor_wait")]
