"""Can everybody use this, and what is in the way?"""

from cxdata.ui import frame
from cxdata.ui.help import accessibility

view = frame.enter(__doc__)
accessibility.read(view)
