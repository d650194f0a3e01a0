"""An exhibit: a finding with its drawing, what it rests on and its figures, as one thing to show, save and present."""

from cxdata.export.exhibit.model import Exhibit, exhibit_of

__all__ = ["Exhibit", "exhibit_of"]
