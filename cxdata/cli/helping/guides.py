"""guide: one page for councillors or officers, as Word, a web page or PDF."""

import argparse

from cxdata.documents import write_document
from cxdata.papers.guides import guide
from cxdata.settings import read_settings


def write_guide(options: argparse.Namespace) -> int:
    """Write the guide and say so."""
    write_document(guide(options.reader, read_settings(options.data)), options.out)
    print(f"Written: {options.out}.")
    return 0
