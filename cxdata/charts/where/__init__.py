"""Wards: on a map with the list beside it, on a funnel, and one of them beside the council."""

from cxdata.charts.where.funnel import funnel
from cxdata.charts.where.outlines import Outline, outlines_of
from cxdata.charts.where.ward import ward_dots
from cxdata.charts.where.ward_map import ward_map

__all__ = ["Outline", "funnel", "outlines_of", "ward_dots", "ward_map"]
