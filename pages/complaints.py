"""Are complaints answered in time, and do we learn?"""

from cxdata.ui import complaints, frame

view = frame.enter(__doc__)
complaints.first_screen(view)
complaints.walk(view)
