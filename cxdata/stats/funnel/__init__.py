"""Which areas or services differ from the whole by more than their size lets chance explain."""
