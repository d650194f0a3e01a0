"""Who is satisfied, and who is not?"""

import streamlit as st

from cxdata.ui import frame, parts

view = frame.enter("Who is satisfied, and who is not?")
parts.opening(view)
parts.headlines(view, ["satisfied", "dissatisfied", "satisfaction_mean_score", "response_rate"])
left, right = st.columns(2)
with left:
    parts.breakdown(view, "satisfied", "channel")
    parts.breakdown(view, "satisfied", "service")
    parts.breakdown(view, "satisfied", "provider")
with right:
    parts.levels(view, "channel")
    parts.breakdown(view, "satisfied", "customer_type")
    parts.breakdown(view, "response_rate", "channel")
parts.breakdown(view, "satisfied", "ward")
parts.over_time(view, "satisfied")
parts.levels(view, "customer_type")
