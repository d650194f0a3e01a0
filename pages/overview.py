"""How is the council doing by its customers, and what should be asked?"""

from cxdata.ui import frame, overview
from cxdata.ui.parts import blocks

view = frame.enter(__doc__)
blocks.opening(view)
blocks.headlines(
    view,
    [
        "contacts",
        "satisfied",
        "dissatisfied",
        "on_time",
        "online_share",
        "average_wait",
        "abandoned_share",
        "days_to_close",
    ],
)
overview.questions(
    view,
    ["dissatisfied", "on_time", "abandoned_share", "answered_in_target", "web_completion"],
    ["channel", "customer_type", "service", "ward", "provider"],
)
blocks.freshness(view)
