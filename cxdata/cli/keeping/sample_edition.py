"""sample --edition: the edition that the sample council comes with, made anew of its files."""

import argparse
from datetime import date
from pathlib import Path

MADE_ON = date(2026, 10, 12)
"""The day of that edition: soon after the sample's last quarter."""


def make_sample_edition(options: argparse.Namespace) -> int:
    """Load the exports in the folder, publish them with the sample's own keys, and pack the edition beside them."""
    from cxdata.cli.load import sample_files, take_settings
    from cxdata.data_folder.editions import PUBLISH_KEY
    from cxdata.data_folder.sample_keys import PUBLISHING
    from cxdata.errors import CxError
    from cxdata.export.edition.publishing import publish_edition
    from cxdata.ingest.load.build import load_files
    from cxdata.ingest.load.sample.edition import PACKED, pack
    from cxdata.ingest.privacy.temporary import private_folder
    from cxdata.own_files import write_whole
    from cxdata.settings import read_settings
    from cxdata.store import open_store

    with private_folder() as folder:
        data = Path(folder) / "data"
        take_settings(data, options.out)
        receipt = load_files(sample_files(options.out), data=data)
        if receipt.refused:
            raise CxError(receipt.text())
        write_whole(data / PUBLISH_KEY.file, PUBLISHING + "\n", encoding="ascii")
        store = open_store(data)
        done = publish_edition(data, store, read_settings(data), MADE_ON)
        store.close()
        assert done.path is not None  # of a folder that was never published
        pack(done.path, options.out / PACKED)
    print(options.out / PACKED)
    return 0
