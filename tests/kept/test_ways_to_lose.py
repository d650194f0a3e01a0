"""Ways to lose data that were thought of afterwards, each tried."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from cxdata.errors import CxError
from cxdata.ingest.history.erase import erase_files
from cxdata.ingest.history.remove import remove_files
from cxdata.ingest.history.undo import put_back, undo
from cxdata.ingest.history.versions import list_versions
from cxdata.ingest.load.build import load_files
from cxdata.ingest.load.store_folder import lock_folder
from cxdata.ingest.papers import FILE_NAME, PaperFigure, add, read
from cxdata.ingest.privacy.redaction import redactor
from cxdata.settings import read_settings
from cxdata.store import current_path
from cxdata.store_files.wiping import begin_wiping
from tests.conftest import ROOT
from tests.ingest.history.stores import numbers_of
from tests.ingest.loading import HEADER
from tests.kept.conftest import C, references

TODAY = date(2026, 11, 26)


def test_the_sample_looked_at_over_undone_files_of_ones_own_costs_none_of_them(folder):
    """Making room for one's own deleted every version beside the sample's, and gave the sample the only key."""
    own = current_path(folder.data)
    key = (folder.data / "customer.key").read_bytes()
    assert own is not None
    undo(folder.data)
    undo(folder.data)
    load_files([ROOT / "sample_data" / "engagement_log.csv"], data=folder.data)
    folder.load_one("c.csv", HEADER, C)
    assert references(folder) == ["A3"]
    assert (folder.data / "customer.key").read_bytes() == key
    put_back(folder.data, own.stem.removeprefix("cx-"))
    assert references(folder) == ["A1", "A2"]


def test_figures_typed_and_removed_twice_are_both_kept(folder):
    """The second list that was removed was written over the first."""
    redact = redactor(read_settings(folder.data).redaction, [])
    for period in ("April 2025", "May 2025"):
        add(folder.data, PaperFigure("", "contacts", period, "500", source="Minutes"), today=TODAY, redact=redact)
        load_files([], data=folder.data)
        remove_files(folder.data, numbers_of(folder.data, "Figures out of papers"))
        assert not (folder.data / FILE_NAME).exists()
    kept = sorted(folder.data.glob("paper_figures_removed*.csv"))
    assert [path.read_text(encoding="utf-8-sig").count("April 2025") for path in kept] == [0, 1]
    assert len(kept) == 2


def test_figures_typed_by_several_at_once_are_all_kept(folder):
    """Each read the list, added its own and wrote it: of several at once the last one's stood alone."""
    redact = redactor(read_settings(folder.data).redaction, [])
    periods = [f"{month} 2025" for month in ("January", "February", "March", "April", "May", "June", "July", "August")]

    def type_one(period: str) -> str:
        figure = PaperFigure("", "contacts", period, "500", source="Minutes")
        return add(folder.data, figure, today=TODAY, redact=redact).id

    with ThreadPoolExecutor(len(periods)) as together:
        ids = list(together.map(type_one, periods))
    assert sorted(ids) == [f"P{number}" for number in range(1, 9)]
    assert sorted(figure.period for figure in read(folder.data)) == sorted(periods)


def test_an_erasure_that_was_begun_and_a_lost_pointer_wipe_nothing_by_mistake(folder):
    """With the pointer lost nobody knows which version was to stay, so the note waits until that is known."""
    newest = list_versions(folder.data)[0].version
    begin_wiping(folder.data / "store", newest)
    (folder.data / "store" / "current").unlink()
    with lock_folder(folder.data):
        pass
    assert len(list_versions(folder.data)) == 2
    put_back(folder.data, newest)
    with lock_folder(folder.data):
        pass
    assert [version.version for version in list_versions(folder.data)] == [newest]
    assert references(folder) == ["A1", "A2"]


def test_an_erasure_takes_damaged_versions_with_it(folder):
    used = current_path(folder.data)
    assert used is not None
    used.write_bytes(used.read_bytes()[:50_000])
    folder.load_one("c.csv", HEADER, C)
    assert list((folder.data / "store").glob("damaged-*"))
    erase_files(folder.data, numbers_of(folder.data, "a.csv"))
    assert not list((folder.data / "store").glob("damaged-*"))
    assert references(folder) == ["A3"]


def test_typed_figures_saved_in_another_encoding_are_refused_in_words(folder):
    (folder.data / "paper_figures.csv").write_bytes("Id,Measure – £\n".encode("cp1252"))
    with pytest.raises(CxError, match=r"paper_figures\.csv was saved in another encoding than UTF-8"):
        read(folder.data)
