"""A council's customer experience: load the exports, ask them, look at them."""

import os

# The matrices here are of a hundred rows or so: shared out over threads they take far longer than on one, as each thread
# waits for the others by spinning. Numpy reads this when it is first imported, which is after this line.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
