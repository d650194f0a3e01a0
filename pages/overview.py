"""What should be asked about customer service?"""

from cxdata.ui import frame, overview

view = frame.enter(__doc__)
overview.first_screen(view)
overview.walk(view)
