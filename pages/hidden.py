"""Who is worse served than the average shows?"""

import streamlit as st

from cxdata.ui import frame, hidden, parts

view = frame.enter("Who is worse served than the average shows?")
parts.opening(view)
result = hidden.found(view, hidden.chosen(view))
if result is None:
    st.stop()
hidden.headline(view, result)
hidden.groups(view, result)
hidden.changed(view, result)
hidden.shuffle(view, result)
if result.share.is_survey:
    hidden.who_answered(view)
hidden.kept(view, result)
