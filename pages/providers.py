"""Do our companies and contractors serve people as well?"""

from cxdata.ui import frame, providers

view = frame.enter(__doc__)
providers.first_screen(view)
providers.walk(view)
