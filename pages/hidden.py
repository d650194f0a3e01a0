"""Who is worse served than the average shows?"""

from cxdata.ui import frame, hidden

view = frame.enter(__doc__)
hidden.first_screen(view)
hidden.walk(view)
