"""Places on a map: clusters of neighbours, rates smoothed for small numbers, and which places are alike."""
