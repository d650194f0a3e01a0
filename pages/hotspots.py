"""Where are the hotspots, and are they more than a large ward?"""

from cxdata.ui import frame, hotspots, parts

view = frame.enter("Where are the hotspots, and are they more than a large ward?")
parts.opening(view)
hotspots.ward_map(view)
