"""The adjustment for having looked often, by hand: the k-th smallest of m is worth m/k of itself."""

import numpy as np
import pytest

from cxdata.stats.basics.false_discovery import benjamini_hochberg


def test_by_hand() -> None:
    # 5/1 x .01 = .05; 5/2 x .02 = .05; 5/3 x .03 = .05; 5/4 x .04 = .05; 5/5 x .5 = .5
    assert benjamini_hochberg([0.5, 0.01, 0.02, 0.03, 0.04]) == pytest.approx([0.5, 0.05, 0.05, 0.05, 0.05])
    # 3/1 x .01 = .03; 3/2 x .04 = .06, but the next is worth .045 and none may be worth more than a larger one.
    assert benjamini_hochberg([0.01, 0.04, 0.045]) == pytest.approx([0.03, 0.045, 0.045])


def test_what_was_not_tested_does_not_count() -> None:
    found = benjamini_hochberg([np.nan, 0.01, np.nan, 0.04])
    assert np.isnan(found[[0, 2]]).all()
    assert found[[1, 3]] == pytest.approx([0.02, 0.04])
    assert np.isnan(benjamini_hochberg([np.nan, np.nan])).all()
    assert len(benjamini_hochberg([])) == 0
