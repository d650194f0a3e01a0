"""What a paper and an export both say is counted once, whichever came first; and a list that a hand has changed."""

import json
from pathlib import Path

import pytest

from cxdata.store import open_store
from tests.cli.terminal import figures, run
from tests.ingest.papers.test_worked_example import add

pytestmark = pytest.mark.store
EXPORT = "Month,Channel,Contacts\n" + "".join(
    f"2024-{month:02d},{channel},{count}\n"
    for month in range(4, 10)
    for channel, count in (("Phone", 1000), ("Web", 500))
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return path


def listed(data: Path) -> dict[str, str]:
    """Why each typed figure is not counted; "" where it is."""
    figures_typed = json.loads(run(data, "paper-figures", "list", "--format", "json").out)
    return {figure["id"]: figure["not_counted"] for figure in figures_typed}


def test_a_figure_gives_way_to_a_file_that_comes_later(tmp_path: Path, export: Path) -> None:
    data = tmp_path / "data"
    add(data, "contacts", "2024/25", "20,000")
    add(data, "contacts", "2023/24", "18,000")
    assert figures(data, "contacts", "--by", "financial_year") == {"2023/24": 18_000, "2024/25": 20_000}
    done = run(data, "load", export, "--suggested")
    assert (
        "a paper says 'Contacts in 2024/25: 20,000' and is not counted: export.csv counts 9,000 contacts in 2024/25"
        in (done.out)
    )
    assert "2 rows read = 1 loaded + 1 set aside" in done.out
    assert figures(data, "contacts", "--by", "financial_year") == {"2023/24": 18_000, "2024/25": 9_000}
    assert listed(data)["P2"] == ""
    assert "only one of the two may count" in listed(data)["P1"]
    assert "Do not use" not in run(data, "show", "contacts").out


@pytest.mark.parametrize(
    ("period", "words", "counted"),
    [
        ("2024/25", ("--channel", "phone"), False),
        ("2024/25", ("--channel", "post"), True),
        ("2024/25 Q1", (), False),
        ("2024/25 Q3", (), True),
        ("September 2024", ("--service", "Waste"), False),
        ("w/e 06/10/2024", (), False),
        ("w/c 07/10/2024", (), True),
    ],
)
def test_only_what_a_file_counts_too(
    tmp_path: Path, export: Path, period: str, words: tuple[str, ...], counted: bool
) -> None:
    data = tmp_path / "data"
    assert run(data, "load", export, "--suggested").code == 0
    done = add(data, "contacts", period, "70", *words)
    assert done.code == 0, done.err
    assert ("It is kept and not counted" in done.out) is not counted
    total = sum(figures(data, "contacts", "--by", "channel").values())
    assert total == 9_000 + (70 if counted else 0)


def test_another_thing_of_the_same_time_is_no_double(tmp_path: Path, export: Path) -> None:
    data = tmp_path / "data"
    run(data, "load", export, "--suggested")
    assert "not counted" not in add(data, "calls_offered", "2024/25", "5,000").out
    assert figures(data, "calls_offered", "--by", "financial_year") == {"2024/25": 5_000}


def test_a_figure_removed_is_gone_from_the_store(tmp_path: Path) -> None:
    add(tmp_path, "contacts", "2024/25", "20,000", "--service", "Parking permits")
    add(tmp_path, "contacts", "2023/24", "18,000")
    done = run(tmp_path, "paper-figures", "remove", "P1", "--format", "json")
    assert json.loads(done.out)["removed"]["id"] == "P1"
    assert figures(tmp_path, "contacts", "--by", "service") == {"Not recorded": 18_000}
    assert "Parking permits" not in open_store(tmp_path).levels("service")
    run(tmp_path, "paper-figures", "remove", "p2")
    assert not (tmp_path / "paper_figures.csv").exists()
    assert "Nothing is loaded" in run(tmp_path, "status").err
    assert run(tmp_path, "paper-figures", "remove", "P2").code == 1


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (("contacts", "2024/25", "9"), ("contacts", "2024/25 Q1", "4"), "counted twice"),
        (("contacts", "2024/25", "9"), ("contacts", "2024", "4"), "counted twice"),
        (("contacts", "2024/25", "9", "--channel", "web"), ("contacts", "2024/25", "12"), "counted twice"),
        (("contacts", "2024/25", "9"), ("contacts", "2024/25", "9"), "Remove it first"),
        (
            ("calls_offered", "2024/25", "900"),
            ("abandoned_share", "2024/25", "5%", "--base", "800"),
            "Both cannot be right",
        ),
    ],
)
def test_two_papers_that_count_one_thing(tmp_path: Path, first: tuple, second: tuple, sentence: str) -> None:
    assert add(tmp_path, *first).code == 0
    done = add(tmp_path, *second)
    assert done.code == 1
    assert sentence in done.err
    assert list(listed(tmp_path)) == ["P1"]


def test_a_source_keeps_nothing_personal(tmp_path: Path) -> None:
    add(tmp_path, "contacts", "2023/24", "5,000", source="Minutes taken by Jane Smith, 01865 249811, page 3")
    kept = (tmp_path / "paper_figures.csv").read_text(encoding="utf-8-sig")
    assert "Jane" not in kept
    assert "249811" not in kept
    assert "page 3" in kept


def test_a_list_spoilt_by_hand_is_named_and_stops_no_load(tmp_path: Path, export: Path) -> None:
    data = tmp_path / "data"
    add(data, "contacts", "2019/20", "5,000")
    path = data / "paper_figures.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("5,000", "some"), encoding="utf-8-sig")
    done = run(data, "load", export, "--suggested")
    assert done.code == 1
    assert "paper_figures.csv, line 2: Contacts: 'some' is not a whole number" in done.out
    # What the store holds of it stays until the list can be read again.
    assert figures(data, "contacts", "--by", "financial_year") == {"2019/20": 5_000, "2024/25": 9_000}
