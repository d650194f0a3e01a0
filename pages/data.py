"""What is loaded, and how far can it be trusted?"""

from cxdata.ui import frame
from cxdata.ui.data import comments, files, layouts, load_form, loaded, paper_figures, undo

view = frame.enter(__doc__)
load_form.load_a_file(view)
paper_figures.type_figures()
files.show_files(view)
undo.show_versions(view)
loaded.trust(view)
loaded.set_aside(view)
layouts.show_layouts()
comments.look_at_comments(view)
