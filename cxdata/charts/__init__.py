"""Charts: each function takes an Answer or a result and gives a Chart, with the sentence for those who cannot see it.

One module for each kind of chart or question of a page; `drawing` says what a drawing is and draws it, `parts` holds
what charts share. Pages and exports use the modules named in `__all__`, and `drawing.model` for the Chart itself.
"""

__all__ = [
    "changing",
    "channels",
    "heat",
    "hidden",
    "parts",
    "satisfaction",
    "trend",
    "where",
]
