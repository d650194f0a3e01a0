"""What the data covers: which months are whole, which days nobody counted, and of how many rows a figure speaks.

Other rooms use `whole_months` (the one answer to "is this month whole?"), `exports` (the files of one layout as one
export) and `gaps` (files counted, part of a whole, months that only monthly figures cover).
"""

__all__ = ["exports", "gaps", "whole_months"]
