"""Did the service change, or only who is counted?"""

import streamlit as st

from cxdata.ui import frame, like_for_like
from cxdata.ui.parts import blocks

view = frame.enter(__doc__)
blocks.opening(view)
st.header("What moved the figure", anchor=False)
like_for_like.like_for_like(view)
