"""Hidden by the average: the groups of customers who are worse served, each with its evidence and a question.

Other rooms use `search` (the groups), `as_counted` (a share as the page shows it), `changes` (what drove a change),
`kept_lists` (a list kept and tested again), `relatives` (a group among those like it), `shares` (what can be searched)
and `people` (a group in words).
"""

__all__ = ["as_counted", "changes", "kept_lists", "people", "relatives", "search", "shares"]
