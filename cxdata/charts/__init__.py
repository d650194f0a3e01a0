"""Charts: each function takes an Answer or a result and gives a Chart, with the sentence for those who cannot see it.

One module for each kind of chart or question of a page; `parts` holds what they share. Pages and exports use the
modules named in `__all__`, and `parts.theme` for the Chart itself.
"""

__all__ = [
    "bars",
    "changing",
    "channels",
    "heat",
    "hidden",
    "parts",
    "satisfaction",
    "trend",
    "where",
]
