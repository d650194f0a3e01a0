"""The parts of a published page on the screen, each with the switch that it has."""

from cxdata.errors import CxError
from cxdata.export.exhibit import Exhibit
from cxdata.published.model import Part
from cxdata.published.parts import exhibit_of, options_of, switch_of
from cxdata.published.reading import Reading
from cxdata.ui.frame import cache, elements
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.walk import switch


def draw_part(reading: Reading, part: Part, key: str, *, narrow: bool) -> None:
    """A section: its switch and its exhibit; the reason where it is refused."""
    try:
        exhibit = chosen_of(reading, part, key, narrow=narrow)
    except CxError as reason:
        elements.info(str(reason))
        return
    show(exhibit)


def chosen_of(reading: Reading, part: Part, key: str, *, narrow: bool) -> Exhibit:
    """The exhibit of what is chosen at the part's switch, which is drawn. Raises CxError where that is refused."""
    option = switch(switch_of(part), options_of(reading, part), key=f"published-{key}")
    return cache.kept_of(
        ("published", part, option, narrow), reading, lambda: exhibit_of(reading, part, option, narrow=narrow)
    )
