"""Did the service change, or only who is counted?"""

from cxdata.ui import frame, mixes, parts

view = frame.enter("Did the service change, or only who is counted?")
parts.opening(view)
mixes.like_for_like(view)
