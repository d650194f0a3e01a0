"""The table of a published response (recommendation, agreed?, comment) into the tracker, from DOCX, CSV or a workbook.

In the order of a load: `tables` (what stands in the file), `headings` (which column is which), `rows` (each row in the
tracker's words), `load` (what is new, what has changed, what stays).
"""

from cxdata.ingest.responses.load import Loaded, load_response
from cxdata.ingest.responses.rows import Given

__all__ = ["Given", "Loaded", "load_response"]
