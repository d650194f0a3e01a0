"""How is this ward served, beside the council and the wards most like it?"""

from cxdata.ui import frame, ward
from cxdata.ui.parts import blocks

view = frame.enter(__doc__)
blocks.opening(view)
ward.choose(view)
