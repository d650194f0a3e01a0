"""Is it a real change, or ordinary ups and downs?"""

import streamlit as st

from cxdata.ui import changes, frame, parts

view = frame.enter("Is it a real change, or ordinary ups and downs?")
parts.opening(view)
st.header("One measure over time", anchor=False)
changes.one_measure(view)
changes.all_key_measures(view)
