"""The list of commentary: what an officer says at an exhibit, on which day, and who may read it."""

from cxdata.lists.model import Column, ListFile, a_day, one_of

MEMBERS, EVERYBODY = "members", "everybody"

COMMENTARY = ListFile(
    file_name="commentary.csv",
    noun="note",
    letter="N",
    columns=(
        Column("date", "Date", required=True, check=a_day, also=("Day",), help="As 2026-03-03"),
        Column("page", "Page", required=True, help="The page's name in its address"),
        Column("exhibit", "Exhibit", required=True, also=("Key",), help="The exhibit's name on its page"),
        Column("text", "What is said", required=True, also=("Text", "Note", "Commentary")),
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
