"""An SVG picture as PNG, drawn by resvg with the fonts that are shipped, so that it is the same on every machine."""

from cxdata.charts.drawing.font import BOLD, REGULAR, writable

FAMILY = "Liberation Sans"


def png_of(svg: str, *, scale: float = 2) -> bytes:
    """The picture in pixels: at scale 2 one that is 960 wide becomes 1,920, as wide as a slide is shown.

    No font of the machine is used: what the shipped ones lack (a Chinese name, say) is drawn as its like or as "?",
    never as an empty box. The SVG keeps every character.
    """
    import resvg_py  # Needed once a picture is taken away, not to show a page.

    return resvg_py.svg_to_bytes(
        svg_string=writable(svg),
        zoom=scale,
        skip_system_fonts=True,
        font_files=[str(REGULAR), str(BOLD)],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
