"""Groups as dots with ranges: the house's exhibit for who differs from whom.

`dots` draws an Answer by one dimension; `layout` draws any rows in the same look, for groups that no one dimension
tells apart.
"""

from cxdata.charts.dots.layout import FEW, RANGES, Beside, Dot, how_to_read, lay_out
from cxdata.charts.dots.of_groups import MOST, dots, worst_first

__all__ = ["FEW", "MOST", "RANGES", "Beside", "Dot", "dots", "how_to_read", "lay_out", "worst_first"]
