"""The forecast this project made before: a damped random walk on the log odds, kept here as a peer only.

Drift and spread are the mean and standard deviation of the last 23 monthly steps; the band follows Student's t.
"""

import numpy as np

from cxdata.stats.basics.distributions import t_quantile

WINDOW = 24
FEWEST = 8
DAMPING = 0.9


def former(scaled: np.ndarray, ahead: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Middle and half-width of the 80 % band on the scale, at each month ahead; nan with fewer than 8 months."""
    recent = scaled[-WINDOW:]
    known = np.flatnonzero(~np.isnan(recent))
    if len(known) < FEWEST:
        return np.full(len(ahead), np.nan), np.full(len(ahead), np.nan)
    gaps, jumps = np.diff(known), np.diff(recent[known])
    drift = jumps.sum() / gaps.sum()
    surprises = (jumps - drift * gaps) / np.sqrt(gaps)
    count = len(jumps)
    spread = np.sqrt((surprises**2).sum() / (count - 1))
    walked = ahead + len(recent) - 1 - known[-1]
    middle = recent[known[-1]] + drift * (1 - DAMPING**walked) / (1 - DAMPING)
    reach = float(t_quantile(0.9, freedom=count - 1))
    return middle, reach * spread * np.sqrt(walked * (1 + walked / count))
