"""Is it a real change, or ordinary ups and downs?"""

from cxdata.ui import frame
from cxdata.ui.changing import change

view = frame.enter(__doc__)
signs = change.signs_of(view)
change.first_screen(view, signs)
change.walk(view, signs)
