"""Is a month's figure more than ordinary ups and downs? Charts with limits, and the rules that read them.

Other rooms use `series` (figures of one step, in order), `judge` (the whole judgement), `fit` (what is usual), `rules`
(why a point is marked), `verdicts` (both signs), `limits`, and, for forecasts too, `scale` and `season`.
"""

__all__ = ["fit", "judge", "limits", "rules", "scale", "season", "series", "verdicts"]
