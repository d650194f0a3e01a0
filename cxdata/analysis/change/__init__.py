"""Real change: is it more than ordinary ups and downs, and what happened around its start?

Other rooms use `charts` (one measure's chart, and the key measures), `signals` (what stood out, and events near it)
and `before_after` (a figure after a day, against the same months of the year before).
"""

__all__ = ["before_after", "charts", "signals"]
