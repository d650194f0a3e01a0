"""How do people get in touch, and can they still get through?"""

from cxdata.ui import channels, frame

view = frame.enter(__doc__)
channels.first_screen(view)
channels.walk(view)
