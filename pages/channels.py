"""How do people get in touch, and can they still get through?"""

import streamlit as st

from cxdata.ui import frame, parts

view = frame.enter("How do people get in touch, and can they still get through?")
parts.opening(view)
parts.headlines(
    view,
    [
        "online_share",
        "automated_phone_share",
        "assisted_share",
        "web_completion",
        "average_wait",
        "abandoned_share",
        "answered_in_target",
        "visitor_wait",
    ],
)
st.header("Online, automated phone and assisted", anchor=False)
parts.mix(view, "channel_group")
st.header("By service, with waits and satisfaction", anchor=False)
with st.grid(2, min_column_width=parts.PAIR):
    parts.breakdown(view, "online_share", "service")
    parts.breakdown(view, "assisted_share", "service")
    parts.over_time(view, "average_wait")
    parts.over_time(view, "visitor_wait")
    parts.over_time(view, "abandoned_share")
    parts.breakdown(view, "satisfied", "channel_group")
    parts.breakdown(view, "satisfied", "channel")
    parts.breakdown(view, "automated_phone_share", "service")
st.header("Every channel, and the week", anchor=False)
parts.mix(view, "channel")
parts.week(view, "calls_offered")
