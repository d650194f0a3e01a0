"""The edition that the sample council comes with: packed into one small file, and laid into its data folder.

An edition is large because a database keeps room to be searched. As Parquet files in an archive it is a seventh of it.
"""

import zipfile
from pathlib import Path

import duckdb

from cxdata.data_folder import Holding, holding
from cxdata.data_folder.editions import EDITIONS, PUBLISH_KEY
from cxdata.data_folder.sample_keys import CUSTOMERS, PUBLISHING
from cxdata.ingest.load.store_folder import lock_folder
from cxdata.ingest.privacy.temporary import private_folder
from cxdata.ingest.profile.keys import CUSTOMER_KEY
from cxdata.own_files import copy_whole, write_whole
from cxdata.store import current_path, open_store
from cxdata.store_files.pointer import version_files

PACKED = "edition.zip"
"""Its name among the sample's files."""
_FORM, _NAME = "form.sql", "name.txt"
_STILL = (1980, 1, 1, 0, 0, 0)


def take_keys(data: Path) -> None:
    """Give a data folder into which nothing was ever loaded the sample's key for customers."""
    if not version_files(data / "store") and not (data / CUSTOMER_KEY.file).exists():
        write_whole(data / CUSTOMER_KEY.file, CUSTOMERS + "\n", encoding="ascii")


def take_edition(source: Path, data: Path) -> None:
    """Lay the sample's edition and its key into a data folder that holds the sample and was never published.

    `source` is the folder with the sample's files; nothing is done where there is no edition among them.
    """
    packed, target = source / PACKED, data / EDITIONS
    with lock_folder(data):
        if not packed.is_file() or target.exists() or (data / PUBLISH_KEY.file).exists() or not _is_sample(data):
            return
        with private_folder() as folder:
            edition = unpack(packed, folder)
            copy_whole(edition, target / edition.name)
        write_whole(data / PUBLISH_KEY.file, PUBLISHING + "\n", encoding="ascii")


def _is_sample(data: Path) -> bool:
    return current_path(data) is not None and holding(open_store(data)) is Holding.SAMPLE


def pack(edition: Path, target: Path) -> None:
    """Write an edition as an archive: each table as a Parquet file, and the statements that make the tables."""
    with private_folder() as folder:
        copy_whole(edition, folder / edition.name)  # which may be open as it is, with other settings
        with duckdb.connect(str(folder / edition.name)) as con:
            con.execute("set threads = 1")  # so that the rows keep their order and the bytes are the same each time
            tables = con.execute("select table_name, sql from duckdb_tables() order by table_name").fetchall()
            for name, _ in tables:
                con.execute(f"copy {name} to '{folder / name}.parquet' (format parquet, compression zstd)")
        packed = folder / PACKED
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(_still(_NAME), edition.name)
            archive.writestr(_still(_FORM), "\n".join(form for _, form in tables))
            for name, _ in tables:
                archive.writestr(_still(f"{name}.parquet"), (folder / f"{name}.parquet").read_bytes())
        copy_whole(packed, target)


def unpack(packed: Path, folder: Path) -> Path:
    """The edition out of an archive that `pack` wrote, under its own name in `folder`; returns it."""
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    edition = folder / Path((folder / _NAME).read_text(encoding="utf-8")).name
    with duckdb.connect(str(edition)) as con:
        con.execute((folder / _FORM).read_text(encoding="utf-8"))
        for (name,) in con.execute("select table_name from duckdb_tables() order by table_name").fetchall():
            con.execute(f"insert into {name} select * from read_parquet('{folder / name}.parquet')")
    return edition


def _still(name: str) -> zipfile.ZipInfo:
    """An entry without a clock: the same bytes whenever it is packed."""
    entry = zipfile.ZipInfo(name, _STILL)
    entry.create_system = 3
    return entry
