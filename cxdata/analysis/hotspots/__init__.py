"""Hotspots: where it is worse, and whether that is more than a large ward or chance.

Other rooms use `wards` (clusters of wards on the map) and `funnel` (each group beside the overall figure).
"""

__all__ = ["funnel", "wards"]
