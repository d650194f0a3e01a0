"""What do councillors ask for?"""

from cxdata.ui import casework, frame

view = frame.enter(__doc__)
casework.first_screen(view)
casework.walk(view)
