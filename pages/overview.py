"""What should be asked about customer service?"""

from cxdata.ui import frame, overview
from cxdata.ui.help import tour

view = frame.enter(__doc__)
tour.draw()
overview.first_screen(view)
overview.walk(view)
