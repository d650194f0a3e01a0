"""Surveys: the figures called satisfaction, who did not answer, weights, whether a panel is made up
as the residents are, and which formula a published figure follows.

Other rooms use `satisfaction` (the five figures), `response` (response rates and bounds), `raking` (weights),
`representation` (a panel beside residents) and `formulas` (published figures).
"""

__all__ = ["formulas", "raking", "representation", "response", "satisfaction"]
