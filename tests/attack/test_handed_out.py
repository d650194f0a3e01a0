"""The file that is handed out, attacked with all that is in it: no count of 1 to 4 is told.

`python -m benchmarks.publishing` does the same to the sample council's whole edition, under twelve keys.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from cxdata.council import Council, read_council
from cxdata.export.edition.kept import editions_in
from cxdata.export.edition.making import make
from cxdata.export.edition.offered import offered
from cxdata.export.edition.publishing import publish_edition
from cxdata.store import Store, open_store
from tests.attack.handed_out import Handed, told_in
from tests.attack.several import told_together
from tests.export.edition.conftest import a_year, contacts, load
from tests.ingest.loading import HEADER

GROUPS = {"ward": {"The hills": ["Castle", "Dale"]}}
COUNCIL = '[[groups]]\ndimension = "ward"\nname = "The hills"\nmembers = ["Castle", "Dale"]\n'
TODAY = date(2026, 4, 10)


ONCE_TOLD = "966a2ef0512dd099d1fc4eb2d4c0641f34697a551f2725761ea38a26113cbe96"
"""A key under which 110 counts were told to whoever kept four editions, one key of some forty: services of which
nothing is shown anywhere he took not to be there, and was right about the others.
"""


@pytest.mark.parametrize("key", ["", ONCE_TOLD], ids=["a key drawn now", "a key that told"])
def test_no_count_of_the_file_is_told_in_any_of_four_editions(key: str, tmp_path: Path):
    """Each with late contacts, one by one in a ward where nobody else asked; nor by all four held together.

    A year of a small council's contacts, with a named group of wards.
    """
    folder = load(tmp_path, [a_year()])
    (folder.data / "council.toml").write_text(COUNCIL, encoding="utf-8")
    if key:
        (folder.data / "publish.key").write_text(f"{key}\n", encoding="ascii")
    every = []
    for number in range(4):
        if number:
            line = contacts("Dale", "2025-06", 1, service=f"{'ABCD'[number]}service")
            folder.load_one(f"late-{number}.csv", HEADER, *line)
        done = publish_edition(folder.data, open_store(folder.data), read_council(folder.data), TODAY)
        assert done.path is not None
        handed = Handed.read(str(done.path), groups=GROUPS)
        every.append(told_in(handed, "contacts"))
        assert every[-1].figures > 200
        assert not len(every[-1].told), [every[-1].says(node) for node in every[-1].told]
    told = told_together(every)
    assert not told, (told, (folder.data / "publish.key").read_text())
    assert len(editions_in(folder.data)) == 4


@pytest.fixture(scope="module")
def complaints(store: Store, council: Council) -> Handed:
    """What an edition of the sample council holds of complaints: its smallest counts."""
    listed = [table for table in offered(council) if all(part.table == "complaints" for part in table.parts)]
    provided = dict(store.tuples("select distinct service::varchar, provider::varchar from complaints"))
    made = make(store, council, f"{1:064x}", date(2026, 10, 5), listed=listed)
    periods = pd.DataFrame(
        [(name, pd.Timestamp(one.start), pd.Timestamp(one.end), True) for name, one in made.periods.items()],
        columns=["period", "first_day", "end", "held"],
    )
    words = made.cells.astype({name: str for name in made.cells.columns if name != "shown"})
    return Handed(words, made.tables, periods, providers=provided)


def test_no_count_of_all_that_is_published_of_complaints_is_told(complaints: Handed):
    """Every measure, by every two things, in all periods together."""
    found = told_in(complaints, "complaints")
    assert found.figures > 100_000
    assert len(found.web.total) > 200_000
    assert not len(found.told), [found.says(node) for node in found.told[:5]]


def test_the_attacker_is_not_blind_to_one_figure_that_tells(complaints: Handed):
    """The twin: a ward's total that is put to 0 beside four services that are shown as 5 each: one each."""
    cells = complaints.cells[complaints.cells["measure"] == "complaint_stages"]
    pairs = cells[(cells["by_1"] == "service") & (cells["by_2"] == "ward") & cells["period"].str.contains(" Q")]
    ward, period = next(
        name for name, some in pairs.groupby(["level_2", "period"]) if some["shown"].tolist() == [5, 5, 5, 5]
    )
    alone = pairs[(pairs["level_2"] == ward) & (pairs["period"] == period)]
    tables = complaints.tables[complaints.tables["measure"] == "complaint_stages"]
    tables = tables[(tables["period"] == period) & tables["by_1"].isin(["service", "ward", ""])]
    tables = tables[tables["by_2"].isin(["ward", ""])]
    found = told_in(replace(complaints, cells=alone, tables=tables), "complaints")
    told = {found.blocks.names(found.told)[at][2] for at in range(len(found.told))}
    assert {(service, ward) for service in alone["level_1"]} <= told
