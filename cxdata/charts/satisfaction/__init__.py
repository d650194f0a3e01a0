"""The charts of satisfaction: its five levels, and published figures that follow one formula or another."""

from cxdata.charts.satisfaction.levels import levels
from cxdata.charts.satisfaction.published import definition

__all__ = ["definition", "levels"]
