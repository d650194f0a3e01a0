"""An SVG picture as PNG, drawn by resvg with the fonts that are shipped, so that it is the same on every machine."""

import resvg_py

from cxdata.charts.drawing.font import BOLD, REGULAR

FAMILY = "Liberation Sans"


def png_of(svg: str, *, scale: float = 2) -> bytes:
    """The picture in pixels: at scale 2 one that is 960 wide becomes 1,920, as wide as a slide is shown.

    Characters that the shipped fonts lack (Chinese names, say) are empty boxes: no font of the machine is used.
    """
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=scale,
        skip_system_fonts=True,
        font_files=[str(REGULAR), str(BOLD)],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
