"""Will we get there?"""

import streamlit as st

from cxdata.ui import frame, outlook

view = frame.enter(__doc__)
st.header("The target and the way there", anchor=False)
outlook.will_we_get_there(view)
