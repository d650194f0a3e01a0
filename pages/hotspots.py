"""Where are the hotspots, and are they more than a large ward?"""

from cxdata.ui import frame, hotspots

view = frame.enter(__doc__)
hotspots.ward_map(view)
