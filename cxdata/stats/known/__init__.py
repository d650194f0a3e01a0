"""Known answers: what books and papers print for an example, and what our own functions answer to it, worked out live.

One record a method, in the order in which a reader meets them: how sure a figure is, whose answers it is made of, what
changed, where and among whom, and how many people a telephone line needs.
"""

from cxdata.stats.known.changes import OF_CHANGES
from cxdata.stats.known.groups import OF_GROUPS
from cxdata.stats.known.model import Answer, Checked, Known, check
from cxdata.stats.known.queues import OF_QUEUES
from cxdata.stats.known.shares import OF_SHARES
from cxdata.stats.known.survey import OF_SURVEYS

KNOWN: tuple[tuple[str, tuple[Known, ...]], ...] = (
    ("How sure is a figure?", OF_SHARES),
    ("Whose answers are they?", OF_SURVEYS),
    ("Did it change?", OF_CHANGES),
    ("Who and where differs?", OF_GROUPS),
    ("How many people does a telephone line need?", OF_QUEUES),
)
"""Every method of which an answer is known, by the question that it serves."""

__all__ = ["KNOWN", "Answer", "Checked", "Known", "check"]
