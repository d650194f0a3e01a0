"""How is the council doing by its customers, and what should be asked?"""

from cxdata.ui import frame, parts, questions

view = frame.enter("How is the council doing by its customers, and what should be asked?")
parts.opening(view)
parts.headlines(
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
questions.questions(
    view,
    ["dissatisfied", "on_time", "abandoned_share", "answered_in_target", "web_completion"],
    ["channel", "customer_type", "service", "ward", "provider"],
)
parts.freshness(view)
