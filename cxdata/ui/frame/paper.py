"""A page on paper: A4 upright, without what only a screen can use, its charts redrawn for the width of the sheet.

Rules of style alone are not enough. A chart keeps the width of the screen when the page is printed, so that bars are
cut off and 25 wards look equal; only drawing it anew before the browser prints gives true bars
(docs/decisions/print.md). What the menu and the choices would say stands in words at the top of the first sheet.
"""

from datetime import date

import streamlit as st

from cxdata.council import Council
from cxdata.measures import DIMENSIONS
from cxdata.measures.words import say_level
from cxdata.periods import say_date
from cxdata.scope import Scope
from cxdata.ui.frame import cache, elements, sample
from cxdata.ui.frame.text import html_of

WIDTH = 680  # pixels between the margins of an upright A4 sheet
TALLEST = 900  # pixels: a chart higher than a sheet would be cut in two

# What needs a mouse or a keyboard. What a switch is set to stands in the finding of its exhibit.
_USELESS_ON_PAPER = (
    "stHeader",
    "stSidebar",
    "stSidebarCollapsedControl",
    "stToolbar",
    "stStatusWidget",
    "stToast",
    "stSkipLink",
)
_WIDGETS = (
    "stButton",
    "stButtonGroup",
    "stCheckbox",
    "stDownloadButton",
    "stFileUploader",
    "stLinkButton",
    "stMultiSelect",
    "stNumberInput",
    "stPageLink",
    "stPopover",
    "stRadio",
    "stSelectbox",
    "stTextInput",
)
_STYLE = """
.on-paper {display: none;}
[data-testid=stLayoutWrapper]:has(> .st-key-paper)
  {position: absolute; height: 0; overflow: hidden; pointer-events: none;}
@media print {
  @page {size: A4 portrait; margin: 14mm;}
  html, body, #root, .stApp, [data-testid=stAppViewContainer], [data-testid=stMain] {
    position: static !important; height: auto !important; overflow: visible !important; display: block !important;
  }
  [data-testid=stMainBlockContainer] {width: WIDTHpx !important; max-width: WIDTHpx !important; padding: 0 !important;}
  USELESS, [data-testid=stLayoutWrapper]:has(> :is(.st-key-top, .st-key-choices, .st-key-mode))
    {display: none !important;}
  [data-testid=stElementContainer]:has(> WIDGET) {display: none !important;}
  [data-testid=stExpander]:has(> details:not([open])), [role=tablist], .modebar, [data-testid=stElementToolbar],
  [data-testid=stLayoutWrapper]:has(> [data-testid=stExpander] > details:not([open])),
  [data-testid=stForm], FORM_ALONE {display: none !important;}
  [data-testid=stTable], [data-testid=stTable] > div {overflow: visible !important;}
  [data-testid=stTable] table {display: table !important; width: 100%;}
  [data-testid=stVerticalBlock] {gap: 8px !important;}
  ul.tiles li {min-height: 0 !important;}
  [data-testid=stLayoutWrapper]:has(> .st-key-paper) {position: static; height: auto; overflow: visible;}
  .st-key-head {padding: 14px 0 10px;}
  .on-paper {display: block; font-size: 15px; border-bottom: 1px solid #1F2933; padding-bottom: 6px;}
  [data-testid=stHorizontalBlock]:has(> [data-testid=stColumn]) {flex-direction: column !important;}
  [data-testid=stColumn] {width: 100% !important; min-width: 100% !important; flex: none !important;}
  [data-testid=stGrid] {grid-template-columns: 100% !important;}
  [class*=st-key-exhibit-], [class*=st-key-card-], [class*=st-key-tile-], [data-testid=stPlotlyChart], tr, li, img
    {break-inside: avoid;}
  h1, h2, h3, h4, summary, [data-testid=stHeading], [data-testid=stElementContainer]:has(h1, h2, h3, h4)
    {break-after: avoid;}
  p, li {orphans: 3; widows: 3;}
}
""".replace("WIDTH", str(WIDTH)).replace("USELESS", ", ".join(f"[data-testid={name}]" for name in _USELESS_ON_PAPER))
# A section in which nothing stands but a form, under its title.
_FORM_ALONE = (
    "[data-testid=stLayoutWrapper]:has(> [data-testid=stExpander] [data-testid=stForm])"
    ":not(:has(:is([data-testid=stMarkdown], [data-testid=stTable]):not([data-testid=stForm] *)))"
)
_STYLE = _STYLE.replace("FORM_ALONE", _FORM_ALONE)
_STYLE = _STYLE.replace("WIDGET", f":is({', '.join(f'[data-testid={name}]' for name in _WIDGETS)})")
# Held on the window, so that one pair of handlers serves however often the page is run again.
_SCRIPT = """
export default () => {
  const onScreen = new Map();
  const inset = (chart, sheet) => {
    let pixels = 0;
    for (let box = chart.parentElement; box && box !== sheet; box = box.parentElement) {
      const style = getComputedStyle(box);
      for (const side of ["paddingLeft", "paddingRight", "borderLeftWidth", "borderRightWidth"])
        pixels += parseFloat(style[side]);
    }
    return pixels;
  };
  window.onbeforeprint = () => document.querySelectorAll(".js-plotly-plot").forEach(chart => {
    if (!chart.checkVisibility()) return;
    const {width, height, autosize} = chart.layout;
    onScreen.set(chart, {width, height, autosize});
    window.Plotly.relayout(chart, {
      width: WIDTH - inset(chart, chart.closest("[data-testid=stMainBlockContainer]")),
      height: Math.min(chart._fullLayout.height, TALLEST), autosize: false});
  });
  window.onafterprint = () => {
    onScreen.forEach((layout, chart) => window.Plotly.relayout(chart, layout));
    onScreen.clear();
  };
};
""".replace("WIDTH", str(WIDTH)).replace("TALLEST", str(TALLEST))
_redraw = st.components.v2.component("paper", js=_SCRIPT)


def draw(council: Council, scope: Scope) -> None:
    """Make this page fit for paper, with what is shown, of whom and in which view, on top of the first sheet."""
    elements.style(_STYLE)
    with st.container(key="paper"):
        elements.html(html_of('<div class="on-paper">{}</div>', _heading(council, scope)))
        _redraw(key="paper-charts")


def _heading(council: Council, scope: Scope) -> str:
    """What the choices on the screen would say; an officer's page must not be published by way of a printer."""
    titles = {name: dimension.title for name, dimension in DIMENSIONS.items()}
    view = "Published view." if cache.publishing() else "Officer view: small numbers are shown. Do not publish."
    shown = f"{council.name}: {scope.sentence(titles, say=say_level)}."
    return " ".join(filter(None, [sample.doubt(), shown, view, f"Printed on {say_date(date.today())}."]))
