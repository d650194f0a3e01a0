"""Hidden by the average: which groups of customers are worse served than everybody else, beyond chance."""

from cxdata.stats.pockets.find import find_pockets

__all__ = ["find_pockets"]
