"""One ward on two sides of A4: what a councillor takes to a meeting, said in words first."""

from cxdata.papers.ward.files import file_names, in_one_archive
from cxdata.papers.ward.published import published_sheet, published_wards
from cxdata.papers.ward.sheet import ward_sheet, ward_sheets

__all__ = ["file_names", "in_one_archive", "published_sheet", "published_wards", "ward_sheet", "ward_sheets"]
