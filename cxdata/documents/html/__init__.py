"""A document as one accessible HTML file: how it is written, how it looks, and how a sheet looks."""

from cxdata.documents.html.write import to_html

__all__ = ["to_html"]
