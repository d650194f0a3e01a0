"""The Data page in the published view: what this edition is, and how often each quarter was put out."""

from cxdata.export.edition.answer import say_rules
from cxdata.export.edition.file import Edition
from cxdata.export.edition.words import WHY_NO_FIFTH, put_out
from cxdata.periods import say_date
from cxdata.ui.frame import elements
from cxdata.ui.frame.text import small


def about_edition(edition: Edition) -> None:
    """The edition's number, day, files and rules, and its quarters."""
    about = edition.about
    elements.header(f"Edition {about.number} of {about.council}, made on {say_date(about.made_on)}", anchor=False)
    elements.markdown(say_rules(edition))
    elements.table(put_out(edition), alt="How often the figures of each quarter were put out.")
    elements.markdown(small(WHY_NO_FIFTH))
    elements.markdown(f"Made of: {'; '.join(about.sources) or 'no file'}. Files and their receipts are for officers.")
