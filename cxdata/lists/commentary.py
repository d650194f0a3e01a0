"""The list of commentary: what an officer says at an exhibit, on which day, and who may read it."""

from cxdata.errors import CxError
from cxdata.lists.model import Column, ListFile, a_day, one_of

MEMBERS, EVERYBODY = "members", "everybody"
MOST = 600
"""Letters of a note: more would leave no room for the exhibit where it is presented."""


def _short(value: str) -> str:
    if len(value) > MOST:
        raise CxError(f"It has {len(value)} letters, and a note takes {MOST}: say the rest in the paper.")
    return value


COMMENTARY = ListFile(
    file_name="commentary.csv",
    noun="note",
    letter="N",
    columns=(
        Column("date", "Date", required=True, check=a_day, also=("Day",), help="As 2026-03-03"),
        Column("page", "Page", required=True, help="The page's name in its address"),
        Column("exhibit", "Exhibit", required=True, also=("Key",), help="The exhibit's name on its page"),
        Column("text", "What is said", required=True, check=_short, also=("Text", "Note", "Commentary")),
        Column(
            "readers",
            "Who may read it",
            check=one_of(MEMBERS, EVERYBODY),
            also=("Readers",),
            help="Blank: members alone, in the officers' view",
        ),
        Column("of", "Written of", help="What the exhibit showed: which groups, of whom, in which period"),
    ),
)
