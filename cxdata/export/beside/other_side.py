"""Where online is told, its other side is told with it: which exhibits and tables speak of online, and how it is added.

What a thing says decides, and not which measure made it, so that a new exhibit cannot forget: its finding, the sentence
that stands in for its drawing, its headings and its cells.
"""

from dataclasses import replace

from cxdata.analysis.both_sides import names_online
from cxdata.export.download import Download
from cxdata.export.exhibit.model import Exhibit

HEADING = "The other side"


def speaks_of_online(exhibit: Exhibit) -> bool:
    """Whether an exhibit shows or says anything of online."""
    alt = exhibit.chart.alt if exhibit.chart is not None else ""
    return names_online(exhibit.finding, alt) or tells_online(exhibit.download)


def tells_online(download: Download) -> bool:
    """Whether a table has a heading or a cell of online."""
    cells = (cell for row in download.rows for cell in row if isinstance(cell, str))
    measured = (words for head, words in download.about if head == "Measure")
    return names_online(*download.heads, *measured, *cells)


def with_other_side(exhibit: Exhibit, said: str) -> Exhibit:
    """The exhibit with the other side under its drawing and in its files; as it is where there is nothing to say."""
    if not said:
        return exhibit
    return replace(exhibit, other_side=said, download=save_with(exhibit.download, said))


def save_with(download: Download, said: str) -> Download:
    """The table to save, with the other side among what it says of itself."""
    return replace(download, about=(*download.about, (HEADING, said))) if said else download
