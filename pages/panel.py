"""Does the panel look like the borough?"""

from cxdata.ui import frame, panel

view = frame.enter(__doc__)
panel.first_screen(view)
panel.walk(view)
