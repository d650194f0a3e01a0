"""Boundaries and wards: areas of several vintages, and the area that a text or a point means.

Other rooms use `files` (boundary files into the store), `wards` (labels, and texts or points resolved to wards),
`boundaries` (areas read from GeoJSON), `layouts` (what an officer has said of boundary files), `lookup` and
`lookup_store` (postcodes and UPRNs looked up) and `projections` (places in other projections than degrees).
"""

__all__ = ["boundaries", "files", "layouts", "lookup", "lookup_store", "projections", "wards"]
