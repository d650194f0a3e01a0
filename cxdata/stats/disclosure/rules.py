"""How a table says that a figure is not there."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

HIDDEN = "[c]"
"""Shown for a hidden figure ("c" for confidential, as government statisticians mark it)."""
MISSING = "[x]"
"""Shown where there is no figure to give."""
