"""Funnels: which areas or services differ from the whole by more than their size lets chance explain.

Other rooms use `shares` (funnels of shares) and `rates` (funnels of counts with an expected number).
"""

__all__ = ["rates", "shares"]
