"""One ward on two sides of A4: what a councillor takes to a meeting, said in words first."""

from cxdata.papers.ward.sheet import ward_sheet, ward_sheets

__all__ = ["ward_sheet", "ward_sheets"]
