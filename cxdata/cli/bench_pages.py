"""What each page asks, and the plainest DuckDB statement for each question, written by hand."""

from cxdata.periods import Period

Question = tuple[str, tuple[str, ...]]

_HEADLINES: list[Question] = [
    (measure, ())
    for measure in (
        "contacts",
        "satisfied",
        "dissatisfied",
        "on_time",
        "online_share",
        "average_wait",
        "abandoned_share",
        "days_to_close",
    )
]
_SPLITS = ("channel", "customer_type", "service", "ward", "provider")

PAGES: dict[str, list[Question]] = {
    "overview": _HEADLINES + [(m, (by,)) for m in ("dissatisfied", "on_time") for by in _SPLITS],
    "satisfaction": [("satisfied", (by,)) for by in (*_SPLITS, "month")]
    + [("dissatisfied", (by,)) for by in ("channel", "customer_type")]
    + [("answer_share", (by, "score")) for by in ("channel", "customer_type")],
    "channels": [
        ("channel_group_share", ("month", "channel_group")),
        ("channel_share", ("month", "channel")),
        ("online_share", ("service",)),
        ("assisted_share", ("service",)),
        ("average_wait", ("month",)),
        ("abandoned_share", ("month",)),
        ("calls_offered", ("weekday", "hour")),
        ("satisfied", ("channel",)),
    ],
    "hotspots": [("contacts", ("ward",)), ("online_share", ("ward",)), ("on_time", ("ward",))],
    "ward": [("contacts", ()), ("contacts", ("service",)), ("channel_share", ("channel",)), ("contacts", ("month",))]
    + [(m, ("ward",)) for m in ("satisfied", "dissatisfied", "on_time", "online_share", "days_to_close")],
}

_ONLINE = "('web', 'app')"
_ASSISTED = "('phone', 'face_to_face', 'post', 'email', 'webchat', 'social')"
_KNOWN = f"channel in {_ONLINE} or channel in {_ASSISTED} or channel = 'automated_phone'"
_RATED = "sum(count) filter (where score is not null)"
_CALLS = "channel <> 'face_to_face'"
_PUBLIC = "requester <> 'staff'"

# Measure -> table, its time, rows counted, and the aggregates.
_BY_HAND = {
    "contacts": ("contacts", "received_at", _PUBLIC, "sum(count)"),
    "satisfied": ("responses", "responded_at", "true", f"sum(count) filter (where score >= 4), {_RATED}"),
    "dissatisfied": ("responses", "responded_at", "true", f"sum(count) filter (where score <= 2), {_RATED}"),
    "answer_share": ("responses", "responded_at", "score is not null", "sum(count)"),
    "on_time": (
        "contacts",
        "received_at",
        _PUBLIC,
        "sum(count) filter (where kept), sum(count) filter (where kept is not null)",
    ),
    "online_share": (
        "contacts",
        "received_at",
        _PUBLIC,
        f"sum(count) filter (where channel in {_ONLINE}), sum(count) filter (where {_KNOWN})",
    ),
    "assisted_share": (
        "contacts",
        "received_at",
        _PUBLIC,
        f"sum(count) filter (where channel in {_ASSISTED}), sum(count) filter (where {_KNOWN})",
    ),
    "channel_share": ("contacts", "received_at", _PUBLIC, "sum(count)"),
    "channel_group_share": ("contacts", "received_at", _PUBLIC, "sum(count)"),
    "days_to_close": (
        "contacts",
        "received_at",
        _PUBLIC,
        "sum(days_taken), count(days_taken), quantile_cont(days_taken, [0.5, 0.9])",
    ),
    "average_wait": ("calls", "interval_start", _CALLS, "sum(wait_seconds_total), sum(answered)"),
    "abandoned_share": ("calls", "interval_start", _CALLS, "sum(abandoned), sum(offered)"),
    "calls_offered": ("calls", "interval_start", _CALLS, "sum(offered)"),
}
_GROUPS = {
    "month": "date_trunc('month', {time})",
    "weekday": "isodow({time})",
    "hour": "hour({time})",
    "channel_group": f"case when channel in {_ONLINE} then 1 when channel = 'automated_phone' then 2 "
    f"when channel in {_ASSISTED} then 3 else 4 end",
}


def by_hand(measure: str, by: tuple[str, ...], period: Period | None) -> str:
    """The plainest statement that gives the counts behind one question. KeyError for a measure not on a page."""
    table, time, rows, aggregates = _BY_HAND[measure]
    groups = [_GROUPS.get(name, name).replace("{time}", time) for name in by]
    within = f" and {time} >= date '{period.start}' and {time} < date '{period.end}'" if period else ""
    grouping = " group by all" if groups else ""
    return f"select {', '.join([*groups, aggregates])} from {table} where {rows}{within}{grouping}"  # noqa: S608 - ours
