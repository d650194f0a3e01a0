"""Do people have to come back?"""

from cxdata.ui import frame
from cxdata.ui.came_back import first, walk

view = frame.enter(__doc__)
first.first_screen(view)
walk.walk(view)
