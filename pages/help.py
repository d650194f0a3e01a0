"""How do I begin?"""

from cxdata.ui import frame
from cxdata.ui.help import begin

view = frame.enter(__doc__)
begin.first_screen(view)
begin.walk(view)
