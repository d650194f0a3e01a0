"""What does each figure mean, and what can it not tell you?"""

from cxdata.ui import definitions, frame

view = frame.enter(__doc__)
definitions.look_up(view)
definitions.lists()
