"""What will the meeting be shown, and in which order?"""

from cxdata.ui import frame, present

view = frame.enter(__doc__)
present.meeting(view)
