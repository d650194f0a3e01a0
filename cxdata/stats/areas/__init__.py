"""Areas on a map: clusters of neighbours, rates smoothed for small numbers, and which areas are alike.

Other rooms use `clusters` (Gi* with permutation tests), `smoothing` (empirical Bayes rates) and `similar`.
"""

__all__ = ["clusters", "similar", "smoothing"]
