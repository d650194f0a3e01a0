"""Who is satisfied, and who is not?"""

import streamlit as st

from cxdata.ui import frame, guard, parts

view = frame.enter("Who is satisfied, and who is not?")
parts.opening(view)
parts.headlines(view, ["satisfied", "dissatisfied", "satisfaction_mean_score", "response_rate"])
st.header("Group by group", anchor=False)
with st.grid(2, min_column_width=parts.PAIR):
    parts.breakdown(view, "satisfied", "channel")
    parts.levels(view, "channel")
    parts.breakdown(view, "satisfied", "customer_type")
    parts.levels(view, "customer_type")
    parts.breakdown(view, "satisfied", "service")
    parts.levels(view, "service")
    parts.breakdown(view, "satisfied", "provider")
    parts.over_time(view, "satisfied")
st.header("Who was asked, and who answered", anchor=False)
with st.grid(2, min_column_width=parts.PAIR):
    parts.breakdown(view, "response_rate", "channel")
    parts.breakdown(view, "response_rate", "customer_type")
st.header("By ward", anchor=False)
parts.breakdown(view, "satisfied", "ward")
guard.five_names(view)
guard.published_figures(view)
