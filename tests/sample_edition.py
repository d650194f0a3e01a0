"""An edition made of a data folder by a key that every run has, so that what is rounded is rounded alike."""

import shutil
from datetime import date
from pathlib import Path

from cxdata.council import read_council
from cxdata.data_folder.editions import EDITIONS
from cxdata.export.edition.publishing import publish_edition
from cxdata.store import open_store

MADE_ON = date(2026, 11, 26)
KEY = "ab" * 32


def make_edition(data: Path) -> None:
    """Make the first edition of a data folder, in which something is loaded; the sample's own makes way."""
    shutil.rmtree(data / EDITIONS, ignore_errors=True)
    (data / "publish.key").write_text(f"{KEY}\n", encoding="ascii")
    store = open_store(data)
    publish_edition(data, store, read_council(data), MADE_ON)
    store.close()
