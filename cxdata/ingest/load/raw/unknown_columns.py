"""Columns of a file that its layout says nothing of: named in the receipt, so that none is missed unseen."""

from itertools import chain

from cxdata.ingest.privacy.shown import shown_heading
from cxdata.ingest.profile.matching import header_key
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.read.raw_table import RawTable
from cxdata.ingest.receipt import Problem


def columns_not_known(raw: RawTable, profile: Profile) -> list[Problem]:
    """The columns that the profile neither reads nor leaves out on purpose, as a problem of the file; none where it
    knows all."""
    named = (*profile.used, *profile.ignore, *profile.personal, *profile.headers, *chain(*profile.any_of))
    keys = {header_key(header) for header in named}
    unknown = [f"'{shown_heading(column)}'" for column in raw.columns if header_key(column) not in keys]
    if not unknown:
        return []
    what = "columns that its layout does not know" if len(unknown) > 1 else "a column that its layout does not know"
    shown = ", ".join(unknown[:6]) + (f" and {len(unknown) - 6} more" if len(unknown) > 6 else "")
    message = f"The file has {what}, and nothing of them is read: {shown}."
    return [Problem("columns_not_known", "fine", message, raw.rows)]
