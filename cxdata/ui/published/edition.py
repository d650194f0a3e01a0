"""The Data page in the published view: what this edition is, and how often each quarter was put out."""

import pandas as pd

from cxdata.export.edition.answer import say_rules
from cxdata.export.edition.file import Edition
from cxdata.export.edition.ledger import MOST
from cxdata.periods import say_date
from cxdata.ui.frame import elements


def about_edition(edition: Edition) -> None:
    """The edition's number, day, files and rules, and its quarters."""
    about = edition.about
    elements.header(f"Edition {about.number} of {about.council}, made on {say_date(about.made_on)}", anchor=False)
    elements.markdown(say_rules(edition))
    held = edition.rows('select period, editions, put_out_on from periods where held order by "end", first_day')
    quarters = held[held["period"].str.contains(" Q")]
    rows = pd.DataFrame(
        {
            "Quarter": quarters["period"],
            "Put out": [f"{count} of {MOST} times" for count in quarters["editions"]],
            "Last on": [say_date(day.date()) for day in quarters["put_out_on"]],
        },
        dtype=str,
    )
    elements.table(rows, alt="How often the figures of each quarter were put out.")
    elements.markdown(f"Made of: {'; '.join(about.sources) or 'no file'}. Files and their receipts are for officers.")
