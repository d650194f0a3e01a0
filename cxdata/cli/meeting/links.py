"""links: the views kept for a meeting."""

import argparse
import json
from dataclasses import asdict

from cxdata.cli.show import align
from cxdata.export.links import read_links
from cxdata.measures.words import NOTHING


def list_links(options: argparse.Namespace) -> int:
    """Every named link in its order: name, page and what is chosen there."""
    links = read_links(options.data)
    if options.format == "json":
        print(json.dumps([asdict(link) for link in links], indent=2, ensure_ascii=False))
    elif not links:
        print("No view is kept for a meeting yet.")
    else:
        rows = [[link.name, link.page, link.words or NOTHING] for link in links]
        print(align([["Name", "Page", "Chosen"], *rows], left=3))
    return 0
