"""Did the service change, or only who is counted?"""

import streamlit as st

from cxdata.ui import frame, like_for_like

view = frame.enter(__doc__)
st.header("What moved the figure", anchor=False)
like_for_like.like_for_like(view)
