"""publish: the edition of now, for everybody to see, and what changed since the last."""

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxdata.export.edition.publishing import Published


def publish(options: argparse.Namespace) -> int:
    """Make the edition of now, and say what is in it."""
    from cxdata.export.edition.file import editions_in
    from cxdata.export.edition.publishing import publish_edition
    from cxdata.ingest.load.store_folder import lock_folder
    from cxdata.own_files import copy_whole
    from cxdata.settings import read_settings
    from cxdata.store import open_store

    if options.out is not None:
        _refuse_existing(options)
    with lock_folder(options.data):
        store = open_store(options.data)
        done = publish_edition(options.data, store, read_settings(options.data), date.today())
    if options.out is not None:
        copy_whole(editions_in(options.data)[-1], options.out)
    if options.format == "json":
        print(json.dumps(_document(done), indent=2, ensure_ascii=False))
    else:
        print("\n".join(say_published(done)))
        if options.out is not None:
            print(f"It is copied to {options.out}.")
    return 0


def _refuse_existing(options: argparse.Namespace) -> None:
    from cxdata.errors import CxError

    if options.out.exists():
        raise CxError(f"{options.out} is there already, and nothing is written over it. Choose another name.")


def say_published(done: "Published") -> list[str]:
    """What was made, what changed, how often each quarter was put out, and what was refused."""
    from cxdata.export.edition.ledger import MOST

    settled = done.settled
    if done.path is None:
        said = [f"Nothing differs from edition {done.number}, so no further one was made."]
    else:
        periods = settled.periods[settled.periods["held"]]
        said = [
            f"Edition {done.number} is written to {done.path}: {len(settled.cells):,} figures of "
            f"{len(periods)} periods, each within {int(periods['round_to'].max()) - 1} of the exact count."
        ]
    if done.path is not None and done.made.moved:
        said.append(
            f"{done.made.moved} of its figures were rounded the other way: sums with others would have told how few "
            "people a count is."
        )
    if settled.changed:
        total = sum(settled.changed.values())
        said.append(f"Since the last edition {total:,} figures changed: {_listed(settled.changed)}.")
    if settled.new and done.number > 1:
        said.append(f"New in it: {', '.join(settled.new)}.")
    if settled.gone:
        gone = ", ".join(settled.gone)
        said.append(f"Not in it any more, as their data are not whole now or later quarters took their place: {gone}.")
    quarters = settled.periods[settled.periods["period"].str.contains(" Q")]
    if len(quarters):
        often = ", ".join(f"{row.period} {row.editions}" for row in quarters.itertuples())
        said.append(f"How often the figures of each quarter were put out, at most {MOST} times: {often}.")
    said += [
        f"Nothing of the {name} is in it: nearly every row of theirs stands for {people} people, so that no rounding "
        "would hide how many rows there are."
        for name, people in done.made.left_out.items()
    ]
    said += [
        f"{name} stays as it was put out before, though {count:,} of its figures would differ now: a fifth time would "
        "let single people be worked out by holding the editions against each other."
        for name, count in settled.finished.items()
    ]
    return said


def _listed(changed: dict[str, int]) -> str:
    return ", ".join(f"{name} ({count:,})" for name, count in changed.items())


def _document(done: "Published") -> dict[str, object]:
    settled = done.settled
    return {
        "file": str(done.path) if done.path else None,
        "edition": done.number,
        "figures": len(settled.cells),
        "changed": settled.changed,
        "new": list(settled.new),
        "stays": settled.finished,
        "editions": dict(zip(settled.periods["period"], settled.periods["editions"].tolist(), strict=True)),
    }
