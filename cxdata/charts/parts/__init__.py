"""What charts are made of: rows, colours, axes, calendar positions, labels, and the text for those who cannot see.

Charts use every module here; other rooms use `theme` alone (the Chart, and its colours).
"""

__all__ = ["theme"]
