"""What is loaded, and how far can it be trusted?"""

from cxdata.ui import frame
from cxdata.ui.data import comments, load_form, loaded

view = frame.enter(__doc__)
load_form.load_a_file(view)
loaded.show_loaded(view)
loaded.trust(view)
loaded.set_aside(view)
comments.look_at_comments(view)
