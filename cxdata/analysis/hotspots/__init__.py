"""Hotspots: where it is worse, and whether that is more than a large ward or chance."""
