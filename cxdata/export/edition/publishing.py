"""Making the edition of now: the store counted, held against the last edition, and written beside it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cxdata.council import Council
from cxdata.data_folder import Holding, holding
from cxdata.data_folder.editions import EDITIONS, PUBLISH_KEY
from cxdata.data_folder.sample_keys import is_public
from cxdata.errors import CxError
from cxdata.export.edition.file import About, Contents, Edition, write_edition
from cxdata.export.edition.kept import editions_in, marks_of, tells_other
from cxdata.export.edition.ledger import Settled, carried_over, settle
from cxdata.export.edition.making import Made, make
from cxdata.export.edition.public.given import public_of
from cxdata.ingest.load.store_folder import lock_folder
from cxdata.settings import read_settings
from cxdata.store import Store, open_store


@dataclass(frozen=True)
class Published:
    """What was made: the file (None where nothing differs from the last edition), its number, and what changed."""

    path: Path | None
    number: int
    made: Made
    settled: Settled


def publish_now(data: Path, today: date) -> Published:
    """Make the edition of the store in use in a data folder, with the folder's lock held. Raises CxError as
    `publish_edition` does, and where nothing is loaded or another act is running.
    """
    with lock_folder(data):
        store = open_store(data)
        try:
            return publish_edition(data, store, read_settings(data), today)
        finally:
            store.close()


def publish_edition(data: Path, store: Store, council: Council, today: date) -> Published:
    """Make the edition of now in the data folder, with its publish key, which the first edition makes.

    Whoever calls it holds the folder's lock. Raises CxError where the key is lost while an edition exists, and where
    the figures of finished periods would tell a count whatever is done about the others.
    """
    PUBLISH_KEY.refuse_other(data, marks_of(data))
    key, public = _key(data, store), public_of(data, store, council, today)
    mark, to = PUBLISH_KEY.mark(key), council.round_to
    earlier: list[Edition] = []
    try:
        earlier.extend(Edition(path) for path in editions_in(data))
        before = earlier[-1] if earlier else None
        made = make(store, council, key, today, carried_over(before, key_mark=mark), earlier=earlier)
        settled = settle(made, before, key_mark=mark, round_to=to, today=today)
        number = before.about.number if before else 0
        if before is not None and not (
            settled.changed
            or settled.new
            or settled.gone
            or _is_other(before, council, to, mark)
            or tells_other(before, public)
        ):
            return Published(None, number, made, settled)
    finally:
        for edition in earlier:
            edition.close()
    number += 1
    sources = tuple(sorted(set(store.files()["name"])))
    about = About(number, today, council.name, to, mark, sources, holding(store))
    target = data / EDITIONS / f"edition-{number:04d}-{today.isoformat()}.duckdb"
    counts = (settled.cells, settled.tables, settled.periods, made.levels, made.residents)
    write_edition(Contents(about, *counts, public), target)
    return Published(target, number, made, settled)


def _key(data: Path, store: Store) -> str:
    """The folder's key. Raises CxError for the sample's, which everybody can read, where there are other files."""
    key = PUBLISH_KEY.get(data)
    if is_public(key) and holding(store) is not Holding.SAMPLE:
        raise CxError(
            f"{data / PUBLISH_KEY.file} is the key of the sample council, which everybody can read, and the files "
            f"loaded are not the sample's. Move it and the folder {EDITIONS} out of {data}, then publish again: a key "
            "of your own is made."
        )
    return key


def _is_other(before: Edition, council: Council, to: int, mark: str) -> bool:
    """Whether what an edition says of itself would differ."""
    about = before.about
    return (about.council, about.round_to, about.key_mark) != (council.name, to, mark)
