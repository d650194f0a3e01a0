"""Every measure and dimension, by what it is about: contacts, satisfaction, calls, web pages; and the dimensions.

Other rooms find measures and dimensions through `cxdata.measures`, and use `dimensions` for splits and channel groups.
"""

__all__ = ["dimensions"]
