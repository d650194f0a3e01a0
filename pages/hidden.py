"""Who is worse served than the average shows?"""

from cxdata.ui import frame, hidden
from cxdata.ui.parts import blocks

view = frame.enter(__doc__)
blocks.opening(view)
hidden.worse_served(view)
