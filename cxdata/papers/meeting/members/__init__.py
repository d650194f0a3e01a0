"""The sections of a paper for the members of a committee, out of the store."""

from cxdata.papers.meeting.members.compose import blocks_of

__all__ = ["blocks_of"]
