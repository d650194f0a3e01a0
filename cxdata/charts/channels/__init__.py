"""Charts of how people get in touch: the mix over time (`mix`), and what rose and what fell in it (`shift`)."""

from cxdata.charts.channels.mix import mix
from cxdata.charts.channels.shift import shift

__all__ = ["mix", "shift"]
