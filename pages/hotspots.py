"""Where are the hotspots, and are they more than a large ward?"""

from cxdata.ui import frame, hotspots
from cxdata.ui.parts import blocks

view = frame.enter(__doc__)
blocks.opening(view)
hotspots.ward_map(view)
