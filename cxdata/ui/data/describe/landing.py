"""How the first rows of a file would land, beside the figures that they would give."""

from cxdata.contract import TABLES
from cxdata.errors import CxError
from cxdata.ingest.plan.trial import TRIED, Look
from cxdata.ingest.profile.model import Profile
from cxdata.overview.of_a_file import Landing, land
from cxdata.ui.data.describe.memo import memo
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.text import listed, mark, small


def show(look: Look, profile: Profile, *, dates: str | None, key: str) -> bool:
    """Show it; False where a load would refuse the file, whose sentence stands there instead."""
    elements.markdown(mark("**What this file would say**"))
    try:
        landing: Landing = memo(
            f"land_{key}",
            (look.columns, len(look.rows), profile, dates),
            lambda: land(look, profile, data=cache.folder(), dates=dates),
        )
    except CxError as refusal:
        elements.warning(str(refusal))
        return False
    elements.markdown(listed(landing.figures))
    part = "" if look.whole else f" (in the first {TRIED:,} rows)"
    for problem in landing.problems:
        elements.markdown(small(f"{problem.message}{part}"))
    for table, rows in landing.tables.items():
        elements.markdown(mark("**The first rows as they would land: {}**", TABLES[table].title))
        if rows.empty:
            elements.markdown("No row would land.")
        else:
            elements.table(rows)
    return True
