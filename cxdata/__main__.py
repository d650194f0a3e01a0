"""python -m cxdata: load, ask and look after the data from the command line."""

import sys

from cxdata.cli.main import main

# A process that bench starts reads this file again, and is no second command.
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
