"""A council's customer experience: load the exports, ask them, look at them."""

import os

# The matrices here have a hundred rows or so: shared out over threads they take longer than on one, and many times
# longer where other programs run, as each thread spins while it waits. Numpy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Workbooks have the same bytes whether or not lxml is there, which writes XML with other spaces: openpyxl reads this as
# it is loaded.
os.environ.setdefault("OPENPYXL_LXML", "False")
