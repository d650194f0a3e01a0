"""Where are the hotspots, and are they more than a large ward?"""

from cxdata.ui import frame, hotspots
from cxdata.ui.parts import blocks

view = frame.enter("Where are the hotspots, and are they more than a large ward?")
blocks.opening(view)
hotspots.ward_map(view)
