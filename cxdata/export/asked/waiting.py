"""What is open now, by age and clock, as an exhibit: complaints, and councillors' cases."""

from cxdata.charts.complaints import open_by_age
from cxdata.export.asked.narrowed import with_note
from cxdata.export.asked.plainly import About, about_plainly
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.measures.query import Answer


def exhibit_of_waiting(
    by_age: Answer,
    finding: str,
    *,
    key: str,
    note: str = "",
    narrow: bool = False,
    about: About = about_plainly,
) -> Exhibit:
    """The open ones by age and clock (`by_age`) under their finding; without a figure the finding alone.

    `note` is a sentence under the drawing: of whom it is, or that the period does not narrow it.
    """
    if by_age.empty:
        return exhibit_of(by_age, None, finding, key=key, about=about(by_age))
    exhibit = exhibit_of(by_age, open_by_age(by_age, narrow=narrow), finding, key=key, about=about(by_age))
    return with_note(exhibit, note) if note else exhibit
