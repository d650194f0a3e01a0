"""Getting through, coming back, being heard: the commands on them, one module a command, each the rows of its page."""
