"""An exhibit: a finding with its drawing, what it rests on and its figures, as one thing to show, save and present."""

from cxdata.export.exhibit.model import Exhibit, exhibit_of
from cxdata.export.exhibit.of_hidden import exhibit_of_group, exhibit_of_nothing
from cxdata.export.exhibit.of_shift import exhibit_of_shift

__all__ = ["Exhibit", "exhibit_of", "exhibit_of_group", "exhibit_of_nothing", "exhibit_of_shift"]
