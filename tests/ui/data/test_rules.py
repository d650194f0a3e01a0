"""More ways to correct how a file is read; each shows its effect before the load, and can be taken away."""

from pathlib import Path

import pytest

from tests.ui.conftest import unescaped
from tests.ui.data.conftest import DataPage

pytestmark = pytest.mark.pages
LINES = [
    "1,2025-04-01,Phone,Dept - Bins,Live",
    "2,2025-04-02,Web,Dept - Parking,Live",
    "3,2025-04-03,Phone,Refuse,TEST",
    "4,2025-04-04,Web,Dept - Bins,Live",
]


@pytest.fixture
def odd(page: DataPage) -> DataPage:
    """A file of four contacts, one of them a test, whose services are written in two ways."""
    file: Path = page.data / "odd.csv"
    file.write_text("\n".join(["Case ID,Date opened,Channel,Service,Mode", *LINES]), encoding="utf-8")
    return page.give(file)


def services(page: DataPage) -> list[str]:
    """The services of the first rows as they would land."""
    return [unescaped(name) for name in page.app.table[-1].value["The council service it is about"]]


def test_a_part_of_a_text_is_replaced_and_the_rule_taken_away(odd: DataPage) -> None:
    odd.choose("selectbox", "Wherever it stands in", "service").choose("text_input", "The text to replace", "Dept - ")
    odd.press("Replace it")
    assert services(odd) == ["Bins", "Parking", "Refuse", "Bins"]
    assert "'Dept - ' is replaced by '' wherever it stands." in odd.words
    odd.press("Take away")
    assert services(odd)[0] == "Dept - Bins"


def test_a_word_is_read_as_another(odd: DataPage) -> None:
    odd.choose("selectbox", "In", "service").choose("selectbox", "The word in the file", "Refuse")
    odd.choose("text_input", "Read it as", "Dept - Bins").press("Read it so")
    assert services(odd) == ["Dept - Bins", "Dept - Parking", "Dept - Bins", "Dept - Bins"]
    odd.load()
    counted = "select service::varchar, count(*) from contacts group by 1 order by 1"
    assert odd.rows(counted) == [("Dept - Bins", 3), ("Dept - Parking", 1)]


def test_only_some_rows_are_kept(odd: DataPage) -> None:
    odd.choose("selectbox", "By the column", "Mode")
    odd.choose("multiselect", "Rows with one of these", ["Live"]).press("Keep only these")
    assert "4 rows read, 3 loaded, 1 set aside." in odd.words
    odd.load()
    assert odd.rows("select count(*) from contacts") == [(3,)]


def test_columns_are_turned_to_rows(page: DataPage) -> None:
    file = page.data / "wide.csv"
    lines = ["Week beginning,Bins,Parking", "2025-04-07,10,20", "2025-04-14,11,21", "2025-04-21,12,22"]
    file.write_text("\n".join(lines), encoding="utf-8")
    page.give(file)
    if any("If you know what one row" in box.label for box in page.app.selectbox):
        page.choose("selectbox", "If you know what one row", "contacts")
    page.choose("multiselect", "Columns whose headings are values", ["Bins", "Parking"])
    page.choose("text_input", "What the headings are", "Service").press("Turn them")
    assert "96 contacts" in page.words
    page.load()
    assert page.rows("select service::varchar, sum(count)::int from contacts group by 1 order by 1") == [
        ("Bins", 33),
        ("Parking", 63),
    ]
