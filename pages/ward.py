"""How is this ward served, beside the council and the wards most like it?"""

from cxdata.ui import frame, parts, ward

view = frame.enter("How is this ward served, beside the council and the wards most like it?")
parts.opening(view)
ward.choose(view)
