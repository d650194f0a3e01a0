"""What a reader of an edition knows adds up to what, by the definitions of the measures: lists of the attack's own."""

Part = tuple[str, str]
SHARE_BASE, OTHER_BASE = 30, 100
ONLINE, AUTOMATED, ASSISTED = "online_share", "automated_phone_share", "assisted_share"
LEVELS = tuple(("satisfaction_mean_score", f"level_{level}") for level in range(1, 6))
DAYS = (0, 1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 56, 84, 112, 182, 365)
BANDS = tuple(("days_to_close", f"days_{start}") for start in DAYS)


def both(measure: str) -> tuple[Part, Part]:
    """Those who say yes and those who do not."""
    return (measure, "yes"), (measure, "others")


# Of which clean table each measure is; what adds up to what in it (the last: may there be more in the first?). A total
# that no measure counts has a name of its own. `wide` is what everything else of the table is among.
CONTACTS = ("contacts", "n")
ANSWERS = ("answers", "n")
STAGES = ("complaint_stages", "n")
OFFERED = ("calls_offered", "n")
SUMS: dict[str, list[tuple[Part, tuple[Part, ...], bool]]] = {
    "contacts": [
        *((("", "in a group"), both(one), False) for one in (ONLINE, AUTOMATED, ASSISTED)),
        (("", "in a group"), tuple((one, "yes") for one in (ONLINE, AUTOMATED, ASSISTED)), False),
        (CONTACTS, (("", "in a group"),), True),
        (CONTACTS, both("out_of_hours_share"), False),
        (("", "closed"), BANDS, False),
        (("", "closed"), both("closed_over_limit"), False),
        (("closed_over_limit", "yes"), BANDS[7:], True),
        (("closed_over_limit", "others"), BANDS[:6], True),
        (CONTACTS, (("", "closed"),), True),
        *((CONTACTS, both(one), True) for one in ("on_time", "first_time", "avoidable_share", "digital_take_up")),
        (CONTACTS, both("no_online_way"), True),
        (CONTACTS, (("routine_contacts", "n"),), True),
        (CONTACTS, (("contacts_per_1000", "n"),), True),
        (CONTACTS, (("channel_share", "n"),), False),
        (CONTACTS, (("channel_group_share", "n"),), False),
    ],
    "responses": [
        (ANSWERS, both("satisfied"), False),
        (ANSWERS, both("dissatisfied"), False),
        (ANSWERS, LEVELS, False),
        (("satisfied", "yes"), LEVELS[3:], False),
        (("satisfied", "others"), LEVELS[:3], False),
        (("dissatisfied", "yes"), LEVELS[:2], False),
        (("dissatisfied", "others"), LEVELS[2:], False),
        (("dissatisfied_answers", "n"), (("dissatisfied", "yes"),), False),
        (ANSWERS, (("answer_share", "n"),), False),
        *((ANSWERS, both(one), True) for one in ("easy", "got_outcome", "felt_well")),
    ],
    "complaints": [
        (("complaints_found_upheld", "n"), (("complaints_upheld", "yes"),), False),
        *((STAGES, both(one), True) for one in ("complaints_upheld", "complaints_acknowledged")),
        (STAGES, (*both("stage_1_in_time"), *both("stage_2_in_time")), True),
        *(
            (STAGES, ((one, "n"),), True)
            for one in ("complaints", "complaints_put_off", "complaints_refused", "complaints_reopened")
        ),
    ],
    "calls": [
        (OFFERED, both("abandoned_share"), False),
        (OFFERED, both("callback_share"), False),
        *(
            (("", "answered"), both(one), False)
            for one in ("answered_in_target", "answered_within_minute", "waited_over_ten_minutes", "transferred_share")
        ),
        (("", "answered"), (("average_wait", "base"),), True),
        (OFFERED, (("", "answered"),), True),
        (("abandoned_share", "yes"), (("abandoned_wait", "base"),), False),
    ],
}
# A part that is a level, or some, of a dimension of the wide one.
LEVEL_OF: dict[str, list[tuple[Part, Part, str, tuple[str, ...]]]] = {
    "contacts": [
        *(
            ((f"{group}_share", "yes"), CONTACTS, "channel_group", (group,))
            for group in ("online", "automated_phone", "assisted")
        ),
        (("routine_contacts", "n"), CONTACTS, "complexity", ("routine",)),
        (("out_of_hours_share", "yes"), CONTACTS, "in_hours", ("Out of hours",)),
    ],
    "responses": [(part, ANSWERS, "score", (str(level),)) for level, part in enumerate(LEVELS, start=1)],
    "complaints": [(("complaints", "n"), STAGES, "stage", ("Stage 1",))],
    "calls": [],
}
