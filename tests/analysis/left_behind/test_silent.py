"""Who has gone silent: planted and found, moved elsewhere, all falling alike, and nobody at all."""

from datetime import date

import numpy as np
import pytest

from cxdata.analysis.left_behind.page import left_behind
from cxdata.analysis.left_behind.shifts import find_shifts
from cxdata.analysis.left_behind.silent import RATE
from cxdata.council import Council
from cxdata.export.people.left_behind import silence_rows
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.silence import MATERIAL, falls
from cxdata.store import Store
from tests.analysis.left_behind.conftest import MONTHS, Load, asked, council_of, steady
from tests.effort import sample

MOVED = date(2025, 4, 1)
EACH = 40 * 6 * 12  # contacts about one service in a year: of one kind of customer from six wards


def test_a_group_that_fell_alone_after_the_shift_has_gone_silent(load: Load) -> None:
    """Landlords: 2,880 about permits before, 720 after, a quarter, by phone and web alike; the rest as before."""

    def silent(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
        hit = moved and service == "Permits" and kind == "Landlord"
        return steady(service, channel, kind, ward, moved) / (4 if hit else 1)

    result = asked(load(council_of(silent)))
    (one,) = result.silent
    assert (one.by, one.level, one.service, one.since, one.months) == (
        "customer_type",
        "Landlord",
        "Permits",
        date(2025, 4, 1),
        12,
    )
    assert (one.before, one.after, one.expected) == (EACH, EACH / 4, EACH)
    assert one.missing == EACH * 3 / 4
    assert one.elsewhere == pytest.approx(1.0)
    assert result.finding == (
        "Landlord customers have gone silent about Permits: 75% fewer contacts than were to be expected."
    )
    assert result.resources[0].who == "Landlord"
    assert result.resources[0].kind == "gone silent"
    assert result.resources[0].seen == (
        "720 contacts about Permits in 12 months, where 2,880 were to be expected, since April 2025; "
        "about anything else 100% of those expected"
    )
    assert result.is_left_behind


def test_a_group_of_whom_nobody_comes_any_more_is_the_plainest_silence(load: Load) -> None:
    """2,880 contacts of landlords about permits before and none after; about bins they come as ever."""

    def gone(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
        hit = moved and service == "Permits" and kind == "Landlord"
        return 0 if hit else steady(service, channel, kind, ward, moved)

    result = asked(load(council_of(gone)))
    (one,) = result.silent
    assert (one.level, one.service, one.before, one.after, one.expected) == ("Landlord", "Permits", EACH, 0, EACH)
    assert result.finding == (
        "Landlord customers have gone silent about Permits: not one contact, where 2,880 were to be expected."
    )


def test_nobody_is_silent_because_one_large_group_doubled(load: Load) -> None:
    """Residents ask twice as much about permits; everybody else as much as before."""

    def doubled(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
        hit = moved and service == "Permits" and kind == "Resident"
        return steady(service, channel, kind, ward, moved) * (2 if hit else 1)

    assert asked(load(council_of(doubled))).silent == ()


def test_a_ward_can_go_silent_too(load: Load) -> None:
    def silent(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
        return steady(service, channel, kind, ward, moved) / (
            2 if moved and service == "Permits" and ward == "Dee" else 1
        )

    result = asked(load(council_of(silent)))
    assert [(one.by, one.level) for one in result.silent] == [("ward", "Dee")]
    assert result.finding == "Dee has gone silent about Permits: 50% fewer contacts than were to be expected."


def test_who_only_changed_channel_is_not_silent(load: Load) -> None:
    """The steady council: everybody rings half as often, and writes online as much more."""
    result = asked(load(council_of(steady)))
    assert {(shift.service, shift.month) for shift in result.shifts} == {("", MOVED), ("Permits", MOVED)}
    assert result.silent == ()
    assert result.judged == 20
    assert "No group has gone silent of 20 looked at" in " ".join(result.sentences)


def test_a_group_whose_contacts_fall_because_all_fall_is_not_silent(load: Load) -> None:
    def all_fall(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
        return steady(service, channel, kind, ward, moved) / (2 if moved else 1)

    assert asked(load(council_of(all_fall))).silent == ()


def test_who_came_about_something_else_instead_has_moved(load: Load) -> None:
    """What landlords no longer ask about permits they ask about bins: their contacts are as many as before."""

    def elsewhere(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
        many = steady(service, channel, kind, ward, moved)
        if not moved or kind != "Landlord":
            return many
        return many / 4 if service == "Permits" else many * 1.75

    result = asked(load(council_of(elsewhere)))
    assert [one.level for one in result.silent] == []
    assert [(one.name, one.service, one.why) for one in result.instead] == [("Landlord", "Permits", "other services")]
    assert "Landlord came about other things instead of Permits, and is not called silent." in result.sentences
    table = silence_rows(result.looked)
    told = table[(table["Who"] == "Landlord") & (table["Service"] == "Permits")]["Gone silent?"]
    assert list(told) == ["no: other services"], "the table says what the sentence says"


def test_a_fall_that_began_half_a_year_before_the_shift_is_not_laid_to_it(load: Load) -> None:
    """Landlords fell to a quarter in October 2024; permits moved online in April 2025."""
    head, *lines = council_of(steady).splitlines()
    rows = [line.split(",") for line in lines]
    fallen = [
        [*row[:-1], str(int(row[-1]) // 4)] if row[0] >= "2024-10" and {"Permits", "Landlord"} <= set(row) else row
        for row in rows
    ]
    result = asked(load("\n".join([head, *(",".join(row) for row in fallen)]) + "\n"))
    assert result.silent == ()
    assert {(one.name, one.why) for one in result.instead} == {("Landlord", "another month")}
    assert any("Landlord: contacts about Permits fell from October 2024 on" in said for said in result.sentences)


def test_who_only_rang_less_and_came_online_as_much_more_as_the_rest_is_not_silent(load: Load) -> None:
    """Landlords rang 24 times and wrote 16 times a month and ward; now they ring twice and write 28 times."""

    def chased(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
        if moved and service == "Permits" and kind == "Landlord":
            return 2 if channel == "Phone" else 28
        return steady(service, channel, kind, ward, moved)

    result = asked(load(council_of(chased)))
    assert result.silent == ()
    assert {(one.name, one.service, one.why) for one in result.instead} == {
        ("Landlord", "Permits", "online as the rest")
    }


@pytest.mark.parametrize(("people", "silent"), [(240, []), (80, ["Landlord"])], ids=["as many", "a third"])
def test_where_references_tell_people_apart_it_is_people_that_must_have_fallen(
    load: Load, people: int, silent: list[str]
) -> None:
    """240 landlords rang three times a year each; a third as many calls are as many people once, or a third of them."""
    head = "Date received,Service,Channel,Customer type,Customer ref"
    rows = []
    for place, month in enumerate(MONTHS):
        moved = place >= 12
        for kind, many in (("Resident", 60), ("Business", 60), ("Landlord", 20 if moved else 60)):
            for number in range(many):
                online = number % 10 < (7 if moved else 3) and kind != "Landlord"
                of_all = people if kind == "Landlord" and moved else 240
                key = f"{kind}{(place * many + number) % of_all}"
                rows.append(f"{month}-{1 + number % 28:02d},Permits,{'Web' if online else 'Phone'},{kind},{key}")
    result = asked(load("\n".join([head, *rows]) + "\n"))
    assert [one.name for one in result.silent] == silent
    assert [one.why for one in result.instead] == [] if silent else ["as many people", "as many people"]


def test_where_nothing_moved_online_nobody_is_looked_for(load: Load) -> None:
    """The opposite story: permits went from online back to the phone, and landlords left."""

    def back(service: str, channel: str, kind: str, ward: str, moved: bool) -> float:
        return steady(service, channel, kind, ward, not moved) / (3 if moved and kind == "Landlord" else 1)

    result = asked(load(council_of(back)))
    assert result.shifts == ()
    assert result.silent == ()
    assert (
        "No service moved online by five points or more, so nobody was looked for who went silent after it."
        in result.unknown
    )


def test_a_code_that_is_used_no_more_is_not_a_silent_ward(load: Load) -> None:
    """Elm has another name from April 2025 on: neither name is there on both sides."""
    text = council_of(steady)
    lines = [line.replace(",Elm,", ",Elmhurst,") if line[:7] >= "2025-04" else line for line in text.splitlines()]
    result = asked(load("\n".join(lines) + "\n"))
    assert result.silent == ()
    assert {fall.group for one in result.looked if one.by == "ward" for fall in one.falls} == {
        "Abbey",
        "Castle",
        "Dee",
        "Fen",
        "Grange",
    }


def test_with_one_year_loaded_the_months_beside_the_step_are_compared(load: Load) -> None:
    """Real data is often one year: twelve months with the step in the middle give six before and six after."""
    text = council_of(steady).splitlines()
    kept = [text[0], *(line for line in text[1:] if "2024-10" <= line[:7] <= "2025-09")]
    result = asked(load("\n".join(kept) + "\n"))
    permits = next(shift for shift in result.shifts if shift.service == "Permits")
    assert (len(permits.before), len(permits.after), permits.is_paired) == (6, 6, False)
    assert result.silent == ()
    assert (
        "Permits moved online in April 2025: the months on either side are not the same ones of the year"
        in " ".join(result.sentences)
    )


def test_only_months_up_to_the_end_of_the_period_are_read(load: Load) -> None:
    result = asked(load(council_of(steady)), Scope(Period(date(2024, 4, 1), date(2025, 4, 1))))
    assert result.shifts == ()


def test_the_samples_shift_is_found_and_no_other(
    store: Store, council: Council, planted: dict[str, dict[str, object]]
) -> None:
    found = find_shifts(store, Scope(), council).shifts
    assert [(shift.service, shift.month) for shift in found] == [(planted["shift"]["service"], planted["shift"]["day"])]


def test_the_samples_silent_group_is_found_and_nobody_else(
    store: Store, council: Council, planted: dict[str, dict[str, object]]
) -> None:
    """Planted: from the day of the new form fewer tenants ask about garden waste, by any channel."""
    result = left_behind(store, Scope(), council)
    assert [(one.level, one.service, one.since) for one in result.silent] == [
        (planted["silent"]["customer_type"], planted["silent"]["service"], planted["silent"]["day"])
    ]
    assert result.instead == ()
    [[before]] = store.tuples(
        "select count(*) from contacts where service = 'Garden waste' and customer_type = 'Tenant' and requester <> "
        "'staff' and received_at >= date '2024-04-01' and received_at < date '2025-02-01'"
    )
    [[after]] = store.tuples(
        "select count(*) from contacts where service = 'Garden waste' and customer_type = 'Tenant' and requester <> "
        "'staff' and received_at >= date '2025-04-01' and received_at < date '2026-02-01'"
    )
    assert (result.silent[0].before, result.silent[0].after) == (before, after)
    assert result.silent[0].ratio < 0.7
    assert result.silent[0].upper < 1


def test_shuffled_among_the_samples_contacts_nobody_is_silent(store: Store, council: Council) -> None:
    """Who asked is dealt out anew among the contacts of the service that moved, 100 times: the stated rate is 5 in 100.

    In every run 20 of the 100 are dealt; a group must also have fallen by a fifth, so fewer are named than the rate.
    """
    (shift,) = find_shifts(store, Scope(), council).shifts
    rows = store.rows(
        "select customer_type::varchar as customer_type, ward::varchar as ward, "
        "strftime(received_at, '%Y-%m') as month from contacts where service = $service and requester <> 'staff'",
        {"service": shift.service},
    )
    rng, deals, named = np.random.default_rng(13), sample(20, 100), 0
    months = [[f"{month:%Y-%m}" for month in side] for side in (shift.before, shift.after)]
    for _ in range(deals):
        order = rng.permutation(len(rows))
        chances, ratios = [], []
        for by in ("customer_type", "ward"):
            dealt = rows.assign(group=rows[by].to_numpy()[order])
            table = dealt[dealt["group"] != "Not recorded"].pivot_table(
                index="group", columns="month", aggfunc="size", fill_value=0, observed=True
            )
            tested = falls(list(table.index), *(table.reindex(columns=side, fill_value=0) for side in months))
            chances += [fall.p for fall in tested]
            ratios += [fall.ratio for fall in tested]
        named += bool(((benjamini_hochberg(chances) <= RATE) & (np.array(ratios) <= MATERIAL)).any())
    assert named <= RATE * deals + 1
