"""How do people get in touch, and can they still get through?"""

import streamlit as st

from cxdata.ui import frame
from cxdata.ui.parts import blocks

view = frame.enter(__doc__)
blocks.headlines(
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
blocks.mix(view, "channel_group")
st.header("By service, with waits and satisfaction", anchor=False)
with st.grid(2, min_column_width=blocks.PAIR):
    blocks.breakdown(view, "online_share", "service")
    blocks.breakdown(view, "assisted_share", "service")
    blocks.over_time(view, "average_wait")
    blocks.over_time(view, "visitor_wait")
    blocks.over_time(view, "abandoned_share")
    blocks.breakdown(view, "satisfied", "channel_group")
    blocks.breakdown(view, "satisfied", "channel")
    blocks.breakdown(view, "automated_phone_share", "service")
st.header("Every channel, and the week", anchor=False)
blocks.mix(view, "channel")
blocks.week(view, "calls_offered")
