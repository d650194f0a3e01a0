"""What is loaded, and how far can it be trusted?"""

from cxdata.ui import frame
from cxdata.ui.data import comments, councils, layouts, load_form, paper_figures, start
from cxdata.ui.data.held import files, loaded, undo

view = frame.enter(__doc__)
start.start_your_own()
if start.takes_files(view):
    load_form.load_a_file(view)
    paper_figures.type_figures()
councils.ask_which(view)
files.show_files(view)
if view.may_change:
    undo.show_versions(view)
loaded.trust(view)
loaded.set_aside(view)
layouts.show_layouts()
comments.look_at_comments(view)
