"""Hidden by the average: which groups of customers are worse served than everybody else, beyond chance.

Other rooms use `find_pockets`, and the modules `find`, `change` (what drove a change), `checks` (shuffled and re-drawn
surveys), `confirm` (a list tested on later answers), `cells` (counted cells, conditions), `results`, and
`assessment.clusters` (how far answers of one batch hang together).
"""

from cxdata.stats.pockets.find import find_pockets

__all__ = ["find_pockets"]
