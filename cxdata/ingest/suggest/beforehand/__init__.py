"""Known or asked before anything is suggested: which of its tables a file is read for, which columns are known."""
