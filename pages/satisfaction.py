"""Who is satisfied, and who is not?"""

from cxdata.ui import frame, satisfaction

view = frame.enter(__doc__)
satisfaction.first_screen(view)
satisfaction.walk(view)
