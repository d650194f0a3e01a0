"""Who is satisfied, and who is not?"""

import streamlit as st

from cxdata.ui import frame, satisfaction
from cxdata.ui.parts import blocks

view = frame.enter(__doc__)
blocks.opening(view)
blocks.headlines(view, ["satisfied", "dissatisfied", "satisfaction_mean_score", "response_rate"])
st.header("Group by group", anchor=False)
with st.grid(2, min_column_width=blocks.PAIR):
    blocks.breakdown(view, "satisfied", "channel")
    blocks.levels(view, "channel")
    blocks.breakdown(view, "satisfied", "customer_type")
    blocks.levels(view, "customer_type")
    blocks.breakdown(view, "satisfied", "service")
    blocks.levels(view, "service")
    blocks.breakdown(view, "satisfied", "provider")
    blocks.over_time(view, "satisfied")
st.header("Who was asked, and who answered", anchor=False)
with st.grid(2, min_column_width=blocks.PAIR):
    blocks.breakdown(view, "response_rate", "channel")
    blocks.breakdown(view, "response_rate", "customer_type")
st.header("By ward", anchor=False)
blocks.breakdown(view, "satisfied", "ward")
satisfaction.five_names(view)
satisfaction.published_figures(view)
