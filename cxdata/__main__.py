"""python -m cxdata: load, ask and look after the data from the command line."""

import sys

from cxdata.cli.main import main

sys.exit(main(sys.argv[1:]))
