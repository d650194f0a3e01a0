"""What a part of a ward's sheet is."""

from dataclasses import dataclass

from cxdata.documents import Block

MUST = 0
"""The rank of a part that no want of room takes out."""


@dataclass(frozen=True)
class Part:
    """A title and what stands under it. Where there is no room the part of the highest `rank` goes first; `page` is the
    page of the dashboard on which all of it stands, to be named then.
    """

    title: str
    blocks: tuple[Block, ...]
    rank: int
    page: str = "Ward"
