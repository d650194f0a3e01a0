"""Who takes part, and where do we lose them?"""

from cxdata.ui import frame, taking_part

view = frame.enter(__doc__)
taking_part.first_screen(view)
taking_part.walk(view)
