"""bench: load rate and page queries against bare DuckDB."""

import argparse


def bench(options: argparse.Namespace) -> int:
    """Measure."""
    raise NotImplementedError
