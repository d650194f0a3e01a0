"""Is it a real change, or ordinary ups and downs?"""

import streamlit as st

from cxdata.ui import change, frame

view = frame.enter(__doc__)
st.header("One measure over time", anchor=False)
change.one_measure(view)
change.all_key_measures(view)
