"""The tables that the pages make of measures: what an attacker of the published view has to work with."""

from collections.abc import Iterator

from cxdata.measures import MEASURES
from cxdata.measures.registry.dimensions import splits

ONE_WAY = ("channel", "channel_group", "service", "customer_type", "provider", "ward", "month")
BY_CALLS = (("queue",), ("menu_option",))
MORE = {
    "abandoned_share": BY_CALLS,
    "answered_in_target": BY_CALLS,
    "average_wait": BY_CALLS,
    "abandoned_wait": BY_CALLS,
    "visitor_wait": BY_CALLS,
    "contacts": (("reason",), ("avoidable_reason",)),
    "on_time": (("urgent",),),
    "days_to_close": (("urgent",),),
    "cases_open": (("case_age", "case_clock"), ("urgent",)),
    "channel_share": (("month", "channel"),),
    "channel_group_share": (("month", "channel_group"),),
    "answer_share": (("channel", "score"), ("customer_type", "score")),
    "calls_offered": (("weekday", "hour"), *BY_CALLS),
    "complaint_stages": (("stage",), ("acknowledged_by",)),
    "complaints_found_upheld": (("cause",), ("remedy",), ("learning",)),
    "complaints_open": (("weeks_open", "clock"), ("stage",)),
    "complaints_put_off": (("extension_reason",),),
    "complaints_refused": (("refusal_reason",),),
}


def tables() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every measure split as the pages split it."""
    for measure in MEASURES.values():
        possible = splits(measure)
        yield measure.id, (measure.share_of,) if measure.share_of else ()
        for name in ONE_WAY:
            if name in possible and not measure.share_of:
                yield measure.id, (name,)
        yield from ((measure.id, by) for by in MORE.get(measure.id, ()))
