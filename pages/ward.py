"""How is this ward served, beside the council and the wards most like it?"""

from cxdata.ui import frame, ward

view = frame.enter(__doc__)
ward.walk(view, ward.first_screen(view))
