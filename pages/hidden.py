"""Who is worse served than the average shows?"""

import streamlit as st

from cxdata.ui import frame, hidden
from cxdata.ui.parts import blocks

view = frame.enter(__doc__)
blocks.opening(view)
result = hidden.found(view)
if result is None:
    st.stop()
hidden.headline(view, result)
hidden.groups(view, result)
hidden.shuffle(view, result)
hidden.who_answered(view)
hidden.kept(view, result)
