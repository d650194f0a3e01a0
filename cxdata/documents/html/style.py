"""How the HTML of a document looks, on a screen of any width and on A4: no script, and nothing from outside."""

from cxdata.charts.drawing.colours import ACCENT, GRID, INK, QUIET, WARM

FAMILY = "Arial, 'Liberation Sans', Helvetica, sans-serif"

_LOOK = f"""
:root {{ color-scheme: light; }}
* {{ box-sizing: border-box; }}
html {{ font: 18px/1.5 {FAMILY}; color: {INK}; background: #FFFFFF; scroll-behavior: auto; }}
body {{ margin: 0 auto; max-width: 780px; padding: 0 20px 64px; overflow-wrap: break-word; }}
h1, h2, h3, h4, p, li, dd, th, td, caption, figcaption {{ unicode-bidi: plaintext; }}
h1, h2, h3, h4 {{ color: {ACCENT}; line-height: 1.25; margin: 1.6em 0 0.5em; }}
h1 {{ font-size: 34px; margin-top: 0.6em; }}
h2 {{ font-size: 27px; border-top: 3px solid {ACCENT}; padding-top: 0.5em; }}
h3 {{ font-size: 22px; }}
h4 {{ font-size: 19px; }}
p, li, dd {{ white-space: pre-line; }}
p {{ margin: 0.6em 0; }}
li {{ margin: 0.35em 0; }}
a {{ color: {ACCENT}; text-underline-offset: 0.15em; }}
a:focus, [tabindex]:focus {{ outline: 3px solid {ACCENT}; outline-offset: 2px; }}
.skip {{ position: absolute; left: -999em; background: #FFFFFF; padding: 8px; }}
.skip:focus {{ left: 12px; top: 12px; }}
p.mark {{ font-weight: 700; border: 2px solid {INK}; padding: 8px 12px; margin: 20px 0 0; }}
.cover {{ display: grid; grid-template-columns: minmax(7em, max-content) 1fr; gap: 4px 18px; margin: 0 0 1.2em; }}
.cover dt {{ font-weight: 700; }}
.cover dd {{ margin: 0; }}
nav ol {{ list-style: none; padding: 0; }}
nav ol ol {{ padding-left: 1.4em; }}
.lead {{ font-size: 21px; font-weight: 700; line-height: 1.4; }}
.quiet {{ color: {QUIET}; font-size: 16px; }}
.warning {{ border-left: 6px solid {WARM}; padding: 4px 0 4px 12px; font-weight: 700; }}
.officer {{ border-left: 6px solid {ACCENT}; padding: 4px 0 4px 12px; }}
figure {{ margin: 1.6em 0 0.8em; }}
figcaption, caption {{ font-weight: 700; text-align: start; margin-bottom: 0.5em; line-height: 1.35; }}
figcaption {{ font-size: 20px; }}
.wide {{ overflow-x: auto; }}
.wide svg {{ display: block; width: 100%; min-width: 560px; height: auto; }}
table {{ border-collapse: collapse; font-size: 16px; line-height: 1.35; min-width: 50%; }}
caption {{ font-size: 17px; caption-side: top; }}
th, td {{ text-align: start; vertical-align: top; padding: 6px 18px 6px 0; border-bottom: 1px solid {GRID};
    min-width: 4.5em; }}
thead th {{ border-bottom: 2px solid {INK}; vertical-align: bottom; }}
tbody th {{ font-weight: 400; }}
.number {{ text-align: right; font-variant-numeric: tabular-nums; }}
td.short {{ white-space: nowrap; }}
.tabled {{ margin: 1em 0; }}
footer {{ border-top: 1px solid {GRID}; margin-top: 3em; color: {QUIET}; font-size: 16px; }}
@media (max-width: 600px) {{
  h1 {{ font-size: 28px; }}
  h2 {{ font-size: 24px; }}
  .cover {{ display: block; }}
  .cover dd {{ margin-bottom: 8px; }}
}}
"""

# Margin boxes give every sheet its number and its mark; Chrome and Edge know them since version 131.
_SHEET = """
@page {{
  size: A4 portrait; margin: 22mm 18mm 20mm 20mm;
  @top-left {{ content: "{mark}"; font: bold 9pt {family}; color: #1F2933; width: 100%; }}
  @bottom-left {{ content: "{council}"; font: 9pt {family}; color: #4A5560; width: 70%; }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages); font: 9pt {family}; color: #4A5560; }}
}}
@media print {{
  html {{ font-size: 11pt; line-height: 1.4; }}
  body {{ max-width: none; padding: 0; orphans: 3; widows: 3; }}
  .skip {{ display: none; }}
  p.mark {{ margin-top: 0; }}
  h1 {{ font-size: 24pt; }} h2 {{ font-size: 17pt; }} h3 {{ font-size: 13.5pt; }} h4 {{ font-size: 11.5pt; }}
  h1, h2, h3, h4, caption, figcaption {{ break-after: avoid; }}
  figcaption {{ font-size: 12pt; }}
  .lead {{ font-size: 13pt; }}
  .quiet, footer {{ font-size: 10.5pt; }}
  table, caption {{ font-size: 10pt; }}
  nav {{ font-size: 10.5pt; line-height: 1.25; }}
  nav li {{ margin: 0.15em 0; }}
  .few, figure, tr, .warning, .officer, li, dl {{ break-inside: avoid; }}
  thead {{ display: table-header-group; break-after: avoid; }}
  tbody tr:nth-child(-n + 3) {{ break-before: avoid; }}
  th, td {{ padding: 3pt 12pt 3pt 0; min-width: 0; }}
  .wide {{ overflow: visible; }}
  .wide svg {{ min-width: 0; max-height: 215mm; }}
  .new-page {{ break-before: page; }}
  a {{ color: inherit; text-decoration: none; }}
}}
"""


def style(mark: str, council: str) -> str:
    """The style sheet of a document, with the mark and the council that every printed sheet says."""
    return _LOOK + _SHEET.format(mark=_quoted(mark), council=_quoted(council), family=FAMILY)


def _quoted(words: str) -> str:
    """Words as they may stand between quotation marks of a style sheet, inside HTML."""
    return "".join(
        letter if letter.isalnum() or letter in " .,;:()-–—’£%/" else f"\\{ord(letter):x} "
        for letter in " ".join(words.split())
    )
