"""What is worked out of a row once, as it is stored: days and promises of contacts, the clocks of complaints."""

from cxdata.ingest.load.rows.derived.clocks import NATION
from cxdata.ingest.load.rows.derived.columns import Files, derive_columns

__all__ = ["NATION", "Files", "derive_columns"]
