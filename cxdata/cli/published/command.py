"""A command with `--publish`: the newest edition is opened, and never the store."""

import argparse

from cxdata.cli.published.page import print_page
from cxdata.cli.published.rows import print_rows
from cxdata.errors import CxError
from cxdata.export.edition.kept import newest_edition
from cxdata.export.edition.words import NONE_YET
from cxdata.settings import read_settings


def run_published(options: argparse.Namespace) -> int:
    """Print what the newest edition of the data folder has of what is asked. Raises CxError where it has nothing."""
    council, edition = read_settings(options.data), newest_edition(options.data)
    if edition is None:
        raise CxError(NONE_YET)
    try:
        if options.write:
            options.write(edition, council, options)
        elif options.page:
            print_page(edition, council, options)
        else:
            print_rows(edition, council, options)
    finally:
        edition.close()
    return 0
