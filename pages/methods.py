"""How is it worked out, and does it give the known answers?"""

from cxdata.ui import frame
from cxdata.ui.help import methods

frame.enter(__doc__)
methods.first_screen()
methods.walk()
