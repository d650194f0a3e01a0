"""edition: which edition the published view of a data folder shows. No store is opened, nor need one be there."""

import argparse
import json

from cxdata.data_folder.public import newest_file, public_folder, unpack_edition
from cxdata.errors import CxError
from cxdata.periods import say_date


def show_edition(options: argparse.Namespace) -> int:
    """Say which edition is shown; take it out of its archive where it is packed. Raises CxError without one."""
    from cxdata.export.edition.file import Edition
    from cxdata.export.edition.words import NONE_YET

    unpack_edition(options.data)
    path = newest_file(public_folder(options.data))
    if path is None:
        raise CxError(NONE_YET)
    edition = Edition(path)
    about = edition.about
    edition.close()
    if options.format == "json":
        document = {"file": str(path), "edition": about.number, "council": about.council, "made_on": about.made_on}
        print(json.dumps(document, indent=2, ensure_ascii=False, default=str))
    else:
        print(
            f"Edition {about.number} of {about.council}, made on {say_date(about.made_on)}, is shown, and nothing else."
        )
    return 0
