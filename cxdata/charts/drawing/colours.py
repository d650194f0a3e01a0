"""The colours of every chart, and which of them mean something: the same thing has the same colour everywhere."""

from collections.abc import Sequence

# The Analysis Function palette in its order; contrast on white 10.3, 3.2, 9.8 and 3.0. At most four in one chart.
PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25")
ACCENT = PALETTE[0]
# The same hues dark enough to be read as text (4.5 to 1 on white): two of the palette are for marks only.
TEXT_OF = {"#28A197": "#17756D", "#F46A25": "#B3450F", "#C0709E": "#9A4A78", "#4F8FCB": "#2A6FAF", "#B0605A": "#96483F"}

SEQUENTIAL = ("#DCE9F5", "#A9CBE8", "#6BACE6", "#2073BC", "#12436D")
# Very dissatisfied to very satisfied: two hues and a grey between, never red against green.
DIVERGING = ("#801650", "#C0709E", "#8A8F94", "#4F8FCB", "#12436D")

# Ways of getting in touch have the same colours in every chart, whatever is loaded: online blue, the automated phone
# line green, people plum; of the channels those that are largest anywhere are furthest apart.
GROUP_COLOURS = {"online": PALETTE[0], "automated_phone": PALETTE[1], "assisted": PALETTE[2]}
CHANNEL_COLOURS = {
    "web": PALETTE[0],
    "app": "#4F8FCB",
    "automated_phone": PALETTE[1],
    "phone": PALETTE[2],
    "face_to_face": "#C0709E",
    "webchat": "#6F5AA8",
    "email": "#9C6B1E",
    "post": "#6B4F2A",
    "social": "#B0605A",
}

INK = "#1F2933"
QUIET = "#4A5560"  # text of less weight, 7.6 to 1
GREY = "#8A8F94"  # marks that are there to be compared with, 3.3 to 1
WARM = "#A8390B"  # the one warm colour: what is worse than the rest, 6.6 to 1
OUTLINE = "#5A6573"
GRID = "#D6D6D6"
WHITE = "#FFFFFF"
BLACK = "#0B0C0C"


def colours_of(dimension: str, levels: Sequence[str]) -> dict[str, str]:
    """The colour of each level of a dimension: its own for ways of getting in touch, else by its place, then grey."""
    own = {"channel": CHANNEL_COLOURS, "channel_group": GROUP_COLOURS}.get(dimension)
    if own is None:
        own = dict(zip(levels, PALETTE, strict=False))
    return {level: own.get(level, GREY) for level in levels}


def text_colour(mark_colour: str) -> str:
    """The colour for words that belong to a mark of this colour."""
    return TEXT_OF.get(mark_colour, QUIET if mark_colour == GREY else mark_colour)


def ink_on(fill: str) -> str:
    """Black or white, whichever can be read on this fill."""
    return WHITE if fill in (PALETTE[0], PALETTE[2], SEQUENTIAL[3], SEQUENTIAL[4]) else BLACK
