"""Will we get there?"""

from cxdata.ui import frame, outlook, parts

view = frame.enter("Will we get there?")
parts.opening(view)
outlook.will_we_get_there(view)
