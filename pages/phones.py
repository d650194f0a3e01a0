"""Can people still get through?"""

from cxdata.ui import frame
from cxdata.ui.phones import first, walk

view = frame.enter(__doc__)
first.first_screen(view)
walk.walk(view)
