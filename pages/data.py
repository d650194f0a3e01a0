"""What is loaded, and how far can it be trusted?"""

from cxdata.ui import data, frame, load_form

view = frame.enter("What is loaded, and how far can it be trusted?")
load_form.load_a_file(view)
data.loaded(view)
data.trust(view)
data.set_aside(view)
