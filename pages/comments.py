"""What do people say?"""

from cxdata.ui import comments, frame

view = frame.enter(__doc__)
comments.first_screen(view)
comments.walk(view)
