"""What charts over time are made of: the series of an answer, what is drawn of them, and the words around them.

Only charts use it; pages use the charts.
"""

__all__: list[str] = []
