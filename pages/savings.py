"""Is the saving real?"""

from cxdata.ui import frame
from cxdata.ui.savings import first, walk

view = frame.enter(__doc__)
chosen = first.choose(view)
first.first_screen(view, chosen)
walk.walk(view, chosen)
