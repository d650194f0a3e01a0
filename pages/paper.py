"""What will the committee read?"""

from cxdata.ui import frame
from cxdata.ui.papers import first_screen, walk

view = frame.enter(__doc__)
first_screen(view)
walk(view)
