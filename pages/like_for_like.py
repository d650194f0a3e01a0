"""Did the service change, or only who is counted?"""

import streamlit as st

from cxdata.ui import frame, mixes, parts

view = frame.enter("Did the service change, or only who is counted?")
parts.opening(view)
st.header("What moved the figure", anchor=False)
mixes.like_for_like(view)
