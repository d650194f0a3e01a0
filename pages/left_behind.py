"""Who is left behind?"""

from cxdata.ui import frame
from cxdata.ui.left_behind import first, walk

view = frame.enter(__doc__)
first.first_screen(view)
walk.walk(view)
