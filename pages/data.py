"""What is loaded, and how far can it be trusted?"""

from cxdata.ui import frame
from cxdata.ui.data import councils, load_form, loaded, start

view = frame.enter(__doc__)
start.start_your_own()
if start.takes_files(view):
    load_form.load_a_file(view)
councils.ask_which(view)
loaded.show_loaded(view)
loaded.trust(view)
loaded.set_aside(view)
