"""How do people get in touch, and can they still get through?"""

import streamlit as st

from cxdata.ui import frame, parts

view = frame.enter("How do people get in touch, and can they still get through?")
parts.opening(view)
parts.headlines(view, ["online_share", "automated_phone_share", "assisted_share", "average_wait"])
parts.mix(view, "channel_group")
left, right = st.columns(2)
with left:
    parts.breakdown(view, "online_share", "service")
    parts.over_time(view, "average_wait")
    parts.breakdown(view, "satisfied", "channel_group")
with right:
    parts.breakdown(view, "assisted_share", "service")
    parts.over_time(view, "abandoned_share")
    parts.breakdown(view, "satisfied", "channel")
parts.mix(view, "channel")
parts.week(view, "calls_offered")
