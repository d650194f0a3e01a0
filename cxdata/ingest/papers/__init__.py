"""Figures typed out of papers: what a paper says, kept as the officer typed it and loaded as a file of its own.

`figure` is what is typed and how it is checked, `kinds` what can be typed, `spans` how its period is read, `kept` the
readable list in the data folder, and `rows` what becomes of it in the clean tables.
"""

from cxdata.ingest.papers.figure import PaperFigure
from cxdata.ingest.papers.kept import FILE_NAME, add, read, remove
from cxdata.ingest.papers.kinds import KINDS

__all__ = ["FILE_NAME", "KINDS", "PaperFigure", "add", "read", "remove"]
