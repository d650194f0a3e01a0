"""One description of a drawing, drawn twice: by Plotly on the screen, and as SVG or PNG for papers and slides.

Charts build a `Drawing` out of `marks`; `on_screen` makes the Plotly figure. Nothing else knows how either is drawn, so
that screen, slide and paper cannot disagree.
"""

__all__ = ["marks", "model", "on_screen"]
