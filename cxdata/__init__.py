"""A council's customer experience: load the exports, ask them, look at them."""
