"""A sheet as HTML: close, in black and white, on two sides of A4, without the contents and the tables of a paper."""

from cxdata.documents.html.style import style
from cxdata.documents.model import Document
from cxdata.documents.two_sides import (
    ACROSS,
    AFTER,
    DOWN,
    FOOT,
    HEAD,
    INDENT,
    ITEM,
    LEAD,
    LINE,
    MARGIN,
    OVER_HEAD,
    TITLE,
    TYPE,
    UNDER_HEAD,
    in_grey,
)
from cxdata.documents.words import clean

_CLOSE = f"""
h2 {{ border-top: 0; padding-top: 0; }}
section {{ break-inside: avoid; }}
@page {{
  margin: {MARGIN}mm {MARGIN}mm {FOOT}mm;
  @top-left {{ font-size: {TYPE}pt; }} @bottom-left {{ font-size: {TYPE}pt; }} @bottom-right {{ font-size: {TYPE}pt; }}
}}
@media print {{
  html {{ font-size: {TYPE}pt; line-height: {LINE}; }}
  p.mark {{ display: none; }}
  h1, h2, p, ul, ol, table, caption, figcaption, footer {{ line-height: {LINE}; }}
  h1 {{ font-size: {TITLE}pt; margin: 0 0 {AFTER}pt; }}
  h2 {{ font-size: {HEAD}pt; margin: 0 0 {UNDER_HEAD}pt; padding-top: {OVER_HEAD}pt; }}
  p {{ margin: 0 0 {AFTER}pt; }}
  .lead {{ font-size: {LEAD}pt; line-height: {LINE}; }}
  .quiet, footer, table, caption, figcaption {{ font-size: {TYPE}pt; }}
  ul, ol {{ margin: 0 0 {AFTER}pt; padding-left: {INDENT}pt; }}
  li {{ margin: 0 0 {ITEM}pt; }}
  .tabled {{ margin: 0 0 {AFTER}pt; }}
  caption, figcaption {{ margin-bottom: {AFTER / 2}pt; }}
  th, td {{ padding: {DOWN}pt {ACROSS}pt {DOWN}pt 0; }}
  figure {{ margin: 0 0 {AFTER}pt; }}
  .wide svg {{ width: 100%; max-height: none; margin-bottom: {AFTER}pt; }}
  footer {{ border-top: 0; margin: 0; }}
}}
"""


def sheet_style(document: Document) -> str:
    """The style sheet of a sheet, without a colour."""
    return in_grey(style(clean(document.mark), clean(document.council)) + _CLOSE)
