"""Did what was promised happen?"""

from cxdata.ui import frame, recommendations

view = frame.enter(__doc__)
recommendations.first_screen(view)
recommendations.walk(view)
