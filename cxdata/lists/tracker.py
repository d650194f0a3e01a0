"""The list of what was recommended, promised and planned: recommendations, actions and savings in one file."""

from collections.abc import Mapping

from cxdata.errors import CxError
from cxdata.lists.model import Column, ListFile, a_day, day_of, one_of, pounds

KINDS = ("recommendation", "action", "promise", "delivery plan", "accreditation")
ANSWERS = ("yes", "partly", "no", "noted", "deferred")
STATUSES = ("not started", "under way", "done", "deferred", "stopped")
SAVING_TYPES = ("cashable", "capacity", "avoided")


def _check(values: Mapping[str, str]) -> None:
    made, due = day_of(values["date"]), day_of(values["due"])
    if made and due and due < made:
        raise CxError(f"It is due on {values['due']}, before it was made on {values['date']}.")


TRACKER = ListFile(
    file_name="recommendations.csv",
    noun="recommendation",
    letter="R",
    check=_check,
    known_by=("reference", "text", "date", "meeting"),
    columns=(
        Column("reference", "Reference", also=("Ref", "No", "Number"), help="The committee's own number"),
        Column("kind", "Kind", check=one_of(*KINDS)),
        Column("date", "Date", check=a_day, also=("Date made",)),
        Column("meeting", "Meeting", also=("Committee", "Origin")),
        Column("text", "Text", required=True, also=("Recommendation", "Action", "Promise")),
        Column("answer", "Answer", check=one_of(*ANSWERS), also=("Agree?", "Agreed", "Response")),
        Column("comment", "Comment", also=("Comments", "Executive response")),
        Column("action", "What will be done", also=("Action taken", "Action to be taken")),
        Column("owner", "Owner", also=("Lead officer", "Responsible"), help="A post rather than a person"),
        Column("due", "Due", check=a_day, also=("Due date", "Deadline")),
        Column("status", "Status", check=one_of(*STATUSES)),
        Column("measure", "Measure", also=("Measure it should move",)),
        Column("pounds_promised", "Pounds promised", check=pounds),
        Column("pounds_achieved", "Pounds achieved", check=pounds),
        Column("saving_type", "Kind of saving", check=one_of(*SAVING_TYPES)),
        Column("evidence", "Evidence"),
        Column("heard", "Last heard", check=a_day, help="The day of the last word on it"),
    ),
)
