"""Will we get there? A figure carried forward to a date, beside the pace it needs and its own record.

Other rooms use `forecast` (the answer) and `past` (forecasts that could have been made, beside what came).
"""

__all__ = ["forecast", "past"]
