"""The command line: also the interface for scripts and tests, so its words stay as they are."""
