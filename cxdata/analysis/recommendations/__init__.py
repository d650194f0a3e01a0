"""Recommendations and what else was promised: what each answer is worth, what is overdue, and whether it worked.

In the order of a question: `days` (dates as people write them), `words` (what an answer says), `item` (one row of the
list), `flags` (the rules, a sentence each), `standing` (all rows on a day), `worked` (before and after, a year on).
"""

__all__ = ["days", "flags", "item", "standing", "words", "worked"]
