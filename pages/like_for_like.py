"""Did the service change, or only who is counted?"""

from cxdata.ui import frame
from cxdata.ui.changing import like_for_like

view = frame.enter(__doc__)
chosen = like_for_like.choose(view)
like_for_like.first_screen(view, chosen)
like_for_like.walk(view, chosen)
