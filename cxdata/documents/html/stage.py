"""A document's findings one a screen, as one HTML file that a second screen shows with no server: by keyboard alone.

Left and right (and what a clicker sends) go through the findings, N shows the notes of who presents, W the ward that
was chosen and back; a first W asks which. It asks for nothing from outside, and its one script is our own.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape

from cxdata.documents.model import Bullets, Document, Figure, Table
from cxdata.documents.pictures import picture_of
from cxdata.documents.words import LANGUAGE, clean

_ROWS = 9  # rows of a table that a screen has room for

_STYLE = """
html, body {margin: 0; height: 100%; font-family: Arial, 'Liberation Sans', Helvetica, sans-serif; color: #1F2933;
  background: #FFFFFF;}
section {display: none; box-sizing: border-box; height: 100vh; padding: 18px 34px 12px; flex-direction: column;
  gap: 8px;}
section:target, body:not(:has(section:target)) section:first-of-type {display: flex;}
h1 {font-size: clamp(22px, 3.9vw, 40px); line-height: 1.15; margin: 0;}
figure {flex: 1 1 0; min-height: 0; margin: 0;}
figure svg {width: 100%; height: 100%;}
p, li, td, th, dt, dd, a {font-size: clamp(18px, 1.9vw, 22px); line-height: 1.3; margin: 0;}
li {margin-bottom: 12px;}
ul.wards {columns: 3; flex: 1; overflow: auto;}
a {color: #12436D;}
.doubt {font-weight: 600;}
.source, .mark {color: #4A5560; font-size: 18px;}
.mark {margin-top: auto;}
dl {display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 0;}
dt {font-weight: 600;}
dd {margin: 0;}
table {border-collapse: collapse; align-self: flex-start;}
th, td {text-align: left; padding: 4px 18px 4px 0; border-bottom: 1px solid #C9CED3;}
aside {display: none; max-height: 34vh; overflow: auto; border: 1px solid #5A6573; padding: 8px 12px;}
body.notes aside {display: block;}
@media print {section {display: flex; page-break-after: always;} aside {display: block;}}
"""

_SCRIPT = """
const order = ORDER, wards = "wards", at = () => location.hash.slice(1) || order[0];
let ward = "", back = order[0];
const go = name => { location.hash = name; document.getElementById(name).focus(); };
const inOrder = by => go(order[Math.min(Math.max(order.indexOf(at()) + by, 0), order.length - 1)]);
const isWard = name => name === wards || name.startsWith("ward-");
const turnWard = () => {
  if (isWard(at())) { go(back); return; }
  if (!document.getElementById(wards)) return;
  back = at();
  go(ward || wards);
};
addEventListener("hashchange", () => { if (at().startsWith("ward-")) ward = at(); });
addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const act = {
    ArrowRight: () => isWard(at()) ? go(back) : inOrder(1), PageDown: () => isWard(at()) ? go(back) : inOrder(1),
    ArrowLeft: () => isWard(at()) ? go(back) : inOrder(-1), PageUp: () => isWard(at()) ? go(back) : inOrder(-1),
    Home: () => go(order[0]), End: () => go(order[order.length - 1]),
    n: () => document.body.classList.toggle("notes"), w: turnWard,
  }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act) { event.preventDefault(); act(); }
});
"""


def to_stage(document: Document, wards: Sequence[tuple[str, Figure]] = ()) -> bytes:
    """The document's lists with a slide, then its figures, one a screen. `wards` are one figure a ward, by its name.

    The same document and wards give the same bytes.
    """
    screens = list(_screens(document))
    script = _SCRIPT.replace("ORDER", str([f"s{number}" for number in range(1, len(screens) + 1)]))
    return "\n".join(_lines(document, screens, wards, script)).encode()


def _lines(
    document: Document, screens: Sequence[str], wards: Sequence[tuple[str, Figure]], script: str
) -> Iterator[str]:
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    yield "<!DOCTYPE html>"
    yield f'<html lang="{LANGUAGE}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield f"<title>{_text(document.title)}</title><style>{_STYLE}</style></head><body>"
    yield '<main aria-label="One finding a screen">'
    mark = f'<p class="mark">{_text(document.mark)}</p>'
    for number, screen in enumerate(screens, start=1):
        yield f'<section id="s{number}" tabindex="-1">{screen}{mark}</section>'
    if wards:
        names = "".join(f'<li><a href="#ward-{n}">{_text(name)}</a></li>' for n, (name, _) in enumerate(wards, start=1))
        yield f'<section id="wards" tabindex="-1"><h1>Which ward?</h1><ul class="wards">{names}</ul>{mark}</section>'
    for number, (_, figure) in enumerate(wards, start=1):
        yield f'<section id="ward-{number}" tabindex="-1">{_of_figure(figure, f"w{number}")}{mark}</section>'
    yield f"</main><script>{script}</script></body></html>\n"


def _screens(document: Document) -> Iterator[str]:
    cover = "".join(f"<dt>{_text(head)}</dt><dd>{_text(words)}</dd>" for head, words in document.cover)
    keys = "Right and left: the findings. N: notes. W: my ward, and back."
    yield f'<h1>{_text(document.title)}</h1><dl>{cover}</dl><p class="source">{keys}</p>'
    words = document.officers_words
    for number, block in enumerate(document.blocks):
        if isinstance(block, Bullets) and block.slide:
            items = "".join(f"<li>{_text(item)}</li>" for item in block.items)
            yield f"<h1>{_text(block.slide)}</h1><ul>{items}</ul>"
        elif isinstance(block, Figure):
            yield _of_figure(block, f"f{number}", words.get(block.key, ()))


def _of_figure(figure: Figure, name: str, words: Sequence[str] = ()) -> str:
    doubts = "".join(f'<p class="doubt">{_text(warning)}</p>' for warning in figure.warnings)
    if figure.chart is not None:
        shown = f"<figure>{picture_of(figure.chart, title=clean(figure.finding), name=name).svg}</figure>"
    else:
        shown = _table(figure.table)
    said = (figure.reading, *figure.notes, *figure.about, *figure.commentary)
    told = [
        ("Officer", " ".join(words)),
        ("Rests on", figure.base),
        ("How to read it", " ".join(filter(None, said))),
        ("Ask", figure.ask),
    ]
    notes = "".join(f"<dt>{head}</dt><dd>{_text(words)}</dd>" for head, words in told if words)
    return (
        f'<h1>{_text(figure.finding)}</h1>{doubts}{shown}<p class="source">{_text(figure.under)}</p>'
        f'<aside aria-label="Notes"><dl>{notes}</dl></aside>'
    )


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{_text(head)}</th>' for head in table.heads)
    rows = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in table.rows[:_ROWS])
    more = len(table.rows) - _ROWS
    rest = (
        f'<p class="source">{more} more {"row is" if more == 1 else "rows are"} in the paper.</p>' if more > 0 else ""
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{rest}"


def _text(words: str) -> str:
    return escape(clean(words))
