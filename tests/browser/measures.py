"""What can be measured of a page on a screen: where its first exhibit ends, what is cut, what axe finds."""

from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.browser.harness import Visit

# Streamlit's own box for files calls itself "presentation" and can be tabbed to; its button says what it does.
OF_STREAMLIT = ("presentation-role-conflict", "stFileUploaderDropzone")

_MEASURE = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const seen = element => element.checkVisibility({opacityProperty: true, visibilityProperty: true});
    const all = (within, what) => [...within.querySelectorAll(what)].filter(seen);
    const charts = all(main, '[data-testid=stPlotlyChart]');
    const exhibits = charts.length ? charts : all(main, '[class*=st-key-exhibit-]');
    const box = element => element.getBoundingClientRect();
    const outside = (inner, outer) => inner.left < outer.left - 1.5 || inner.right > outer.right + 1.5
        || inner.top < outer.top - 1.5 || inner.bottom > outer.bottom + 1.5;
    const words = element => element.textContent.trim().slice(0, 60);
    const meet = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;
    const cut = [], met = [];
    for (const heading of all(main, 'h1, h2, h3, summary'))
        if (heading.scrollWidth > heading.clientWidth + 1 || box(heading).right > innerWidth + 1)
            cut.push('heading: ' + words(heading));
    for (const chart of charts) {
        const drawing = chart.querySelector('.main-svg');
        if (!drawing) continue;
        const texts = all(chart, '.main-svg text').filter(words);
        for (const text of texts)
            if (outside(box(text), box(drawing))) cut.push('label: ' + words(text));
        texts.forEach((one, number) => texts.slice(number + 1).forEach(other => {
            if (meet(box(one), box(other))) met.push(words(one) + ' / ' + words(other));
        }));
    }
    for (const tile of all(main, '[class*=st-key-tile] *, .tiles *'))
        if (tile.scrollWidth > tile.clientWidth + 1 && getComputedStyle(tile).overflowX !== 'visible'
            && tile.clientWidth) cut.push('tile: ' + words(tile));
    const wide = charts.filter(chart => {
        const drawing = chart.querySelector('.main-svg');
        const place = box(chart.parentElement);
        return drawing && (box(drawing).width > place.width + 1 || box(drawing).right > innerWidth + 1);
    }).map(chart => chart.getAttribute('aria-label') || words(chart));
    return {
        above: Math.round(box(document.querySelector('.st-key-head').parentElement).bottom),
        question: Math.round(box(document.querySelector('h1')).height),
        lower_edge: exhibits.length ? Math.round(box(exhibits[0]).bottom + main.scrollTop) : null,
        height: main.scrollHeight, sideways: document.documentElement.scrollWidth - innerWidth,
        cut: [...new Set(cut)], met, wide,
    };
}"""


@dataclass(frozen=True)
class Measures:
    """A page on one screen, in pixels.

    `above` is what stands above the finding, `question` the height of the page's question. `lower_edge` is that of the
    first exhibit (None without one), `height` that of the whole page; `sideways` is how much wider than the screen it
    is; `cut` and `wide` name headings, labels and exhibits that do not fit, `met` the labels that lie on each other.
    """

    above: int
    question: int
    lower_edge: int | None
    height: int
    sideways: int
    cut: tuple[str, ...]
    met: tuple[str, ...]
    wide: tuple[str, ...]


def measure(visit: Visit) -> Measures:
    """Measure the page that is open."""
    found: dict[str, Any] = visit.page.evaluate(_MEASURE)
    return Measures(**{name: tuple(value) if isinstance(value, list) else value for name, value in found.items()})


def drawn(visit: Visit) -> None:
    """Wait until all is drawn: a screen learns its width from the browser, and a phone's is drawn a second time."""
    visit.charts(0)
    visit.page.wait_for_timeout(300)
    visit.charts(0)


def barriers(visit: Visit) -> dict[str, list[str]]:
    """Each rule of axe that is broken, with the first places where it is."""
    found = Axe().run(visit.page).response["violations"]
    nodes = [(broken["id"], node["html"][:200]) for broken in found for node in broken["nodes"]]
    ours = [(rule, html) for rule, html in nodes if rule != OF_STREAMLIT[0] or OF_STREAMLIT[1] not in html]
    return {rule: [html for broken, html in ours if broken == rule][:3] for rule, _ in ours}
