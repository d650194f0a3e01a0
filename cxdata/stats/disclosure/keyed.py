"""Counts rounded at random, always the same way for the same records: K5.

A count n is shown as the multiple of `to` below or above it: n - r + to with chance r / to, r = n mod to, else n - r.
So it is right on average, less than `to` away, and a count of 0 stays 0. The chance is not drawn anew each time but
comes from the cell's name, the records behind the count and a secret key: the same cell of the same records has the
same figure on every page and in every edition, and averaging figures tells nothing.

Source of the method: the cell-key method of the Australian Bureau of Statistics (Fraser and Wooton 2005, "A proposed
method for confidentialising tabular output to protect against differencing"), with random rounding as its table, as
the package cell-key-perturbation applies it.
"""

import hashlib

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_BITS = 53  # as many as a float holds, so that none of the figures rounds up to 1


def cell_key(names: ArrayLike, sums: ArrayLike, key: bytes) -> Floats:
    """From each cell's name and the sum of the record keys of the records counted in it, both numbers of 64 bits, a
    number from 0 up to below 1.

    It is the first eight bytes of SHA-256 over the key, the name's eight bytes and the sum's, as a part of 2^64. The
    sum itself would not do: whoever knew what was drawn for A and for B would know it for A and B together. Without
    the name two cells of the same records would always be shown alike, so that figures that differ told that one
    cell has somebody whom the other has not.
    """
    both = np.stack(np.broadcast_arrays(np.asarray(names, np.uint64), np.asarray(sums, np.uint64)), axis=-1)
    raw = both.astype(">u8").tobytes()
    drawn = [hashlib.sha256(key + raw[place : place + 16]).digest()[:8] for place in range(0, len(raw), 16)]
    numbers = np.frombuffer(b"".join(drawn), dtype=">u8").astype(np.uint64)
    return ((numbers >> np.uint64(64 - _BITS)) / 2.0**_BITS).reshape(both.shape[:-1])


def round_keyed(counts: ArrayLike, drawn: ArrayLike, to: int = 5) -> NDArray[np.int64]:
    """Whole counts, 0 or more, as shown: up where the number drawn (0 up to below 1) is below r / `to`, else down.

    ValueError for a count below 0.
    """
    exact = np.asarray(counts, dtype=np.int64)
    if (exact < 0).any():
        raise ValueError("a count is never below 0")
    over = exact % to
    return exact - over + np.where(np.asarray(drawn, dtype=float) < over / to, to, 0)
