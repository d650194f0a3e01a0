"""How do other councils compare?"""

from cxdata.ui import councils, frame

view = frame.enter(__doc__)
councils.first_screen(view)
councils.walk(view)
