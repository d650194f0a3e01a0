"""One description of a drawing, drawn twice: by Plotly on the screen, and as SVG or PNG for papers and slides.

Charts build a `Drawing` out of `marks`; `on_screen` makes the Plotly figure, `svg` and `png` the picture, by the places
of `place` and the widths of `font`. Nothing else knows how either is drawn, so that screen, slide and paper cannot
disagree (docs/decisions/drawing.md).
"""

__all__ = ["font", "marks", "model", "on_screen", "place", "png", "svg"]
