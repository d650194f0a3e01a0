"""Do complex matters need people? The three answers by hand, the sample recounted, and what cannot tell."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cxdata.analysis.channels.complexity import Complexity, Verdict, complexity
from cxdata.cli.main import main
from cxdata.council import Council
from cxdata.scope import Scope
from cxdata.settings import read_settings
from cxdata.store import Store, open_store

Judge = Callable[[str], Complexity]
Cells = dict[tuple[str, str], int]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """judge(rows) -> the verdict on a file of contacts."""

    def made(rows: str) -> Complexity:
        file = tmp_path / "contacts.csv"
        file.write_text(f"Month,Service,Channel,Complexity,Contacts\n{rows}", encoding="utf-8")
        assert main(["--data", str(tmp_path / "data"), "load", str(file), "--suggested"]) == 0
        return complexity(open_store(tmp_path / "data"), Scope(), read_settings(tmp_path / "data"))

    return made


def rows(service: str, complex_staff: int, complex_online: int, routine_staff: int, routine_online: int) -> str:
    cells = (("Phone", "Complex", complex_staff), ("Web", "Complex", complex_online))
    cells += (("Phone", "Routine", routine_staff), ("Web", "Routine", routine_online))
    return "".join(f"2026-03-01,{service},{channel},{level},{many}\n" for channel, level, many in cells)


def test_where_complex_contacts_go_to_staff_within_each_service_it_is_supported(judge: Judge) -> None:
    result = judge(rows("Benefits", 300, 100, 200, 200) + rows("Bins", 150, 50, 400, 400))
    assert result.verdict is Verdict.SUPPORTED
    assert result.odds.ratio == pytest.approx(3.0)
    assert result.sentence == (
        "That complex matters need people is supported: within a service, complex contacts go to staff more often"
    )


def test_where_only_the_services_differ_it_is_not_supported(judge: Judge) -> None:
    """Benefits are complex and rung about, bins neither: together complex contacts go to staff twice as often."""
    result = judge(rows("Benefits", 8000, 2000, 800, 200) + rows("Bins", 300, 700, 3000, 7000))
    assert result.verdict is Verdict.NOT_SUPPORTED
    assert result.odds.ratio == pytest.approx(1.0)
    assert result.odds.crude == pytest.approx((8300 * 7200) / (2700 * 3800))
    assert result.odds.crude > 5


def test_the_opposite_story_is_not_supported_either(judge: Judge) -> None:
    result = judge(rows("Benefits", 100, 300, 300, 100))
    assert result.verdict is Verdict.NOT_SUPPORTED
    assert result.odds.upper < 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (rows("Bins", 5, 4, 6, 5), "too few contacts"),
        ("2026-03-01,Bins,Phone,Complex,500\n2026-03-01,Bins,Phone,Routine,500\n", "no contact online is loaded"),
        (
            rows("Bins", 200, 100, 200, 100).replace("Web,Complex", "Web,").replace("Web,Routine", "Web,"),
            "few contacts online say how complex they were",
        ),
        (rows("Bins", 60, 50, 55, 55), "the range is too wide"),
    ],
    ids=["few", "one side", "not recorded", "wide"],
)
def test_what_cannot_tell_says_why(judge: Judge, text: str, why: str) -> None:
    result = judge(text)
    assert result.verdict is Verdict.CANNOT_TELL
    assert result.sentence == f"That complex matters need people: cannot tell, {why}"


def test_the_samples_services_are_recounted_and_turn_the_crude_figure(store: Store, council: Council) -> None:
    """Within a service as much of what comes online is complex as of the rest; together it looks otherwise."""
    result = complexity(store, Scope(), council)
    assert result.verdict is Verdict.NOT_SUPPORTED
    assert result.odds.lower < 1 < result.odds.upper < 1.25 < result.odds.crude
    counted = store.tuples(
        "select service::varchar, count(*) filter (where complexity = 'complex' and channel not in ('web', 'app')), "
        "count(*) filter (where complexity = 'routine' and channel in ('web', 'app')) from contacts "
        "where requester <> 'staff' and channel not in ('partner', 'other', 'automated_phone', 'Not recorded') "
        "group by 1"
    )
    services = {one.service: (one.complex_staff, one.routine_online) for one in result.services}
    assert services == {service: (a, b) for service, a, b in counted if service in services}
    assert len(services) == 10
