"""Will we get there?"""

from cxdata.ui import frame
from cxdata.ui.changing import outlook

view = frame.enter(__doc__)
chosen = outlook.choose(view)
outlook.first_screen(view, chosen)
outlook.walk(view, chosen)
