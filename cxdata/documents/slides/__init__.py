"""A document as slides: a finding each, a chart that PowerPoint can edit where it has one, and notes to speak by."""

from cxdata.documents.slides.write import to_pptx

__all__ = ["to_pptx"]
