"""Which tables the columns of an unknown export feed, and which column each of their fields comes from."""
