"""Where are the hotspots, and are they more than a large ward?"""

from cxdata.ui import frame, hotspots, hotspots_walk

view = frame.enter(__doc__)
shown = hotspots.choose(view)
hotspots.first_screen(view, shown)
hotspots_walk.walk(view, shown)
