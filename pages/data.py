"""What is loaded, and how far can it be trusted?"""

from cxdata.ui import frame
from cxdata.ui.data import councils, load_form, start, walk
from cxdata.ui.data.held import acting, loaded

view = frame.enter(__doc__)
acting.say_done()
councils.ask_which(view)
loaded.first_screen(view)
start.start_your_own()
if start.takes_files(view):
    load_form.load_a_file(view)
walk.sections(view)
