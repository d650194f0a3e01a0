"""A page as the printer gets it: the PDF that Ctrl+P makes, and what can be measured on its sheets.

`page.pdf` is called straight. Setting the medium to print first makes Streamlit lay the page out anew, and a chart that
Ctrl+P cuts off comes out whole.
"""

from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image

from tests.browser.harness import Visit

SCALE = 2  # pixels a point in the pictures of sheets
MARGIN = 14 / 25.4 * 72  # points: the 14 mm that the page asks for
# Heard after the page's own handler, so the words are those of the charts as they are printed.
LISTEN = """() => {
    const lines = text => text.querySelector('tspan')
        ? [...text.querySelectorAll('tspan')].filter(part => !part.querySelector('tspan')) : [text];
    window.addEventListener('beforeprint', () => {
        const charts = [...document.querySelectorAll('.js-plotly-plot')].filter(chart => chart.checkVisibility());
        window.printed = charts.flatMap(chart => [...chart.querySelectorAll('.main-svg text')])
            .filter(text => text.checkVisibility({opacityProperty: true, visibilityProperty: true}))
            .flatMap(lines).map(line => line.textContent.trim()).filter(Boolean);
    });
}"""


@dataclass(frozen=True)
class Box:
    """Where a text stands on a sheet, in points from its left and lower edge."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Printed:
    """The sheets of one page, and the words that its charts drew on them."""

    document: pdfium.PdfDocument
    words: tuple[str, ...]

    def find(self, text: str) -> list[tuple[int, Box]]:
        """Every place where a text stands: the sheet, from 0, and the box of its letters."""
        places = []
        for number, sheet in enumerate(self.document):
            letters = sheet.get_textpage()
            search = letters.search(text, match_case=True)
            while hit := search.get_next():
                boxes = [letters.get_charbox(hit[0] + at) for at, letter in enumerate(text) if letter.strip()]
                left, bottom, right, top = zip(*boxes, strict=True)
                places.append((number, Box(min(left), min(bottom), max(right), max(top))))
        return places

    def text(self) -> str:
        """All that can be read on the sheets."""
        return "\n".join(sheet.get_textpage().get_text_bounded() for sheet in self.document)

    def picture(self, number: int, *, grey: bool = False) -> Image.Image:
        """A sheet as a picture."""
        return self.document[number].render(scale=SCALE, grayscale=grey).to_pil()

    def cut_off(self) -> list[str]:
        """The words of charts that are not on the sheets as often as they were drawn, or reach into a margin."""
        missing = []
        for word, times in Counter(self.words).items():
            width = self.document[0].get_width()
            boxes = [box for _, box in self.find(word)]
            whole = [box for box in boxes if box.left >= MARGIN - 1 and box.right <= width - MARGIN + 1]
            if len(whole) < times:
                missing.append(f"{word}: drawn {times} times, whole on paper {len(whole)} times")
        return missing


def printed(visit: Visit) -> Printed:
    """Print the page that is open."""
    visit.page.evaluate(LISTEN)
    data = visit.page.pdf(prefer_css_page_size=True)
    return Printed(pdfium.PdfDocument(data), tuple(visit.page.evaluate("window.printed")))
