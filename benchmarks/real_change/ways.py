"""Three ways to read a chart at its latest month: plain XmR, always against a year before, and the project's own."""

from collections.abc import Callable, Mapping

import numpy as np

from cxdata.stats.spc.fit import FEWEST, Figures
from cxdata.stats.spc.judge import sign_at_end
from cxdata.stats.spc.limits import reach_of
from cxdata.stats.spc.rules import latest_of

Way = Callable[[Figures], int]


def plain(figures: Figures) -> int:
    """An XmR chart of the figures as they are, all four rules."""
    return _xmr(figures.values)


def year_before(figures: Figures) -> int:
    """An XmR chart of each month less the same month a year before."""
    return _xmr(figures.values[12:] - figures.values[:-12])


def _xmr(values: np.ndarray) -> int:
    if np.count_nonzero(~np.isnan(values)) < FEWEST:
        return 0
    return latest_of(values - np.nanmean(values), reach=reach_of(values)).direction


WAYS: Mapping[str, Way] = {"plain": plain, "year before": year_before, "ours": sign_at_end}
