"""Questions that need more than one figure: counts from the engine, through the statistics, to a result in words."""
