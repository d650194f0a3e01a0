"""Whether promises are kept, at the command line: one module a command, each the rows of its page."""
