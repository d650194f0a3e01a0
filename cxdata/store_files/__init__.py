"""The files of a store's folder: which versions there are, which is in use and whether it is whole, else which stands.

In the order of use: `names` (what files are called), `seal` (a digest beside each version), `trouble` (a version that
cannot be opened, in words), `pointer` (what the folder says is in use), `standing` (what is opened), `mend` (a damaged
version set aside).
"""

from cxdata.store_files.names import NOTHING, POINTER
from cxdata.store_files.pointer import point_to
from cxdata.store_files.standing import Standing, find_standing
from cxdata.store_files.trouble import StoreTrouble

__all__ = ["NOTHING", "POINTER", "Standing", "StoreTrouble", "find_standing", "point_to"]
