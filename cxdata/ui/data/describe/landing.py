"""How the first rows of a file would land, beside the figures that they would give."""

import streamlit as st

from cxdata.contract import TABLES
from cxdata.errors import CxError
from cxdata.ingest.plan.trial import TRIED, Look
from cxdata.ingest.profile.model import Profile
from cxdata.overview.of_a_file import Landing, land
from cxdata.ui.data.describe.memo import memo
from cxdata.ui.frame import cache
from cxdata.ui.frame.text import plain, small


def show(look: Look, profile: Profile, *, dates: str | None, key: str) -> bool:
    """Show it; False where a load would refuse the file, whose sentence stands there instead."""
    st.markdown("**What this file would say**")
    try:
        landing: Landing = memo(
            f"land_{key}",
            (look.columns, len(look.rows), profile, dates),
            lambda: land(look, profile, data=cache.folder(), dates=dates),
        )
    except CxError as refusal:
        st.warning(plain(str(refusal)))
        return False
    st.markdown("\n".join(f"- {plain(figure)}" for figure in landing.figures))
    part = "" if look.whole else f" (in the first {TRIED:,} rows)"
    for problem in landing.problems:
        st.markdown(small(f"{problem.message}{part}"))
    for table, rows in landing.tables.items():
        st.markdown(f"**The first rows as they would land: {plain(TABLES[table].title)}**")
        if rows.empty:
            st.write("No row would land.")
        else:
            st.table(rows.map(plain).rename(columns=plain), hide_index=True)
    return True
