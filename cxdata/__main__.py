"""python -m cxdata: load, ask and look after the data from the command line."""

import sys

from cxdata.cli.main import main
from cxdata.cli.terminal import guard_terminals

# A process that bench starts reads this file again, and is no second command.
if __name__ == "__main__":
    guard_terminals()
    sys.exit(main(sys.argv[1:]))
