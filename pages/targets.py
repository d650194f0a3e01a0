"""Are we meeting our targets?"""

from cxdata.ui import frame
from cxdata.ui.targets import table, walk

view = frame.enter(__doc__)
rows = table.first_screen(view)
walk.walk(view, rows)
