"""The screen: the frame, the row of choices, the cache and the parts that pages are composed of."""
