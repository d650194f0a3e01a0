"""publish: the edition of now, for everybody to see, and what changed since the last."""

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxdata.export.edition.publishing import Published


def publish(options: argparse.Namespace) -> int:
    """Make the edition of now, and say what is in it."""
    from cxdata.export.edition.kept import editions_in
    from cxdata.export.edition.publishing import publish_now
    from cxdata.export.edition.words import say_published
    from cxdata.own_files import copy_whole

    if options.out is not None:
        _refuse_existing(options)
    done = publish_now(options.data, date.today())
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
