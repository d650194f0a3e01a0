"""A page with one chart as wide as the screen and higher than a sheet: 25 bars, the last 25 times the first.

Run by Streamlit in test_print.py. The pages of the product change; what a printer does to bars can be measured on this.
"""

import streamlit as st

from cxdata.charts.drawing.marks import Bar, Bars, Text
from cxdata.charts.drawing.model import Axis, Drawing, Margins, names
from cxdata.charts.drawing.on_screen import CONFIG, figure_of
from cxdata.council import Council
from cxdata.scope import Scope
from cxdata.ui.frame import paper

VALUES = range(1, 26)
FILL = "#12436D"
ROW = 44

if __name__ == "__main__":
    st.set_page_config(layout="wide")
    paper.draw(Council("Paper Council"), Scope())
    st.title("Are bars as long as their figures?", anchor=False)
    bars = Bars(tuple(Bar(0, value, row - 0.3, row + 0.3, FILL) for row, value in enumerate(VALUES)))
    labels = tuple(Text(value, row, f"{value} times", dx=8) for row, value in enumerate(VALUES))
    upright = names([f"Ward {value}" for value in VALUES])
    margins = Margins(left=90, right=90)
    drawing = Drawing((bars, *labels), Axis((0, 25)), upright, ROW * len(VALUES) + 42, margins)
    st.plotly_chart(figure_of(drawing), theme=None, config=CONFIG, key="bars", alt="25 bars")
    st.button("Only on the screen")
