"""What is loaded, and how far can it be trusted?"""

from cxdata.ui import frame
from cxdata.ui.data import files, load_form, loaded, undo

view = frame.enter(__doc__)
load_form.load_a_file(view)
files.show_files(view)
undo.show_versions(view)
loaded.trust(view)
loaded.set_aside(view)
