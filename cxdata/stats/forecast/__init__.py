"""Where a figure may go, the pace a target needs, and how past forecasts have held.

One method for every series: a level, a season if a test sees one, a drift if it is plain to see, and a band as wide
as the method's own past errors. Nothing is chosen by a person, and nothing is chosen by which method did best: on ten
or twenty errors that overlap, the winner is noise and its band too narrow (docs/outlook.md).

Other rooms use `outlook` (the forecast), `pace` (what a target needs), `record` (how past forecasts held).
"""

__all__ = ["outlook", "pace", "record"]
