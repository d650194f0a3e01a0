"""What is different in one ward: its figures beside those of the council and of the wards most like it."""

from cxdata.analysis.ward.beside import Beside, beside_council
from cxdata.analysis.ward.everywhere import Everywhere, ask_everywhere
from cxdata.analysis.ward.words import questions_of, say_ward, way_of

__all__ = ["Beside", "Everywhere", "ask_everywhere", "beside_council", "questions_of", "say_ward", "way_of"]
