"""What is loaded, and how far can it be trusted?"""

from cxdata.ui import data, frame

view = frame.enter("What is loaded, and how far can it be trusted?")
data.loaded(view)
data.load_a_file(view)
