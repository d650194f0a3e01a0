"""The dashboard as it is served: app.py, behind what the browser is forbidden and, on a network, a password."""

import streamlit as st

from cxdata.ui.serving import guards

app = st.App("app.py", middleware=guards())
