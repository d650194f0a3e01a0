"""Satisfaction: what those who did not answer could change, and which formula a published figure follows.

Other rooms use `bounds` (the range that silence leaves) and `definitions` (published figures and their formulas).
"""

__all__ = ["bounds", "definitions"]
