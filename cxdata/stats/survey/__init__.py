"""Surveys: the figures called satisfaction, who did not answer, weights, and which formula a published figure follows.

Other rooms use `satisfaction` (the five figures), `response` (response rates and bounds), `raking` (weights) and
`formulas` (published figures).
"""

__all__ = ["formulas", "raking", "response", "satisfaction"]
