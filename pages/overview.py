"""How is the council doing by its customers, and what should be asked?"""

from cxdata.ui import frame, overview
from cxdata.ui.parts import blocks

view = frame.enter(__doc__)
overview.figures(view)
overview.questions(view)
blocks.freshness(view)
