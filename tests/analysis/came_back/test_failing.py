"""Which failure comes back first: found where it was planted, and nowhere else."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cxdata.analysis.came_back.failing import failing, marked, say_form, say_forms, say_share, standing_of
from cxdata.analysis.came_back.first_time import first_time
from cxdata.analysis.came_back.matters import came_back
from cxdata.analysis.came_back.shares import chased, phoned
from cxdata.analysis.groups import Verdict
from cxdata.council import Council
from cxdata.measures.coverage.periods import default_period
from cxdata.measures.intervals import figures_with_ranges
from cxdata.measures.query import Answer
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.analysis.came_back.small import failing_form, row, store_of


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """Who phoned after a form, in a small file in which one form fails."""
    return phoned(store_of(tmp_path_factory.mktemp("failing"), failing_form()), Scope(), Council())


def test_a_form_that_fails_is_named_and_no_other(answer: Answer) -> None:
    found = failing(answer)
    assert found is not None
    assert say_form(found, 3) == "Missed bin forms: 18 in 100 phone within 3 days, 6 in 100 after other forms"
    assert list(answer.frame["value"].round(2)) == [0.06, 0.18, 0.06]


def test_the_sample_s_form_is_found_in_all_and_in_the_year(sample_data: Path) -> None:
    """What is planted: forms about missed bins. Nothing else stands out, of forms, services or channels of staff."""
    store = open_store(sample_data)
    for scope in (Scope(), Scope(default_period(store))):
        answer = phoned(store, scope, Council())
        worse = [level for level, one in marked(answer).items() if one.verdict is Verdict.WORSE]
        assert worse == ["Missed bin"]
        found = failing(came_back(store, scope, Council()))
        assert found is not None
        assert found.name == "Bins and recycling"
        said = say_share(standing_of(came_back(store, scope, Council())), "come back within 14 days")
        assert said.startswith("Bins and recycling: 1")


def test_where_no_form_fails_that_is_said(sample_data: Path) -> None:
    """As many callers, after each form as after all; deals by chance are in tests/sample/test_found.py."""
    answer = phoned(open_store(sample_data), Scope(), Council())
    bases = answer.frame["denominator"].to_numpy(dtype=int)
    even = with_counts(answer, np.round(bases * 0.08).astype(int), bases)
    assert failing(even) is None
    assert (
        say_forms(standing_of(even), 3)
        == "8 in 100 phone within 3 days of a form, after none clearly more than after the others"
    )


def with_counts(answer: Answer, part: np.ndarray, base: np.ndarray) -> Answer:
    columns = {"reason": list(answer.frame["reason"]), "numerator": list(part), "denominator": list(base)}
    return replace(answer, frame=figures_with_ranges(answer.measure, ["reason"], columns))


def test_a_service_that_is_better_than_the_rest_heads_nothing(answer: Answer) -> None:
    """The opposite story: after forms about missed bins fewer phone than after the others."""
    part, base = np.array([36, 2, 36]), np.array([200, 200, 200])
    better = with_counts(answer, part, base)
    assert [level for level, one in marked(better).items() if one.verdict is Verdict.BETTER] == ["Missed bin"]
    found = failing(better)
    assert found is not None
    assert (found.level != "Missed bin", found.share, found.rest) == (True, 0.18, 38 / 400)


def test_a_gap_that_says_nothing_is_like_the_rest(answer: Answer) -> None:
    """5,000 of 100,000 against 7,000 of 100,000: far more than chance, and two in a hundred."""
    near = with_counts(answer, np.array([5_000, 7_000, 5_000]), np.array([100_000] * 3))
    assert failing(near) is None
    assert {one.verdict for one in marked(near).values()} == {Verdict.ALIKE}
    assert (
        say_share(standing_of(near), "come back") == "6 in 100 come back, for no reason clearly more than for the rest"
    )


def test_what_staff_say_beside_what_shows(tmp_path: Path) -> None:
    """Staff call 30 of 40 calls settled; of these 30 six came back, and of the other ten five."""
    calls = [row(day, f"P{day}", more=f"{'Y' if day < 30 else 'N'},,") for day in range(40)]
    back = [row(day + 1, f"P{day}", "Counter") for day in (*range(6), *range(30, 35))]
    store = store_of(tmp_path, [*calls, *back, row(80, "Z", "Post", "Other")])
    result = first_time(store, Scope(), Council(), by="channel")
    phone = next(group for group in result.groups if group.level == "phone")
    assert (phone.judged, phone.again, phone.settled, phone.settled_again) == (40, 11, 30, 6)
    assert result.sentence == (
        "Staff call 75 in 100 settled the first time; of those 20 in 100 came back within 14 days all the same"
    )


def test_who_chased_is_recounted_row_by_row(sample_data: Path) -> None:
    """The sample, by walking each customer's contacts in turn."""
    store = open_store(sample_data)
    rows = store.tuples(
        "select customer_key, service::varchar, received_at, closed_at, requester::varchar, file_id from contacts "
        "where customer_key is not null and service <> 'Not recorded' and grain in ('moment', 'day') "
        "order by customer_key, service, received_at, file_id, row_number"
    )
    [(end,)] = store.tuples("select max(received_at) from contacts")
    part: dict[str, int] = {}
    base: dict[str, int] = {}
    for here, then in zip(rows, [*rows[1:], None], strict=True):
        if here[4] == "staff" or (end - here[2]).total_seconds() < 14 * 86400:
            continue
        base[here[1]] = base.get(here[1], 0) + 1
        follows = then is not None and then[:2] == here[:2] and (then[2] - here[2]).total_seconds() <= 14 * 86400
        if follows and then is not None and (here[3] is None or here[3] > then[2]):
            part[here[1]] = part.get(here[1], 0) + 1
    frame = chased(store, Scope(), Council()).frame
    assert dict(zip(frame["service"], frame["numerator"], strict=True)) == part
    assert dict(zip(frame["service"], frame["denominator"], strict=True)) == base


def test_what_nobody_could_judge_is_not_called_like_the_rest(answer: Answer) -> None:
    nobody = with_counts(answer, np.array([0, 0, 0]), np.array([0, 0, 0]))
    said = say_share(standing_of(nobody), "come back within 14 days")
    assert said == "Nobody can say yet how many come back within 14 days: no contact that can be followed is old enough"
    few = with_counts(answer, np.array([3, 0, 0]), np.array([100, 3, 2]))
    assert say_share(standing_of(few), "come back") == "3 in 100 come back, too few to compare one with the rest"
