"""Writing what never changes in a store: `write` (all constants, and one's rows of further files), `linked` (who came
back, for which contacts are sorted by customer).
"""

from cxdata.ingest.load.rows.constants.linked import LINKED
from cxdata.ingest.load.rows.constants.write import CONSTANTS, add_files, write_constants

__all__ = ["CONSTANTS", "LINKED", "add_files", "write_constants"]
