"""The command line: also the interface for scripts and tests, so its words stay as they are.

`python -m cxdata` runs `main`, which reads the words and calls the module that answers them.
"""

__all__ = ["main"]
