"""Is the saving real? The minutes' 465,000 pounds, shifts worked by hand, and whatever may be missing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from cxdata.analysis.savings.page import Savings, savings, say_hours
from cxdata.analysis.savings.promises import Promises, read_promises
from cxdata.analysis.savings.spans import baselines
from cxdata.council import Council, UnitCost
from cxdata.periods import Period
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import Store, open_store
from tests.analysis.savings.conftest import PROMISE, SOCITM, TWO_YEARS, VOLUMES, Begin


def asked(data: Path, scope: Scope | None = None, **options: object) -> Savings:
    """The page of a data folder."""
    return savings(open_store(data), scope or Scope(), read_settings(data), promises=read_promises(data), **options)


def moved_by(result: Savings) -> dict[str, float]:
    return {one.channel: one.moved for one in result.moved.channels}


def test_465_000_pounds_is_83_in_100_of_all_calls(begin: Begin) -> None:
    """465,000 / (2.83 - 0.15) = 173,508 of 209,000 calls; every call and visit online is worth 560,120 + 237,160."""
    result = asked(begin(VOLUMES, promises=PROMISE))
    assert result.finding == "£465,000 at these costs is 173,508 calls, 83% of all calls."
    assert (result.check.needed, result.check.volume) == (173_508, 209_000)
    assert result.check.each == pytest.approx(2.68)
    assert result.possible.central == pytest.approx(560_120 + 237_160)
    assert result.sentences == (
        "What moved is not known: contacts are not loaded for 2017/18: they begin in April 2018.",
        "The costs of web, phone and face to face are of 2011: 7 years old.",
    )


def test_a_figure_of_ones_own_takes_the_place_of_the_promise(begin: Begin) -> None:
    data = begin(VOLUMES, promises=PROMISE)
    assert asked(data, promised=268_000.0).finding == "£268,000 at these costs is 100,000 calls, 48% of all calls."
    too_much = asked(data, promised=1_000_000.0)
    assert too_much.finding == "£1,000,000 at these costs is 373,135 calls: there are only 209,000 in a year."
    assert too_much.check.share == pytest.approx(373_135 / 209_000)


def test_moved_like_for_like_is_kitagawa_by_hand(begin: Begin) -> None:
    """25,000 × (−0.20 × (2/3 + 4/5)/2 − 0.05 × (1/3 + 1/5)/2) = −4,000 calls; the share itself fell by 0.21, 5,250."""
    result = asked(begin(TWO_YEARS))
    assert moved_by(result) == {"phone": pytest.approx(-4_000), "web": pytest.approx(4_000)}
    phone = next(one for one in result.moved.channels if one.channel == "phone")
    assert phone.mix == pytest.approx(-5_250 + 4_000)
    assert result.moved.worth.central == pytest.approx(4_000 * 2.68, rel=0.01)
    assert result.moved.worth.low < result.moved.worth.central < result.moved.worth.high
    assert result.finding == "No saving is on the list; what moved is worth £10,700 at these costs."
    assert "4,000 contacts moved between channels, like for like, since 2023/24" in result.sentences[0]


MIX = """Financial year,Service,Channel,Contacts
2023/24,Bins,Phone,600
2023/24,Bins,Web,400
2023/24,Housing,Phone,900
2023/24,Housing,Web,100
2024/25,Bins,Phone,1800
2024/25,Bins,Web,1200
2024/25,Housing,Phone,90
2024/25,Housing,Web,10
"""
"""Six in ten rang of Bins and nine in ten of Housing, then as now; only Bins was asked for more."""


def test_where_only_the_mix_of_services_changed_nothing_was_saved(begin: Begin) -> None:
    result = asked(begin(MIX))
    assert result.moved.worth.central == 0
    assert result.moved.worth.low < 0 < result.moved.worth.high
    assert result.finding == "No saving is on the list; what moved is worth £0 at these costs."
    assert result.sentences[0].startswith(
        "Like for like no contact moved between channels against 2023/24: nothing was saved"
    )


@pytest.mark.parametrize(("pounds", "said"), [("0", "£0"), ("-5000", "−£5,000")])
def test_a_promise_of_nothing_is_no_number_of_calls(begin: Begin, pounds: str, said: str) -> None:
    result = asked(begin(VOLUMES, promises=f"Text,Pounds promised\nEfficiencies,{pounds}\n"))
    assert result.finding == f"What is promised comes to {said}, which is no saving."
    assert np.isnan(result.check.needed)
    assert np.isnan(result.check.share)


def test_what_was_refused_is_not_promised(begin: Begin) -> None:
    rows = "Text,Answer,Pounds promised\nShorter forms,yes,5000\nClose the desk,no,3000\n"
    assert asked(begin(VOLUMES, promises=rows)).asked == 5000


def test_where_the_phone_costs_less_than_the_web_it_is_not_said_to_have_no_cost(begin: Begin) -> None:
    result = asked(begin(VOLUMES, costs=SOCITM.replace("2.83", "0.10"), promises=PROMISE))
    assert result.finding == "No contacts save £465,000: the phone costs no more than the web."


def test_the_range_widens_with_the_costs(begin: Begin) -> None:
    wide = SOCITM.replace("phone,2.83,,", "phone,2.83,1.28,5.57")
    worth = asked(begin(TWO_YEARS, costs=wide)).moved.worth
    # The middle 80 of 100 of the triangle from 1.28 by 2.83 to 5.57 is 2.09 to 4.47, less 0.15, of 4,000 contacts.
    ends = 1.28 + np.sqrt(0.1 * (5.57 - 1.28) * (2.83 - 1.28)), 5.57 - np.sqrt(0.1 * (5.57 - 1.28) * (5.57 - 2.83))
    assert (worth.low, worth.high) == pytest.approx([4_000 * (end - 0.15) for end in ends], rel=0.03)


def test_contacts_that_moved_to_the_phone_cost_more(begin: Begin) -> None:
    years = {"2023/24": "2024/25", "2024/25": "2023/24"}
    lines = [
        ",".join([years.get(line.split(",")[0], line.split(",")[0]), *line.split(",")[1:]])
        for line in TWO_YEARS.split("\n")
    ]
    result = asked(begin("\n".join(lines)))
    assert moved_by(result)["phone"] == pytest.approx(0.6 * 4_000)  # the same points, of 15,000 contacts
    assert result.moved.worth.high < 0
    assert "They went to dearer channels, which costs £6,430 more" in result.sentences[0]


def test_without_a_cost_there_are_contacts_and_no_pounds(begin: Begin) -> None:
    result = asked(begin(TWO_YEARS, costs="", promises=PROMISE))
    assert result.finding == (
        "No cost of a contact is set: 4,000 contacts moved between channels, and no pounds can be said."
    )
    assert np.isnan(result.moved.worth.central)
    assert np.isnan(result.possible.central)
    assert result.check.sentence == ""


def test_a_channel_without_a_cost_is_named_and_not_guessed(begin: Begin) -> None:
    result = asked(begin(TWO_YEARS, costs=SOCITM.replace("web,0.15,,,2011,Socitm 2011\n", "")))
    assert np.isnan(result.moved.worth.central)
    assert result.moved.worth.unpriced == pytest.approx(4_000)
    assert "4,000 of these moved by a channel without a cost (web): no pounds are said of them." in result.sentences
    assert result.check.sentence == ""


def test_a_new_channel_is_named(begin: Begin) -> None:
    result = asked(begin(TWO_YEARS + "2024/25,Bins,App,2000\n"))
    assert any("App brought nothing in 2023/24: it is new, or was not recorded." in line for line in result.sentences)
    assert moved_by(result)["app"] > 0


def test_partner_and_unknown_channels_are_in_neither_the_part_nor_the_whole(begin: Begin) -> None:
    result = asked(begin(TWO_YEARS + "2024/25,Bins,Partner,5000\n"))
    assert moved_by(result) == {"phone": pytest.approx(-4_000), "web": pytest.approx(4_000)}


def test_a_part_of_a_yearly_figure_is_refused(begin: Begin) -> None:
    result = asked(begin(TWO_YEARS), Scope(Period(date(2024, 10, 1), date(2025, 1, 1))))
    assert result.finding.startswith("Nothing can be said of savings: contacts are loaded for whole quarters or years")


def test_no_contacts_at_all(tmp_path: Path, store: Store) -> None:
    nothing = Scope().with_choice("ward", "nowhere")
    result = savings(store, nothing, Council(unit_costs=(UnitCost("phone", 2.83, 2011, ""),)), promises=Promises())
    assert result.finding.startswith("Nothing can be said of savings")


def test_baselines_are_the_year_before_the_strategy_and_whole_financial_years(store: Store) -> None:
    """The sample begins in April 2024 and is whole to August 2026."""
    settled = Council(strategy_adopted=date(2025, 6, 1))
    assert baselines(store, settled) == {
        "the year before": None,
        "since the strategy was adopted": date(2025, 6, 1),
        "2025/26": date(2026, 4, 1),
        "2024/25": date(2025, 4, 1),
    }
    assert "since the strategy was adopted" not in baselines(store, Council(strategy_adopted=date(2024, 6, 1)))


def test_the_sample_recounted_by_another_route(store: Store, council: Council) -> None:
    """Shares of each service by plain SQL, and Kitagawa's sum over them; calls that moved as hours of handling."""
    result = savings(store, Scope(), council, promises=Promises())
    rows = store.tuples(
        """
        select service::varchar, received_at >= date '2025-09-01', channel in ('phone'), sum(count)
        from contacts
        where received_at >= date '2024-09-01' and received_at < date '2026-09-01' and requester <> 'staff'
            and channel not in ('partner', 'other', 'Not recorded')
        group by all
        """
    )
    sizes = {year: sum(n for _, later, _, n in rows if later == year) for year in (False, True)}
    moved = 0.0
    for service in {row[0] for row in rows}:
        part = {
            (year, phone): sum(
                n for name, later, is_phone, n in rows if (name, later, is_phone) == (service, year, phone)
            )
            for year in (False, True)
            for phone in (False, True)
        }
        whole = {year: part[year, True] + part[year, False] for year in (False, True)}
        rates = {year: part[year, True] / whole[year] for year in (False, True)}
        moved += (rates[True] - rates[False]) * (whole[False] / sizes[False] + whole[True] / sizes[True]) / 2
    assert moved_by(result)["phone"] == pytest.approx(moved * sizes[True])
    [(seconds, answered)] = store.tuples(
        """
        select sum(handle_seconds_total), sum(answered) from calls
        where channel <> 'face_to_face' and answered > 0 and handle_seconds_total is not null
            and interval_start >= date '2025-09-01' and interval_start < date '2026-09-01'
        """
    )
    assert result.hours == pytest.approx(-moved * sizes[True] * seconds / answered / 3600)
    assert say_hours(result) == "462 calls fewer is about 44 hours of staff freed."


def test_what_failure_costs_is_recounted_contact_by_contact(store: Store, council: Council) -> None:
    """Contacts of one customer about one service in a list, walked one after another."""
    failed = savings(store, Scope(), council, promises=Promises()).failure
    rows = store.tuples(
        "select customer_key, service::varchar, received_at, channel::varchar, requester::varchar from contacts "
        "where customer_key is not null and service <> 'Not recorded' order by 1, 2, 3, file_id, row_number"
    )
    newest = max(row[2] for row in rows)
    [(newest,)] = store.tuples("select max(received_at) from contacts")
    again = to_staff = 0
    for one, after in zip(rows, rows[1:], strict=False):
        if one[:2] != after[:2] or (after[2] - one[2]).total_seconds() > 14 * 86400:
            continue
        in_year = date(2025, 9, 1) <= one[2].date() < date(2026, 9, 1) and one[4] != "staff"
        if in_year and (newest - one[2]).total_seconds() >= 14 * 86400:
            again += 1
            to_staff += one[3] in ("web", "app") and after[3] in council.channel_groups["assisted"]
    assert (failed.again, failed.to_staff) == (again, to_staff)
    assert (
        failed.given_up
        == store.tuples(
            "select sum(starts - completions) from web where starts is not null and completions is not null "
            "and day >= date '2025-09-01' and day < date '2026-09-01'"
        )[0][0]
    )


def test_savings_of_a_list_are_added_by_kind(begin: Begin) -> None:
    rows = 'A,promise,2025-02-12,Budget,"24,000",6200,cashable\nB,promise,2025-02-12,Time,9000,3100,capacity\n'
    promises = read_promises(
        begin(TWO_YEARS, promises=PROMISE.split("\n")[0] + "\n" + rows + "C,action,2025-02-12,None,,,\n")
    )
    assert (promises.promised, promises.achieved) == (33_000, 9_300)
    assert [row.kind for row in promises.rows] == ["cashable", "capacity"]
    assert replace(promises, rows=()).achieved is None


def test_a_selection_is_not_held_against_the_promise_of_the_whole_council(begin: Begin) -> None:
    data = begin(TWO_YEARS, promises=PROMISE)
    bins = asked(data, Scope().with_choice("service", "Bins"))
    assert bins.finding == "What is promised is of the whole council; what moved is worth £10,700 at these costs."
    assert moved_by(bins)["phone"] == pytest.approx(20_000 * -0.2)
    typed = asked(data, Scope().with_choice("service", "Bins"), promised=2_680.0)
    assert typed.finding.startswith("£2,680 at these costs is 1,000 calls, 12% of all calls")


def test_calls_are_counted_as_on_every_other_page_where_the_council_chose_so(store: Store, council: Council) -> None:
    """[base] phone = "calls": 168,255 calls answered from September 2025 to August 2026, in whatever service."""
    of_calls = replace(council, base={"phone": "calls"})
    held = savings(store, Scope(), of_calls, promises=Promises(), promised=268_000.0).check
    [(answered,)] = store.tuples(
        "select sum(answered) from calls where channel <> 'face_to_face' "
        "and interval_start >= date '2025-09-01' and interval_start < date '2026-09-01'"
    )
    assert held.volume == answered == 168_255
    assert held.sentence == "£268,000 at these costs is 100,000 calls, 59% of all calls"
