"""Boundaries and wards: areas of several vintages, and the area that a text or a point means.

Other rooms use `files` (boundary files into the store), `wards` (labels, and texts or points resolved to wards) and
`boundaries` (areas read from GeoJSON).
"""

__all__ = ["boundaries", "files", "wards"]
